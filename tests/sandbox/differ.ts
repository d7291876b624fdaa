/** Where two answers differ, and how to tell a person. */

export interface Place {
  /** A seed or a page. */
  readonly where: string;
  /** Whose connection. */
  readonly who: string;
  /** The stanza that was answered, or those that were sent meanwhile. */
  readonly sent: string;
}

export interface Difference extends Place {
  readonly sandbox: readonly string[];
  readonly native: readonly string[];
}

/** Null when both sides heard the same. */
export function difference(place: Place, sandbox: readonly string[], native: readonly string[]): Difference | null {
  return sandbox.join('\n') === native.join('\n') ? null : { ...place, sandbox, native };
}

export function describeDifference({ where, who, sent, sandbox, native }: Difference): string {
  const rows = [`${where}, ${who}, ${sent}`];
  for (let at = 0; at < Math.max(sandbox.length, native.length); at++) {
    const [here, there] = [sandbox[at], native[at]];
    if (here === there) rows.push(`  both:    ${shorten(here ?? '')}`);
    else {
      rows.push(`  sandbox: ${marked(here, there)}`);
      rows.push(`  native:  ${marked(there, here)}`);
    }
  }
  return rows.join('\n');
}

/** The part that the other text does not have stands between ⟦ and ⟧. */
function marked(text: string | undefined, other: string | undefined): string {
  if (text === undefined) return '(nothing)';
  if (other === undefined) return `⟦${shorten(text)}⟧`;
  let start = 0;
  while (start < text.length && text[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(text.length, other.length) - start;
  while (end < most && text.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [before, middle, after] = [
    text.slice(0, start),
    text.slice(start, text.length - end),
    text.slice(text.length - end),
  ];
  return `${shorten(before)}⟦${shorten(middle)}⟧${shorten(after)}`;
}

export function shorten(text: string, limit = 700): string {
  return text.length <= limit ? text : `${text.slice(0, limit / 2)} […] ${text.slice(-limit / 2)}`;
}
