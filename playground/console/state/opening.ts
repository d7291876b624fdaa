import type { Outcome } from '../../stanza/index.ts';
import type { TextEntry } from './entry.ts';

/**
 * Whether a row that comes opens by itself: what answers the reader, and what ends a stream. All else is a line until it is asked for.
 * @param request what it answers, if it is known
 * @param lastSent what was sent by hand last
 */
export function opensItself(
  entry: TextEntry,
  pairing: Outcome,
  request: TextEntry | undefined,
  lastSent: TextEntry | undefined,
): boolean {
  if (entry.direction === 'sent') return false;
  const { kind, condition, type } = entry.description;
  if (kind === 'stream-error' || (kind === 'sasl' && condition !== undefined)) return true;
  if (pairing.kind === 'paired') return request?.byHand === true;
  if (kind !== 'message' || type === 'error') return false;
  // What another account of this console gets of a message that was just sent.
  const sent = lastSent?.description;
  return sent?.kind === 'message' && sent.id === entry.description.id && sent.summary === entry.description.summary;
}
