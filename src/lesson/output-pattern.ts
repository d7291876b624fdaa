/** The wildcards of expected output. `...` alone on a line stands for any lines, `[..]` for any text inside a line. */

export type LinePattern =
  | { readonly kind: 'lines'; readonly source: string }
  /** `parts` are literal; between two of them stands any text. One part alone is a literal line. */
  | { readonly kind: 'line'; readonly source: string; readonly parts: readonly string[] };

/**
 * A backslash takes the meaning away: `\...` is the line `...`, `\[..]` the text `[..]`. Where a backslash itself stands before
 * a wildcard it is doubled: `\\[..]` is a backslash and then any text, `\\...` the line `\...`. Elsewhere it is a backslash.
 */
export const parseLine = (source: string): LinePattern => {
  if (source === '...') return { kind: 'lines', source };
  if (/^\\+\.\.\.$/.test(source)) return { kind: 'line', source, parts: [source.slice(1)] };
  const parts = [''];
  const add = (text: string): void => {
    parts[parts.length - 1] += text;
  };
  let at = 0;
  for (const found of source.matchAll(/(\\*)\[\.\.\]/g)) {
    const backslashes = found[1] ?? '';
    add(source.slice(at, found.index) + backslashes.slice(0, Math.floor(backslashes.length / 2)));
    if (backslashes.length % 2 === 1) add('[..]');
    else parts.push('');
    at = found.index + found[0].length;
  }
  add(source.slice(at));
  return { kind: 'line', source, parts };
};

/** The pattern that this line matches and no other does. */
export const escapeLine = (line: string): string =>
  /^\\*\.\.\.$/.test(line) ? `\\${line}` : line.replace(/(\\*)\[\.\.\]/g, '$1$1\\[..]');

/** Whether the line fits literal parts with any text between them. Time is bounded by the lengths multiplied. */
export const matchesLine = (parts: readonly string[], line: string): boolean => {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return line === first;
  if (!line.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = line.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return line.length - last.length >= at && line.endsWith(last);
};
