/** Rows of the transcript as the console writes them. */
import type { Outcome } from '../../stanza/index.ts';
import type { TextEntry } from './entry.ts';
import { durationOf, timeOf } from './units.ts';

/** Who wrote to whom, from the account's point of view. An address that is missing is the account's own server. */
export function routeOf({ account, direction, description, untold }: TextEntry): {
  readonly from: string;
  readonly to: string;
} {
  if (untold?.direction) return { from: description.from ?? '?', to: description.to ?? '?' };
  return direction === 'sent'
    ? { from: account, to: description.to ?? 'server' }
    : { from: description.from ?? 'server', to: account };
}

/** When it was on the wire, as exactly as it is known; '' where a log does not tell. */
export function timeIn({ at, untold }: TextEntry): string {
  return untold?.time ? '' : timeOf(at, untold?.fraction);
}

/** `+12 ms` after the row before; '' where that is not known. */
export function sinceWords(milliseconds: number | undefined, { untold }: TextEntry): string {
  if (milliseconds === undefined || untold?.time) return '';
  if (!untold?.fraction) return `+${durationOf(milliseconds)}`;
  return milliseconds < 1000 ? '' : `+${wholeSeconds(milliseconds)}`;
}

const wholeSeconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/** How an entry relates to its partner, in a few words; '' when there is nothing to say. */
export function pairingWords(pairing: Outcome, { direction, description, untold }: TextEntry): string {
  const isReply = description.type === 'result' || description.type === 'error';
  if (untold && pairing.kind === 'timed-out') return 'no reply in this log';
  if (untold?.time && pairing.kind === 'paired') return isReply ? 'answers a request' : 'answered';
  switch (pairing.kind) {
    case 'paired':
      if (untold?.fraction) {
        const { milliseconds } = pairing;
        if (milliseconds < 1000) return `${isReply ? '' : 'answered '}in the same second`;
        return `${isReply ? 'after' : 'answered in'} ${wholeSeconds(milliseconds)}`;
      }
      return isReply ? `after ${durationOf(pairing.milliseconds)}` : `answered in ${durationOf(pairing.milliseconds)}`;
    case 'waiting':
      return direction === 'sent' ? 'waiting for the reply' : 'waits for your answer';
    case 'timed-out':
      return direction === 'sent' ? `no reply in ${durationOf(pairing.milliseconds)}` : 'waits for your answer';
    case 'stream-ended':
      return direction === 'sent' ? 'no reply: the stream ended' : 'not answered: the stream ended';
    case 'orphan':
      return 'matches no request';
    case 'repeated':
      return 'this id was answered already';
    case 'alone':
      return '';
    default:
      return pairing satisfies never;
  }
}
