import { describe } from '../../stanza/index.ts';
import type { Happening } from '../state/happening.ts';
import type { Journal, Text } from '../state/journal.ts';

/** What waits to be put into the transcript. */
export type Row = Text | { readonly happening: Happening; readonly at: number };

/** Finds out what a text is, which in a long one takes as long as a frame. */
export function describeRow(row: Row): void {
  if ('text' in row) row.description = describe(row.text);
}

/** Puts rows into the journal in the order in which they came. */
export function putRows(journal: Journal, rows: readonly Row[]): void {
  let texts: Text[] = [];
  for (const row of rows) {
    if (!('happening' in row)) {
      texts.push(row);
      continue;
    }
    if (texts.length > 0) journal.append(texts);
    texts = [];
    journal.happened(row.happening, row.at);
  }
  if (texts.length > 0) journal.append(texts);
}
