import type { Problem } from './types.ts';

/** A piece of a text, and how grave what is wrong with it is. */
export interface Marked {
  readonly text: string;
  readonly severity?: NonNullable<Problem['severity']>;
}

/** The text in pieces, in order, cut where a problem begins or ends. Of two problems in one place the first counts. */
export function marksIn(text: string, problems: readonly Problem[]): readonly Marked[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const ranges = problems
    .map(({ line, column, length, severity = 'error' }) => {
      const lineStart = starts[line - 1] ?? text.length;
      const lineEnd = (starts[line] ?? text.length + 1) - 1;
      // What is missing at the end of a line is shown at the last that is there.
      const start = Math.min(text.length - 1, Math.max(lineStart, Math.min(lineStart + column - 1, lineEnd - 1)));
      return { start, end: Math.min(text.length, start + Math.max(1, length)), severity };
    })
    .sort((a, b) => a.start - b.start);
  const pieces: Marked[] = [];
  let at = 0;
  for (const { start, end, severity } of ranges) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) pieces.push({ text: text.slice(at, from) });
    pieces.push({ text: text.slice(from, end), severity });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
