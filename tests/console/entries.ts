import type { Row } from '../../playground/console/state/entry.ts';
import type { Text } from '../../playground/console/state/journal.ts';

/** A text on romeo's wire; the parts that a test is about are given. */
export function text(of: Partial<Text> & { text: string }): Text {
  return { account: 'romeo', direction: 'sent', at: 1000, ...of };
}

/** What a row is, in one word or as it went over the wire. */
export function wordOf(row: Row): string {
  if (row.kind === 'text') return row.text;
  return row.kind === 'fold' ? `${row.entries.length} folded` : row.happening.kind;
}
