/** All kinds of fences that mean something when a page runs. */
import { browser } from './browser.ts';
import type { FenceKind } from './fence-kind.ts';
import type { FenceReader } from './fence-reader.ts';
import { file, patch } from './file.ts';
import { shell } from './shell.ts';
import { receive, send, shown } from './stanza.ts';
import { zone } from './zone/zone.ts';

export type { Machines } from './fence-kind.ts';
export { type Complain, FenceReader } from './fence-reader.ts';
export { parseOptions } from './options.ts';
export { readOutput, shellLanguages } from './shell.ts';

/** The first that fits decides: `file=` says more than `skip=`. */
const kinds: readonly FenceKind[] = [patch, file, shell, zone, browser, send, receive, shown];

/** What a fence is, by its language and options; undefined for one that only shows something. */
export const kindOf = (reader: FenceReader): FenceKind | undefined => kinds.find(({ is }) => is(reader));
