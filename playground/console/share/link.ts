/**
 * Links that carry stanzas: `#stanzas=2.<packed>` or, to begin with a later one, `#stanzas=2.<packed>.<index>`. The number in
 * front is the version of what is packed. A link sends nothing and never carries a password.
 */
import { readFirstVersion } from './first-version.ts';
import { brokenLimit, shareLimits } from './limits.ts';
import { pack, TooLarge, unpack } from './packed.ts';
import { readSecondVersion, writeSecondVersion } from './second-version.ts';
import { type LeftOut, withoutSecrets } from './secrets.ts';
import { sizesOf } from './sizes.ts';
import { readThirdVersion, writeThirdVersion } from './third-version.ts';
import type { Shared, ShareProblem } from './types.ts';

const KEY = '#stanzas=';

/** A link, and what its maker should know before giving it to others. */
export interface MadeLink {
  /** The part of the address from the number sign on. */
  readonly link: string;
  /** What the link carries: the same as was given, with placeholders where secrets were. */
  readonly shared: Shared;
  readonly leftOut: readonly LeftOut[];
  /** Why some texts could not be searched for passwords: they are in the link as they are. */
  readonly unchecked: readonly string[];
}

/** A link to these stanzas; or why there cannot be one. Whatever it gives can be opened by `readLink`. */
export async function makeLink(given: Shared): Promise<MadeLink | ShareProblem> {
  // What is too much is not searched for secrets first.
  const much = brokenLimit(sizesOf(given));
  if (much !== undefined) return cannotBeMade(much);
  const { shared, leftOut, unchecked } = withoutSecrets(given);
  const isPretended = shared.scene?.pretendTls === true;
  const [version, written] = isPretended ? [3, writeThirdVersion(shared)] : [2, writeSecondVersion(shared)];
  const text = JSON.stringify(written);
  const before = brokenLimit({ ...sizesOf(shared), unpacked: new TextEncoder().encode(text).length });
  if (before !== undefined) return cannotBeMade(before);
  const link = startingAt(`${KEY}${version}.${await pack(text)}`, shared.first);
  const after = brokenLimit({ link: link.length });
  return after === undefined ? { link, shared, leftOut, unchecked } : cannotBeMade(after);
}

function cannotBeMade(why: string): ShareProblem {
  return { plain: `This cannot be a link: ${why}. Share a part of it, or send it as a file.` };
}

/** Only the link of `makeLink`. */
export async function linkOf(shared: Shared): Promise<string | ShareProblem> {
  const made = await makeLink(shared);
  return 'plain' in made ? made : made.link;
}

/** The same link, beginning with that stanza. */
export function startingAt(link: string, index: number): string {
  const [version, packed] = link.split('.');
  return index === 0 ? `${version}.${packed}` : `${version}.${packed}.${index}`;
}

/** What the hash of an address carries; null when it is about something else. */
export async function readLink(hash: string): Promise<Shared | ShareProblem | null> {
  if (!hash.startsWith(KEY)) return null;
  if (hash.length > shareLimits.link) return { plain: 'The link is longer than the playground accepts.' };
  const [version = '', packed = '', first = '0', ...more] = hash.slice(KEY.length).split('.');
  const read = readers.get(version);
  if (read === undefined) return /^\d{1,4}$/.test(version) ? newer : damaged;
  if (!/^\d{1,4}$/.test(first) || more.length > 0) return damaged;
  try {
    const shared = read(JSON.parse(await unpack(packed, shareLimits.unpacked)));
    if (shared === null || Number(first) >= shared.stanzas.length) return damaged;
    const broken = brokenLimit(sizesOf(shared));
    return broken === undefined
      ? { ...shared, first: Number(first) }
      : { plain: `The link cannot be opened: ${broken}.` };
  } catch (error) {
    if (error instanceof TooLarge) return { plain: 'The link unpacks to more than the playground accepts.' };
    return damaged;
  }
}

const newer: ShareProblem = {
  plain: 'The link was made by a newer playground than this one. Reload the page, or ask for the stanzas as text.',
};

const damaged: ShareProblem = {
  plain: 'The link cannot be read. Part of it may have been cut off: copy the whole link again.',
};

/** Versions stay readable for good: each has its reader. */
const readers: ReadonlyMap<string, (value: unknown) => Omit<Shared, 'first'> | null> = new Map([
  ['1', readFirstVersion],
  ['2', readSecondVersion],
  ['3', readThirdVersion],
]);
