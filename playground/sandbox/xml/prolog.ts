/**
 * What may be outside of the root element besides markup that is known: nothing. This finds out when expat
 * notices, since it reads a token (a word, a quoted text) to its end before it refuses it.
 */
import * as is from './characters.ts';

/**
 * - `invalid`: this byte can start or continue no token;
 * - `token`: a whole token, which has no place here;
 * - `open`: a token that could go on; it counts as whole only when the document ends;
 * - `partial`: too little to tell.
 */
export type Misplaced = 'invalid' | 'token' | 'open' | 'partial';

const AFTER_LITERAL = new Set(bytesOf(' \t\r\n>%['));
const AFTER_WORD = new Set(bytesOf('>),|[% \t\r\n'));
const AFTER_PARENTHESIS = new Set(bytesOf('*?+ \t\r\n>,|)'));
const AFTER_HASH_WORD = new Set(bytesOf(' \t\r\n)>%|'));
const PERCENT = 0x25;
const ALONE = new Set(bytesOf(',[(|>'));
const QUANTIFIERS = new Set(bytesOf('+*?'));

function bytesOf(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

export function misplaced(bytes: Uint8Array, at: number): Misplaced {
  const byte = bytes[at] ?? 0;
  if (byte === is.QUOT || byte === is.APOS) return literal(bytes, at + 1, byte);
  if (ALONE.has(byte)) return 'token';
  const next = bytes[at + 1];
  switch (String.fromCharCode(byte)) {
    case ']':
      if (next === undefined) return 'open';
      return next === is.CLOSE && bytes[at + 2] === undefined ? 'partial' : 'token';
    case ')':
      return next === undefined ? 'open' : AFTER_PARENTHESIS.has(next) ? 'token' : 'invalid';
    case '%':
      if (next === undefined) return 'partial';
      if (next === byte || is.isSpace(next)) return 'token';
      return word(bytes, at + 1, true, new Set(bytesOf(';')), 'partial');
    case '#':
      return next === undefined ? 'partial' : word(bytes, at + 1, true, AFTER_HASH_WORD, 'open');
    default:
      return nameOrToken(bytes, at);
  }
}

function literal(bytes: Uint8Array, from: number, quote: number): Misplaced {
  for (let at = from; at < bytes.length; ) {
    const length = is.charLength(bytes, at);
    if (length === is.PARTIAL) return 'partial';
    if (length === is.NOT_ALLOWED) return 'invalid';
    at += length;
    if (bytes[at - 1] !== quote || length !== 1) continue;
    const next = bytes[at];
    return next === undefined ? 'open' : AFTER_LITERAL.has(next) ? 'token' : 'invalid';
  }
  return 'partial';
}

/** Name characters up to one of these bytes. */
function word(bytes: Uint8Array, from: number, start: boolean, after: Set<number>, atEnd: Misplaced): Misplaced {
  for (let at = from; at < bytes.length; ) {
    if (at > from && after.has(bytes[at] ?? 0)) return 'token';
    const length = is.nameCharLength(bytes, at, start && at === from);
    if (length === is.PARTIAL) return 'partial';
    if (length === is.NOT_ALLOWED) return 'invalid';
    at += length;
  }
  return atEnd;
}

/** A name with at most one prefix, or what only looks like one; a quantifier may follow a name. */
function nameOrToken(bytes: Uint8Array, from: number): Misplaced {
  let isName = is.nameCharLength(bytes, from, true) !== is.NOT_ALLOWED;
  let hasPrefix = false;
  for (let at = from; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte === is.COLON) {
      if (isName && !hasPrefix && at + 1 >= bytes.length) return 'partial';
      isName = isName && !hasPrefix && is.nameCharLength(bytes, at + 1, false) !== is.NOT_ALLOWED;
      hasPrefix = true;
      at += 1;
      continue;
    }
    if (at > from && AFTER_WORD.has(byte)) return 'token';
    if (at > from && QUANTIFIERS.has(byte)) return isName ? 'token' : 'invalid';
    const length = is.nameCharLength(bytes, at, false);
    if (length === is.PARTIAL) return 'partial';
    if (length === is.NOT_ALLOWED) return 'invalid';
    at += length;
  }
  return 'open';
}

/** What follows `<!` when it is not a comment: a keyword up to white space, or the `[` of a conditional section. */
export function declaration(bytes: Uint8Array, from: number): Misplaced {
  if (bytes[from] === is.OPEN) return 'token';
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (at > from && is.isSpace(byte)) return 'token';
    if (at > from && byte === PERCENT) {
      const next = bytes[at + 1];
      if (next === undefined) return 'partial';
      return next === PERCENT || is.isSpace(next) ? 'invalid' : 'token';
    }
    if (byte > 0x7f || is.nameCharLength(bytes, at, true) === is.NOT_ALLOWED) return 'invalid';
  }
  return 'partial';
}
