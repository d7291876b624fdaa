/** The grammar of what follows a fence's language: words and key="value". */

/** What a fence says about itself, before anybody asks whether it makes sense. */
export interface FenceOptions {
  /** `run`, `hidden`: words without a value, in the order written. */
  readonly words: readonly string[];
  /** `exit=1`, `skip="..."`: options with a value. */
  readonly values: ReadonlyMap<string, string>;
}

export type OptionsResult =
  | { readonly ok: true; readonly options: FenceOptions }
  | { readonly ok: false; readonly plain: string };

/** How Expressive Code is told what to show (its documentation: "Text & Line Markers", "Frames", "Word Wrap", "Line Numbers"). */
const presentation = new Set([
  'title',
  'frame',
  'wrap',
  'preserveIndent',
  'hangingIndent',
  'mark',
  'ins',
  'del',
  'lang',
  'showLineNumbers',
  'startLineNumber',
  'collapse',
]);

const space = /\s+/y;
// A marker of Expressive Code that stands alone: {1,3-5}, "text", 'text', /expression/.
const marker = /(?:\{[^}]*\}|"[^"]*"|'[^']*'|\/(?:\\.|[^/\\])+\/)(?=\s|$)/y;
const word = /[A-Za-z][\w-]*(?=\s|$)/y;
const pair = /([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)'|(\{[^}]*\}|\/(?:\\.|[^/\\])+\/(?=\s|$))|([^\s"']+))(?=\s|$)/y;

/** Splits the text after the language. Options of Expressive Code are left out: they change how a block looks, not what it means. */
export const parseOptions = (meta: string): OptionsResult => {
  const words: string[] = [];
  const values = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(meta);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < meta.length) {
    if (take(space) || take(marker)) continue;
    const plainWord = take(word)?.[0];
    if (plainWord !== undefined) {
      if (presentation.has(plainWord)) continue;
      if (words.includes(plainWord)) return { ok: false, plain: `"${plainWord}" is written twice; once is enough.` };
      words.push(plainWord);
      continue;
    }
    const found = take(pair);
    if (!found) return { ok: false, plain: unreadable(meta.slice(at)) };
    const [, key = '', double, single, braces, bare] = found;
    if (presentation.has(key)) continue;
    if (values.has(key)) return { ok: false, plain: `"${key}" is given twice; keep one of them.` };
    values.set(key, double ?? single ?? braces ?? bare ?? '');
  }
  return { ok: true, options: { words, values } };
};

const unreadable = (rest: string): string => {
  const start = rest.split(/\s/, 1)[0] ?? rest;
  if (/^[A-Za-z][\w-]*=$/.test(start)) return `"${start}" has no value: write ${start}"..." without spaces around "=".`;
  if (/=["']/.test(start)) {
    return `The value of "${start.split('=')[0]}" has no closing quotation mark, or something follows it directly. Put the value between "..." or, when it contains ", between '...'.`;
  }
  return `"${start}" is not understood: after the language come words (run, hidden) and options (exit=1, skip="why").`;
};

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

/** Milliseconds of `500ms`, `30s`, `5m`; undefined when the text is not a duration. */
export const parseDuration = (text: string): number | undefined => {
  const found = /^(\d{1,6})(ms|s|m)$/.exec(text);
  return found ? Number(found[1]) * (units[found[2] ?? ''] ?? 0) : undefined;
};
