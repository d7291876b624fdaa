import { attributeOf } from './content.ts';
import { bareJid } from './jid.ts';
import { XmlProblem } from './problem.ts';
import { type StartTag, scan } from './scan.ts';
import type { Pairing, WireEntry } from './types.ts';

export interface PairerOptions {
  /** Milliseconds after which a request without reply counts as timed out. */
  readonly timeout?: number;
  /**
   * An address as a server writes it back, so that what was asked and what answers can be compared: Nodeprep, Nameprep and
   * Resourceprep (RFC 6122). Without it, and where it gives undefined, only the case of letters and a dot at the end of the domain are
   * set aside.
   */
  readonly prepare?: (jid: string) => string | undefined;
}

/** How an entry relates to another one, or why there will be none: the stream on which it was asked has ended. */
export type Outcome = Pairing | { readonly kind: 'stream-ended' };

export interface PairingChange {
  readonly id: number;
  readonly pairing: Outcome;
}

export interface Pairer {
  /** Takes the next entry, in the order of the wire, and tells what changed: the entry's own pairing first, then others'. */
  add(entry: WireEntry): readonly PairingChange[];
  /** Tells which requests have waited too long at this time (milliseconds since the epoch). A late reply still pairs. */
  expire(now: number): readonly PairingChange[];
  /** The account's stream has ended: what waits on it will not be answered, whatever comes on the next one. */
  end(account: string): readonly PairingChange[];
  /** `alone` for an id that was never added. */
  get(id: number): Outcome;
}

/** Default time-out of a request, in milliseconds. */
export const requestTimeout = 30_000;

/**
 * Finds the reply of each request as it comes. An IQ get or set is answered by the result or error on the same account, in the other
 * direction, with the same id, from the address that was asked (RFC 6120 sections 8.1.3 and 8.2.3). No address, the account's
 * own and its server's stand for each other (section 8.1.2.1). An error of a message or presence belongs to the last one with that id that
 * went to that bare address (section 8.3.1), that of a message perhaps to one without id. A reply of an IQ after the one that settled it is `repeated`: there is only one. Each entry counts as one stanza. Constant time for each.
 */
export function createPairer(options: PairerOptions = {}): Pairer {
  const { timeout = requestTimeout } = options;
  const prepare = (jid: string): string => options.prepare?.(jid) ?? lowerCase(jid);
  const pairings = new Map<number, Outcome>();
  /** By account, then by key: a stream that ends takes those of its account along. */
  const unanswered = new Map<string, Map<string, Sent[]>>();
  /** By account: keys of the replies that came. */
  const replied = new Map<string, Set<string>>();
  const ownAddress = new Map<string, string>();
  let queue: Sent[] = [];
  let expired = 0;

  function set(id: number, pairing: Outcome): PairingChange {
    pairings.set(id, pairing);
    return { id, pairing };
  }

  function remember(key: string, { account, id, at }: WireEntry): void {
    const ofAccount = unanswered.get(account) ?? new Map<string, Sent[]>();
    unanswered.set(account, ofAccount);
    const same = ofAccount.get(key);
    if (same) same.push({ id, at });
    else ofAccount.set(key, [{ id, at }]);
  }

  function settle(keys: readonly string[], which: 'first' | 'last', { account, id, at }: WireEntry): PairingChange[] {
    const ofAccount = unanswered.get(account);
    for (const key of keys) {
      const same = ofAccount?.get(key);
      const request = which === 'first' ? same?.shift() : same?.pop();
      if (same?.length === 0) ofAccount?.delete(key);
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
    const head = readHead(entry, prepare);
    if (!head) return [set(entry.id, { kind: 'alone' })];
    if (entry.direction === 'received' && head.to) ownAddress.set(entry.account, head.to);
    // Some clients, and the logs of servers, write who sends.
    if (entry.direction === 'sent' && head.from?.includes('/') && !ownAddress.has(entry.account))
      ownAddress.set(entry.account, head.from);
    const { name, type } = head;
    if (name !== 'iq') {
      if (type === 'error') {
        // A service may have given the message an id that its sender had left out, as Prosody's rooms do.
        const heads = name === 'message' ? [head, { ...head, id: '' }] : [head];
        const keys = heads.map((one) => keyOf(entry, one, bareJid(head.peer), 'reply'));
        return settle(keys, 'last', entry);
      }
      remember(keyOf(entry, head, bareJid(head.peer), 'request'), entry);
      return [set(entry.id, { kind: 'alone' })];
    }
    if (type === 'result' || type === 'error') {
      const peers = possiblePeers(head.peer, prepare(ownAddress.get(entry.account) ?? ''));
      const keys = peers.map((peer) => keyOf(entry, head, peer, 'reply'));
      const ofAccount = replied.get(entry.account) ?? new Set();
      replied.set(entry.account, ofAccount);
      const isRepeated = keys.some((key) => ofAccount.has(key));
      ofAccount.add(keyOf(entry, head, head.peer, 'reply'));
      const changes = settle(keys, 'first', entry);
      return isRepeated && pairings.get(entry.id)?.kind === 'orphan' ? [set(entry.id, { kind: 'repeated' })] : changes;
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
    end(account) {
      const waiting = [...(unanswered.get(account)?.values() ?? [])].flat();
      unanswered.delete(account);
      replied.delete(account);
      ownAddress.delete(account);
      const unsettled = waiting.filter(({ id }) => ['waiting', 'timed-out'].includes(pairings.get(id)?.kind ?? ''));
      return unsettled.map(({ id }) => set(id, { kind: 'stream-ended' }));
    },
    get: (id) => pairings.get(id) ?? { kind: 'alone' },
  };
}

/** Pairs a whole list, given in the order of the wire. `now` (milliseconds since the epoch) also ends what waits at the end. */
export function pair(
  entries: Iterable<WireEntry>,
  options: PairerOptions & { readonly now?: number } = {},
): ReadonlyMap<number, Outcome> {
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
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The other side's address, ready for comparison; '' when the stanza names none. */
  readonly peer: string;
}

/** The start tag of an iq, message or presence; undefined for all else. */
function readHead({ text, direction }: WireEntry, prepare: (jid: string) => string): Head | undefined {
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
  const from = attributeOf(tag, 'from');
  const to = attributeOf(tag, 'to');
  const peer = direction === 'sent' ? to : from;
  return {
    name: tag.local,
    type: attributeOf(tag, 'type'),
    id: attributeOf(tag, 'id') ?? '',
    from,
    to,
    peer: prepare(peer ?? ''),
  };
}

/** Requests and replies get the same key when they belong together: a reply goes the other way. */
function keyOf({ direction }: WireEntry, { name, id }: Head, peer: string, role: 'request' | 'reply'): string {
  const asked = (direction === 'sent') === (role === 'request');
  return JSON.stringify([asked, name, id, peer]);
}

/**
 * All addresses to which the request may have gone, when the reply comes from this one.
 * @param own the account's own address, ready for comparison; '' when it is not known yet
 */
function possiblePeers(peer: string, own: string): string[] {
  if (own === '') return [peer];
  const bare = bareJid(own);
  const same = ['', bare, own, bare.slice(bare.indexOf('@') + 1)];
  return same.includes(peer) ? [...new Set([peer, ...same])] : [peer];
}

/** Lower case but for the resource, and no dot at the end of the domain: what every server changes in an address that it sends back. */
function lowerCase(jid: string): string {
  const bare = bareJid(jid);
  return bare.toLowerCase().replace(/\.$/, '') + jid.slice(bare.length);
}
