/** Expected against real output of a step. */
import { type Alignment, align } from './align.ts';
import { escapeLine, type LinePattern, matchesLine, parseLine } from './output-pattern.ts';
import { screenLines, tidy } from './terminal.ts';

/** One line of the comparison of expected and real output. */
export interface DiffLine {
  /** `missing` was expected and did not come; `unexpected` came; `any` came and a wildcard of the expectation covers it. */
  readonly kind: 'same' | 'any' | 'missing' | 'unexpected' | 'left-out';
  readonly text: string;
}

export type OutputMatch = { readonly ok: true } | { readonly ok: false; readonly diff: readonly DiffLine[] };

/** Cells of the table that compares two texts line by line; beyond it the middle of the real output is left out. */
const maxCells = 400_000;
/** Lines written at each end when so much was printed that nobody would keep it in a page. */
const endsKept = 20;

/**
 * Whether the output is what was expected. Both are compared as a terminal shows them: without escapes, without spaces at the
 * end of lines, without empty lines at the start and the end; a carriage return overwrites its line. Everything else is literal
 * but for the wildcards (see `parseLine`).
 * @param expected the text of a `text output` block
 * @param actual what the step printed, escapes and carriage returns included
 */
export const matchOutput = (expected: string, actual: string): OutputMatch => {
  const patterns = patternsOf(expected);
  const lines = screenLines(actual);
  return fitsAll(patterns, lines) ? { ok: true } : { ok: false, diff: diffOf(patterns, lines) };
};

/**
 * The expected text that fits the output. Lines that fit stay as they are written, with their wildcards; `...` stays where it
 * stood; a line with `[..]` that changed elsewhere keeps its wildcards where their surroundings are still there.
 */
export const updateOutput = (expected: string, actual: string): string => {
  const patterns = patternsOf(expected);
  const lines = screenLines(actual);
  if (fitsAll(patterns, lines)) return expected;
  const rewritten = alignLines(patterns, lines)?.flatMap((item) => rewrittenLines(item, patterns, lines));
  if (rewritten?.some((line) => line !== '...')) return withoutRepeatedWildcards(rewritten).join('\n');
  const all = lines.map(escapeLine);
  const short = all.length <= 10 * endsKept ? all : [...all.slice(0, endsKept), '...', ...all.slice(-endsKept)];
  return short.join('\n');
};

const rewrittenLines = (item: Alignment, patterns: readonly LinePattern[], lines: readonly string[]): string[] => {
  switch (item.kind) {
    case 'fits':
    case 'wildcard':
      return [patterns[item.expected]?.source ?? ''];
    case 'replaced':
      return [updateLine(patterns[item.expected], lines[item.actual] ?? '')];
    case 'missing':
      return [];
    case 'extra':
      return [escapeLine(lines[item.actual] ?? '')];
  }
};

const patternsOf = (expected: string): LinePattern[] => tidy(expected.split('\n')).map(parseLine);

const fits = (pattern: LinePattern | undefined, line: string | undefined): boolean =>
  pattern?.kind === 'line' && line !== undefined && matchesLine(pattern.parts, line);

/** Each run of lines between two `...` is taken at the first place where it fits: no way back is ever needed. */
const fitsAll = (patterns: readonly LinePattern[], lines: readonly string[]): boolean => {
  const runs: LinePattern[][] = [[]];
  for (const pattern of patterns) {
    if (pattern.kind === 'lines') runs.push([]);
    else runs.at(-1)?.push(pattern);
  }
  const fitsAt = (run: readonly LinePattern[], at: number): boolean =>
    at + run.length <= lines.length && run.every((pattern, index) => fits(pattern, lines[at + index]));
  const [first = [], ...rest] = runs;
  const last = rest.pop();
  if (!fitsAt(first, 0)) return false;
  if (last === undefined) return lines.length === first.length;
  let at = first.length;
  for (const run of rest) {
    while (at <= lines.length && !fitsAt(run, at)) at += 1;
    at += run.length;
  }
  return lines.length - last.length >= at && fitsAt(last, lines.length - last.length);
};

const alignLines = (patterns: readonly LinePattern[], lines: readonly string[]): Alignment[] | undefined => {
  if ((patterns.length + 1) * (lines.length + 1) > maxCells) return undefined;
  const expectedWords = patterns.map(({ source }) => new Set(source.split(/\s+/)));
  const actualWords = lines.map((line) => new Set(line.split(/\s+/)));
  return align({
    expected: patterns.length,
    actual: lines.length,
    isWildcard: (row) => patterns[row]?.kind === 'lines',
    fits: (row, column) => fits(patterns[row], lines[column]),
    similarity: (row, column) => shared(expectedWords[row], actualWords[column]),
  });
};

/** 0 to 1 (Dice). */
const shared = (a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): number => {
  let both = 0;
  for (const word of a) if (b.has(word)) both += 1;
  return (2 * both) / (a.size + b.size || 1);
};

const diffOf = (patterns: readonly LinePattern[], all: readonly string[]): DiffLine[] => {
  const room = Math.max(2, Math.floor(maxCells / (patterns.length + 1)) - 2);
  const half = Math.floor(room / 2);
  const shortened = all.length > room;
  const lines = shortened ? [...all.slice(0, half), ...all.slice(-half)] : all;
  const items = alignLines(patterns, lines) ?? [];
  const diff = items.flatMap((item) => diffLines(item, patterns, lines));
  if (shortened)
    diff.push({ kind: 'left-out', text: `${all.length - lines.length} lines in the middle were not compared` });
  return diff;
};

const diffLines = (item: Alignment, patterns: readonly LinePattern[], lines: readonly string[]): DiffLine[] => {
  const missing = (expected: number): DiffLine => ({ kind: 'missing', text: patterns[expected]?.source ?? '' });
  const unexpected = (actual: number): DiffLine => ({ kind: 'unexpected', text: lines[actual] ?? '' });
  switch (item.kind) {
    case 'fits':
      return [{ kind: 'same', text: lines[item.actual] ?? '' }];
    case 'wildcard':
      return lines.slice(item.actual, item.end).map((text) => ({ kind: 'any', text }));
    case 'replaced':
      return [missing(item.expected), unexpected(item.actual)];
    case 'missing':
      return [missing(item.expected)];
    case 'extra':
      return [unexpected(item.actual)];
  }
};

/** A line whose wildcards stay where the words around them are still there; the plain line when little else is left. */
const updateLine = (pattern: LinePattern | undefined, line: string): string => {
  const plain = escapeLine(line);
  if (pattern?.kind !== 'line' || pattern.parts.length === 1) return plain;
  const tokens = (text: string): string[] => text.match(/\w+|\s+|./gu) ?? [];
  const expected = pattern.parts.flatMap((part, index) => [...(index === 0 ? [] : [undefined]), ...tokens(part)]);
  const actual = tokens(line);
  if ((expected.length + 1) * (actual.length + 1) > maxCells) return plain;
  const items = align({
    expected: expected.length,
    actual: actual.length,
    isWildcard: (row) => expected[row] === undefined,
    fits: (row, column) => expected[row] === actual[column],
    similarity: () => 0,
  });
  if (!items.some((item) => item.kind === 'fits' && /\w/.test(actual[item.actual] ?? ''))) return plain;
  const parts = [''];
  for (const item of items) {
    if (item.kind === 'wildcard') parts.push('');
    else if (item.kind !== 'missing') parts[parts.length - 1] += actual[item.actual] ?? '';
  }
  return writeParts(parts);
};

/** The way back from parts to a pattern: what is literal is escaped, also a backslash that would touch a wildcard. */
const writeParts = (parts: readonly string[]): string => {
  const written = parts.map((part, index) => {
    const escaped = part.replace(/(\\*)\[\.\.\]/g, '$1$1\\[..]');
    return index === parts.length - 1 ? escaped : escaped.replace(/\\+$/, '$&$&');
  });
  return written.join('[..]');
};

const withoutRepeatedWildcards = (lines: readonly string[]): string[] =>
  lines.filter((line, index) => line !== '...' || lines[index - 1] !== '...');
