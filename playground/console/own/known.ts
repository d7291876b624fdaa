/** The reader's own servers that this browser remembers: addresses, never a password. */
import { parseJid } from '../../stanza/index.ts';

export interface KnownServer {
  /** `romeo@example.com`, or a domain alone for somebody who signs in without an account. */
  readonly jid: string;
  /** `wss://xmpp.example.com:7443/ws/` */
  readonly url: string;
}

/** How many are remembered; the one that was not used for longest goes first. */
const most = 8;
/** Characters of a WebSocket address that is remembered. */
const longestUrl = 2_000;

/** From what was kept, which may be anything. The latest comes first. */
export function readKnown(kept: string | null): readonly KnownServer[] {
  try {
    const list: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(list) ? list.flatMap(readOne).slice(0, most) : [];
  } catch {
    return [];
  }
}

function readOne(value: unknown): KnownServer[] {
  const { jid, url } = (value ?? {}) as { readonly jid?: unknown; readonly url?: unknown };
  if (typeof jid !== 'string' || typeof url !== 'string' || url.length > longestUrl) return [];
  return parseJid(jid).ok && /^wss?:\/\//.test(url) ? [{ jid, url }] : [];
}

/** With this one in front. */
export function withKnown(known: readonly KnownServer[], { jid, url }: KnownServer): readonly KnownServer[] {
  return [{ jid, url }, ...withoutKnown(known, jid)].slice(0, most);
}

export function withoutKnown(known: readonly KnownServer[], jid: string): readonly KnownServer[] {
  return known.filter((each) => each.jid !== jid);
}
