/**
 * Links that carry stanzas: `#stanzas=1.<packed>` or, to begin with a later one, `#stanzas=1.<packed>.<index>`. The number in
 * front is the version of what is packed. A link sends nothing and never carries a password.
 */
import { shareLimits } from './limits.ts';
import { pack, TooLarge, unpack } from './packed.ts';
import { withoutPasswords } from './passwords.ts';
import type { Shared, SharedStanza, ShareProblem } from './types.ts';

const KEY = '#stanzas=';
const VERSION = 1;

/** The part of the address from the number sign on; or why it cannot be a link. Passwords in the stanzas are left out. */
export async function linkOf({ title, stanzas, first }: Shared): Promise<string | ShareProblem> {
  const kept = stanzas.map(({ as, xml }) => (as === undefined ? [withoutPasswords(xml)] : [withoutPasswords(xml), as]));
  const link = startingAt(`${KEY}${VERSION}.${await pack(JSON.stringify([title ?? '', ...kept]))}`, first);
  if (link.length <= shareLimits.link) return link;
  return { plain: 'This is too long for a link. Send the text as a file, or share only a part of it.' };
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
  const [version, packed = '', first = '0', ...more] = hash.slice(KEY.length).split('.');
  const read = readers.get(version ?? '');
  if (read === undefined) {
    return /^\d{1,4}$/.test(version ?? '')
      ? {
          plain:
            'The link was made by a newer playground than this one. Reload the page, or ask for the stanzas as text.',
        }
      : damaged;
  }
  if (!/^\d{1,4}$/.test(first) || more.length > 0) return damaged;
  try {
    const shared = read(JSON.parse(await unpack(packed, shareLimits.unpacked)));
    if (shared === null) return damaged;
    return Number(first) < shared.stanzas.length ? { ...shared, first: Number(first) } : damaged;
  } catch (error) {
    if (error instanceof TooLarge) return { plain: 'The link unpacks to more than the playground accepts.' };
    return damaged;
  }
}

const damaged: ShareProblem = {
  plain: 'The link cannot be read. Part of it may have been cut off: copy the whole link again.',
};

/** Versions stay readable for good: each has its reader. */
const readers: ReadonlyMap<string, (value: unknown) => Omit<Shared, 'first'> | null> = new Map([
  ['1', readFirstVersion],
]);

/** `[title, [xml, account?], ...]` */
function readFirstVersion(value: unknown): Omit<Shared, 'first'> | null {
  if (!Array.isArray(value)) return null;
  const [title, ...rows] = value as unknown[];
  if (typeof title !== 'string' || title.length > shareLimits.title) return null;
  if (rows.length === 0 || rows.length > shareLimits.stanzas) return null;
  const stanzas: SharedStanza[] = [];
  for (const row of rows) {
    const stanza = readRow(row);
    if (stanza === null) return null;
    stanzas.push(stanza);
  }
  return { ...(title === '' ? {} : { title }), stanzas };
}

function readRow(row: unknown): SharedStanza | null {
  if (!Array.isArray(row) || row.length > 2) return null;
  const [xml, as] = row as unknown[];
  if (typeof xml !== 'string' || xml.length > shareLimits.stanza) return null;
  if (as === undefined) return { xml };
  if (
    typeof as !== 'string' ||
    as.length > shareLimits.account ||
    !/^[^\s@/<>"'&]+(@[^\s@/<>"'&]+)?(\/[^<>"'&]+)?$/.test(as)
  )
    return null;
  return { xml, as };
}
