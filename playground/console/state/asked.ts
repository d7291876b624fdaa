import type { TextEntry } from './entry.ts';
import type { Journal } from './journal.ts';

/**
 * What a text answers: the request of a reply. A stream error names none: it comes upon what its account sent last.
 */
export function askedBy(journal: Journal, { id, account, direction, description }: TextEntry): TextEntry | undefined {
  const pairing = journal.pairing(id);
  const isReply = description.type === 'result' || description.type === 'error';
  if (isReply && pairing.kind === 'paired') return journal.text(pairing.partner);
  if (description.kind !== 'stream-error' || direction !== 'received') return undefined;
  for (let at = id - 1; journal.entry(at) !== undefined; at -= 1) {
    const before = journal.text(at);
    const isSaid = before?.account === account && before.direction === 'sent';
    if (isSaid && before.description.kind !== 'white-space') return before;
  }
  return undefined;
}
