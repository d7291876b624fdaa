import { attributeOf } from './content.ts';
import { bareJid } from './jid.ts';
import { XmlProblem } from './problem.ts';
import { type StartTag, scan } from './scan.ts';
import type { Pairing, WireEntry } from './types.ts';

export interface PairerOptions {
  /** Milliseconds after which a request without reply counts as timed out. */
  readonly timeout?: number;
}

export interface PairingChange {
  readonly id: number;
  readonly pairing: Pairing;
}

export interface Pairer {
  /** Takes the next entry, in the order of the wire, and tells what changed: the entry's own pairing first, then others'. */
  add(entry: WireEntry): readonly PairingChange[];
  /** Tells which requests have waited too long at this time (milliseconds since the epoch). A late reply still pairs. */
  expire(now: number): readonly PairingChange[];
  /** `alone` for an id that was never added. */
  get(id: number): Pairing;
}

/** Default time-out of a request, in milliseconds. */
export const requestTimeout = 30_000;

/**
 * Finds the reply of each request as it comes. An IQ get or set is answered by the result or error on the same account, in the other
 * direction, with the same id, from the address that was asked (RFC 6120 sections 8.1.3 and 8.2.3). No address, the account's
 * own and its server's stand for each other (section 8.1.2.1). An error of a message or presence belongs to the last one with that id that
 * went to that bare address (section 8.3.1). Each entry counts as one stanza. Constant time for each.
 */
export function createPairer({ timeout = requestTimeout }: PairerOptions = {}): Pairer {
  const pairings = new Map<number, Pairing>();
  const unanswered = new Map<string, Sent[]>();
  const ownAddress = new Map<string, string>();
  let queue: Sent[] = [];
  let expired = 0;

  function set(id: number, pairing: Pairing): PairingChange {
    pairings.set(id, pairing);
    return { id, pairing };
  }

  function remember(key: string, { id, at }: WireEntry): void {
    const same = unanswered.get(key);
    if (same) same.push({ id, at });
    else unanswered.set(key, [{ id, at }]);
  }

  function settle(keys: readonly string[], which: 'first' | 'last', { id, at }: WireEntry): PairingChange[] {
    for (const key of keys) {
      const same = unanswered.get(key);
      const request = which === 'first' ? same?.shift() : same?.pop();
      if (same?.length === 0) unanswered.delete(key);
      if (!request) continue;
      const milliseconds = Math.max(0, at - request.at);
      return [
        set(id, { kind: 'paired', partner: request.id, milliseconds }),
        set(request.id, { kind: 'paired', partner: id, milliseconds }),
      ];
    }
    return [set(id, { kind: 'orphan' })];
  }

  function place(entry: WireEntry): PairingChange[] {
    const head = readHead(entry);
    if (!head) return [set(entry.id, { kind: 'alone' })];
    if (entry.direction === 'received' && head.to) ownAddress.set(entry.account, head.to);
    const { name, type } = head;
    if (name !== 'iq') {
      if (type === 'error') return settle([keyOf(entry, head, bareJid(head.peer), 'reply')], 'last', entry);
      remember(keyOf(entry, head, bareJid(head.peer), 'request'), entry);
      return [set(entry.id, { kind: 'alone' })];
    }
    if (type === 'result' || type === 'error') {
      const peers = possiblePeers(head.peer, ownAddress.get(entry.account));
      const keys = peers.map((peer) => keyOf(entry, head, peer, 'reply'));
      return settle(keys, 'first', entry);
    }
    remember(keyOf(entry, head, head.peer, 'request'), entry);
    queue.push(entry);
    return [set(entry.id, { kind: 'waiting' })];
  }

  function expire(now: number): PairingChange[] {
    const changes: PairingChange[] = [];
    for (let next = queue[expired]; next && next.at + timeout <= now; next = queue[expired]) {
      expired += 1;
      if (pairings.get(next.id)?.kind === 'waiting')
        changes.push(set(next.id, { kind: 'timed-out', milliseconds: timeout }));
    }
    if (expired > 1000 && expired * 2 > queue.length) {
      queue = queue.slice(expired);
      expired = 0;
    }
    return changes;
  }

  return {
    add(entry) {
      const late = expire(entry.at);
      const changes = place(entry);
      const settled = new Set(changes.map((change) => change.id));
      return [...changes, ...late.filter((change) => !settled.has(change.id))];
    },
    expire,
    get: (id) => pairings.get(id) ?? { kind: 'alone' },
  };
}

/** Pairs a whole list, given in the order of the wire. `now` (milliseconds since the epoch) also ends what waits at the end. */
export function pair(
  entries: Iterable<WireEntry>,
  options: PairerOptions & { readonly now?: number } = {},
): ReadonlyMap<number, Pairing> {
  const pairer = createPairer(options);
  const ids: number[] = [];
  for (const entry of entries) {
    pairer.add(entry);
    ids.push(entry.id);
  }
  if (options.now !== undefined) pairer.expire(options.now);
  return new Map(ids.map((id) => [id, pairer.get(id)]));
}

interface Sent {
  readonly id: number;
  readonly at: number;
}

interface Head {
  readonly name: string;
  readonly type: string | undefined;
  readonly id: string;
  readonly to: string | undefined;
  /** The other side's address, ready for comparison; '' when the stanza names none. */
  readonly peer: string;
}

/** The start tag of an iq, message or presence; undefined for all else. */
function readHead({ text, direction }: WireEntry): Head | undefined {
  let tag: StartTag | undefined;
  try {
    scan(
      text,
      { stream: true },
      {
        open(opened) {
          tag = opened;
          return 'stop';
        },
        text() {},
        close() {},
      },
    );
  } catch (problem) {
    if (!(problem instanceof XmlProblem)) throw problem;
  }
  if (!tag || !/^jabber:(client|server|component:)/.test(tag.namespace)) return undefined;
  if (tag.local !== 'iq' && tag.local !== 'message' && tag.local !== 'presence') return undefined;
  const to = attributeOf(tag, 'to');
  const peer = direction === 'sent' ? to : attributeOf(tag, 'from');
  return {
    name: tag.local,
    type: attributeOf(tag, 'type'),
    id: attributeOf(tag, 'id') ?? '',
    to,
    peer: comparable(peer ?? ''),
  };
}

/** Requests and replies get the same key when they belong together: a reply goes the other way. */
function keyOf({ account, direction }: WireEntry, { name, id }: Head, peer: string, role: 'request' | 'reply'): string {
  const asked = (direction === 'sent') === (role === 'request');
  return JSON.stringify([account, asked, name, id, peer]);
}

/** All addresses to which the request may have gone, when the reply comes from this one. */
function possiblePeers(peer: string, own: string | undefined): string[] {
  if (own === undefined) return [peer];
  const full = comparable(own);
  const bare = bareJid(full);
  const same = ['', bare, full, bare.slice(bare.indexOf('@') + 1)];
  return same.includes(peer) ? [...new Set([peer, ...same])] : [peer];
}

/** Lower case but for the resource: what servers change in an address that they send back. */
function comparable(jid: string): string {
  const bare = bareJid(jid);
  return bare.toLowerCase() + jid.slice(bare.length);
}
