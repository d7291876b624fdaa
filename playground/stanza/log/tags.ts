import { nameAt, skipWhitespace } from '../characters.ts';

/** A tag in any text. Offsets count UTF-16 code units. */
export interface LooseTag {
  readonly name: string;
  readonly end: number;
  readonly isEmpty: boolean;
  /** The value of `xmlns`, if there is one. */
  readonly xmlns: string | undefined;
  /** Typographic quotes or spaces that are none in XML: it is no tag yet, but is easily made one. */
  readonly isOdd: boolean;
}

/** What word processors, web pages and chats make of quotes. */
export const typographicQuotes = '“”„‟«»″‘’‚‛′';
/** Spaces that XML does not take for white space, and characters that nobody sees. */
export const oddSpaces = '\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff';

const oddSpaceRun = new RegExp(`[\\s${oddSpaces}]*`, 'y');
const typographicValue = new RegExp(
  `[${typographicQuotes}]([^<>"'${typographicQuotes}]*)["'${typographicQuotes}]`,
  'y',
);
const plainValue = /"[^"<]*"|'[^'<]*'/y;

/**
 * The start tag at this offset, which is a `<`; undefined when it is none. Never looks beyond the next `<`, so that all tags of a text
 * are found in linear time.
 */
export function startTagAt(text: string, start: number): LooseTag | undefined {
  const name = nameAt(text, start + 1);
  if (name === '') return undefined;
  let at = start + 1 + name.length;
  let xmlns: string | undefined;
  let isOdd = false;
  for (;;) {
    let next = skipWhitespace(text, at);
    const further = skip(oddSpaceRun, text, next);
    if (further > next) {
      isOdd = true;
      next = further;
    }
    if (text[next] === '>') return { name, end: next + 1, isEmpty: false, xmlns, isOdd };
    if (text.startsWith('/>', next)) return { name, end: next + 2, isEmpty: true, xmlns, isOdd };
    const attribute = next === at ? '' : nameAt(text, next);
    if (attribute === '') return undefined;
    const equals = skipWhitespace(text, next + attribute.length);
    if (text[equals] !== '=') return undefined;
    const open = skipWhitespace(text, equals + 1);
    let close = skip(plainValue, text, open);
    if (close === open) {
      close = skip(typographicValue, text, open);
      isOdd = true;
    }
    if (close === open) return undefined;
    if (attribute === 'xmlns') xmlns = text.slice(open + 1, close - 1);
    at = close;
  }
}

/** The end tag at this offset, which begins with `</`; undefined when it is none. */
export function endTagAt(text: string, start: number): { readonly name: string; readonly end: number } | undefined {
  const name = nameAt(text, start + 2);
  if (name === '') return undefined;
  const end = skipWhitespace(text, start + 2 + name.length);
  return text[end] === '>' ? { name, end: end + 1 } : undefined;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
