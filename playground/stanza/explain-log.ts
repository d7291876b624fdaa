import { type LogFact, logLines, logSources } from './facts/log-lines.ts';
import { otherLogLines } from './facts/other-log-lines.ts';
import type { Note } from './types.ts';

/** @param text who writes the line, a space, and what it says: `montague.example:saslauth Authenticated as ...` */
export function explainLogLine(text: string): readonly Note[] {
  const [source = '', ...words] = text.split(' ');
  const said = words.join(' ');
  const known = logLines.find(({ pattern }) => pattern.test(said));
  const writer = logSources.find(([pattern]) => pattern.test(source));
  const notes: Note[] = [];
  if (known) {
    notes.push({
      kind: 'log-line',
      name: said.slice(0, 80),
      summary: known.summary,
      ...(known.whatToTry !== undefined && { whatToTry: known.whatToTry }),
    });
  }
  if (writer) notes.push({ kind: 'log-line', name: source, summary: writer[1] });
  return notes;
}

/** A line of a log, by its number from 1, and what it says. */
export interface ExplainedLine {
  readonly line: number;
  readonly note: Note;
}

/** Lines that are looked at, and said: a report quotes what matters. */
const most = { lines: 2000, length: 2000, notes: 5 };

/**
 * What is known about the lines of a log of any server, in their order, each thing once. Lines that only tell of everyday work are left
 * out.
 */
export function explainLog(text: string): readonly ExplainedLine[] {
  const found = new Map<LogFact, ExplainedLine>();
  text.split('\n', most.lines).forEach((line, index) => {
    const said = line.slice(0, most.length);
    const fact = [...otherLogLines, ...logLines].find(({ pattern }) => pattern.test(said));
    if (fact?.whatToTry === undefined || found.has(fact)) return;
    const { summary, whatToTry } = fact;
    const name = said.trim().slice(0, 80);
    found.set(fact, { line: index + 1, note: { kind: 'log-line', name, summary, whatToTry } });
  });
  return [...found.values()].slice(0, most.notes);
}
