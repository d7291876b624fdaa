/** From rows of the transcript to what links, reports and tests are made of. */

import { senderName } from '../runtime/senders.ts';
import type { Entry, TextEntry } from '../state/entry.ts';
import { presenceStanza } from '../state/presence.ts';
import type { Account } from '../state/types.ts';
import type { SharedReply, SharedStanza } from './types.ts';

/** A text on the wire of an account whose address is known. */
export interface Line {
  readonly direction: 'sent' | 'received';
  /** The name of the account in the console. */
  readonly account: string;
  /** Its full address; `stranger@host` where nobody signs in. */
  readonly jid: string;
  readonly at: number;
  readonly xml: string;
}

/** The stanzas among the rows: not what a session says by itself to sign in, and not what an account of the reader's own server said. */
export function linesOf(entries: readonly Entry[], accounts: readonly Account[]): readonly Line[] {
  const jids = new Map(accounts.flatMap((account) => namedPair(account)));
  return entries.flatMap((entry) => {
    const jid = entry.kind === 'text' ? jids.get(entry.account) : undefined;
    if (entry.kind !== 'text' || jid === undefined || !isStanza(entry)) return [];
    return [{ direction: entry.direction, account: entry.account, jid, at: entry.at, xml: entry.text }];
  });
}

function namedPair(account: Account): readonly (readonly [name: string, jid: string])[] {
  const jid = senderName(account);
  return jid === undefined ? [] : [[account.name, jid]];
}

function isStanza({ group, text }: TextEntry): boolean {
  return group !== 'connection' && text.trim() !== '';
}

/** With what accounts say by themselves when they come online: whoever plays the link says it again. */
export function sharedOf(lines: readonly Line[]): {
  readonly stanzas: readonly SharedStanza[];
  readonly replies: readonly SharedReply[];
} {
  const stanzas: SharedStanza[] = [];
  const replies: SharedReply[] = [];
  const greeted = new Set<string>();
  for (const { direction, jid, xml } of lines) {
    const isGreeting = direction === 'sent' && xml === presenceStanza('available') && !greeted.has(jid);
    if (direction === 'sent') greeted.add(jid);
    if (isGreeting) continue;
    if (direction === 'sent') stanzas.push({ xml, as: jid });
    else replies.push({ after: stanzas.length, as: jid, xml });
  }
  return { stanzas, replies: replies.filter(({ after }) => after > 0) };
}
