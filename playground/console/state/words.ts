/** Rows of the transcript as the console writes them. */
import type { Outcome } from '../../stanza/index.ts';
import type { TextEntry } from './entry.ts';
import { durationOf } from './units.ts';

/** Who wrote to whom, from the account's point of view. An address that is missing is the account's own server. */
export function routeOf({ account, direction, description }: TextEntry): {
  readonly from: string;
  readonly to: string;
} {
  return direction === 'sent'
    ? { from: account, to: description.to ?? 'server' }
    : { from: description.from ?? 'server', to: account };
}

/** How an entry relates to its partner, in a few words; '' when there is nothing to say. */
export function pairingWords(pairing: Outcome, { direction, description }: TextEntry): string {
  const isReply = description.type === 'result' || description.type === 'error';
  switch (pairing.kind) {
    case 'paired':
      return isReply ? `after ${durationOf(pairing.milliseconds)}` : `answered in ${durationOf(pairing.milliseconds)}`;
    case 'waiting':
      return direction === 'sent' ? 'waiting for the reply' : 'waits for your answer';
    case 'timed-out':
      return direction === 'sent' ? `no reply in ${durationOf(pairing.milliseconds)}` : 'waits for your answer';
    case 'stream-ended':
      return direction === 'sent' ? 'no reply: the stream ended' : 'not answered: the stream ended';
    case 'orphan':
      return 'matches no request';
    case 'alone':
      return '';
    default:
      return pairing satisfies never;
  }
}
