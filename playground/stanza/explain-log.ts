import { logLines, logSources } from './facts/log-lines.ts';
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
