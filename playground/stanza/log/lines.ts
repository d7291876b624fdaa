/** What is written before each line, by whoever quoted the text or by the log's own keeper. */
const prefixes: readonly RegExp[] = [
  // adb logcat, three of its formats
  /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\s+(?:\d+\s+\d+\s+)?[VDIWEF][ /][^\n:]*?(?:\(\s*\d+\))?: /,
  // journald and syslog: Nov 16 13:57:30 host program[123]:
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?: /,
  // docker compose: name-1  |
  /^[\w.-]+\s+\| ?/,
  // mail and Markdown
  /^(?:> ?)+/,
];

/** The part of the lines that must begin in the same way before it is taken for a prefix. */
const share = 0.9;
/** How many lines tell whether there is one. */
const sample = 200;
const slice = 2_000;
const colourStart = '\u001b[';

function withoutColour(part: string, index: number): string {
  return index === 0 ? part : part.replace(/^[\d;]*m/, '');
}

export interface Stripped {
  readonly text: string;
  /** What was taken off each line, from line 1; undefined when nothing was. */
  readonly prefixes: readonly string[] | undefined;
}

/** The text without colours of a terminal and without what stands before each of its lines. The lines keep their numbers. */
export function* stripLines(text: string): Generator<void, Stripped> {
  const plain = text.includes(colourStart) ? text.split(colourStart).map(withoutColour).join('') : text;
  const prefix = prefixOf(plain);
  if (prefix === undefined) return { text: plain, prefixes: undefined };
  const lines: string[] = [];
  const taken: string[] = [];
  for (let at = 0; at <= plain.length; ) {
    const next = plain.indexOf('\n', at);
    const line = plain.slice(at, next < 0 ? plain.length : next);
    const before = prefix.exec(line)?.[0] ?? '';
    taken.push(before);
    lines.push(line.slice(before.length));
    if (lines.length % slice === 0) yield;
    if (next < 0) break;
    at = next + 1;
  }
  return { text: lines.join('\n'), prefixes: taken };
}

function prefixOf(text: string): RegExp | undefined {
  const lines: string[] = [];
  for (let at = 0; at < text.length && lines.length < sample; ) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const line = text.slice(at, Math.min(end, at + 200));
    if (line.trim() !== '') lines.push(line);
    at = end + 1;
  }
  if (lines.length < 2) return undefined;
  return prefixes.find((prefix) => lines.filter((line) => prefix.test(line)).length >= lines.length * share);
}
