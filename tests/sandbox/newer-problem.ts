/** Whether the newer Prosody is here. Debian's unstable release, from which it comes, keeps no old version: one day the pinned one is gone. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { newerName } from '../../playground/sandbox/bundle/newer-version.ts';

const packed = join(import.meta.dirname, '../../playground/sandbox/generated/prosody-newer.bin');
/** Bytes. A bundle without files is a header. */
const empty = 1000;

/** Why this build has no newer Prosody, in words; null when it has. What needs one is skipped then, loudly; one test fails (native-packages.test.ts). */
export function newerProblem(): string | null {
  const size = statSync(packed, { throwIfNoEntry: false })?.size ?? 0;
  return size > empty ? null : `this build goes without ${newerName}, which could not be had`;
}
