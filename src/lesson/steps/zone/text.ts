/** The text of a zone file in entries: comments gone, texts in quotes whole, lines in parentheses joined (RFC 1035 section 5.1). */

export interface ZoneEntry {
  /** Line of its first word, from 1. */
  readonly line: number;
  /** The line begins with spaces: the record has the name of the one before. */
  readonly indented: boolean;
  /** Words; a text in quotes keeps them. */
  readonly tokens: readonly string[];
  readonly problem?: string;
}

const token = /[ \t\r]+|;.*|[()]|"(?:[^"\\]|\\.)*"|[^\s;()"]+|"/y;

export const zoneEntries = (text: string): ZoneEntry[] => {
  const entries: ZoneEntry[] = [];
  let open: { line: number; indented: boolean; tokens: string[] } | undefined;
  let depth = 0;
  text.split('\n').forEach((source, index) => {
    const line = index + 1;
    open ??= { line, indented: /^\s/.test(source), tokens: [] };
    let problem: string | undefined;
    token.lastIndex = 0;
    for (let found = token.exec(source); found; found = token.exec(source)) {
      const [word] = found;
      if (word === '(') depth += 1;
      else if (word === ')') depth -= 1;
      else if (word === '"') problem = 'A text in "..." is not closed on its line.';
      else if (!/^[\s;]/.test(word)) open.tokens.push(word);
      if (depth < 0) problem = 'There is a ) without its (.';
      if (problem) break;
    }
    if (depth > 0 && !problem) return;
    if (open.tokens.length > 0 || problem) entries.push({ ...open, ...(problem ? { problem } : {}) });
    open = undefined;
    depth = 0;
  });
  if (open) entries.push({ ...(open as ZoneEntry), problem: 'A ( is not closed: put ) at the end of the record.' });
  return entries;
};
