/**
 * Finds where a token of XML ends, byte by byte. Each function gets the position after what was recognised so far
 * and returns the position after its own part, or PARTIAL when more bytes are needed to tell.
 * A byte that is not allowed where it is throws at once, as expat does, also when the token is not complete yet.
 */
import * as is from './characters.ts';

export const PARTIAL = -1;

/** A fatal error, in expat's words (they end in Prosody's log). */
export class XmlError extends Error {
  override name = 'XmlError';
  /** Where in the buffer. */
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export function invalid(at: number): never {
  throw new XmlError('not well-formed (invalid token)', at);
}

/** Where an attribute's name and value (without quotes) are. */
export interface AttributeSpan {
  readonly name: number;
  readonly nameEnd: number;
  readonly value: number;
  readonly valueEnd: number;
  /** The value has references or white space to normalise. */
  readonly special: boolean;
}

export interface TagSpan {
  readonly nameEnd: number;
  readonly attributes: readonly AttributeSpan[];
  readonly empty: boolean;
  readonly end: number;
}

/** A name without colons. */
export function scanName(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let start = true; ; start = false) {
    if (at >= bytes.length) return PARTIAL;
    const length = is.nameCharLength(bytes, at, start);
    if (length === is.PARTIAL) return PARTIAL;
    if (length === is.NOT_ALLOWED) return start ? invalid(at) : at;
    at += length;
  }
}

/** A name that may have one prefix (Namespaces in XML, production 7). */
export function scanQName(bytes: Uint8Array, from: number): number {
  const end = scanName(bytes, from);
  if (end === PARTIAL || bytes[end] !== is.COLON) return end;
  return scanName(bytes, end + 1);
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (is.isSpace(bytes[at])) at++;
  return at < bytes.length ? at : PARTIAL;
}

/** A start tag or empty element after its `<`. */
export function scanStartTag(bytes: Uint8Array, from: number): TagSpan | null {
  const nameEnd = scanQName(bytes, from);
  if (nameEnd === PARTIAL) return null;
  const attributes: AttributeSpan[] = [];
  let at = nameEnd;
  for (;;) {
    const afterSpace = skipSpace(bytes, at);
    if (afterSpace === PARTIAL) return null;
    const byte = bytes[afterSpace];
    if (byte === is.GT) return { nameEnd, attributes, empty: false, end: afterSpace + 1 };
    if (byte === is.SLASH) {
      if (afterSpace + 1 >= bytes.length) return null;
      if (bytes[afterSpace + 1] !== is.GT) invalid(afterSpace + 1);
      return { nameEnd, attributes, empty: true, end: afterSpace + 2 };
    }
    if (afterSpace === at) invalid(at);
    const attribute = scanAttribute(bytes, afterSpace);
    if (!attribute) return null;
    attributes.push(attribute);
    at = attribute.valueEnd + 1;
  }
}

function scanAttribute(bytes: Uint8Array, name: number): AttributeSpan | null {
  const nameEnd = scanQName(bytes, name);
  if (nameEnd === PARTIAL) return null;
  const equals = skipSpace(bytes, nameEnd);
  if (equals === PARTIAL) return null;
  if (bytes[equals] !== is.EQUALS) invalid(equals);
  const open = skipSpace(bytes, equals + 1);
  if (open === PARTIAL) return null;
  const quote = bytes[open];
  if (quote !== is.QUOT && quote !== is.APOS) invalid(open);
  let special = false;
  for (let at = open + 1; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return { name, nameEnd, value: open + 1, valueEnd: at, special };
    if (byte === is.LT) invalid(at);
    if (byte === is.AMP) {
      special = true;
      at = scanReference(bytes, at + 1);
      if (at === PARTIAL) return null;
      continue;
    }
    if (byte < 0x20) special = true;
    const length = is.charLength(bytes, at);
    if (length === is.PARTIAL) return null;
    if (length === is.NOT_ALLOWED) invalid(at);
    at += length;
  }
  return null;
}

/** A reference after its `&`; returns the position after its `;`. */
export function scanReference(bytes: Uint8Array, from: number): number {
  if (from >= bytes.length) return PARTIAL;
  if (bytes[from] !== is.HASH) {
    const end = scanName(bytes, from);
    if (end === PARTIAL) return PARTIAL;
    return bytes[end] === is.SEMICOLON ? end + 1 : invalid(end);
  }
  const hex = bytes[from + 1] === 0x78;
  const digits = from + (hex ? 2 : 1);
  let at = digits;
  while (isDigit(bytes[at], hex)) at++;
  if (at >= bytes.length) return PARTIAL;
  return at > digits && bytes[at] === is.SEMICOLON ? at + 1 : invalid(at);
}

function isDigit(byte: number | undefined, hex: boolean): boolean {
  if (byte === undefined) return false;
  if (byte >= 0x30 && byte <= 0x39) return true;
  return hex && ((byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66));
}

/** An end tag after its `</`: where its name ends and where it ends itself. */
export function scanEndTag(bytes: Uint8Array, from: number): { nameEnd: number; end: number } | null {
  let nameEnd = scanName(bytes, from);
  // Colons need no rules here: the name must equal that of the start tag.
  while (nameEnd !== PARTIAL && bytes[nameEnd] === is.COLON) {
    if (nameEnd + 1 >= bytes.length) return null;
    const length = is.nameCharLength(bytes, nameEnd + 1, false);
    if (length === is.PARTIAL) return null;
    nameEnd = length === is.NOT_ALLOWED ? nameEnd + 1 : scanNameRest(bytes, nameEnd + 1);
    if (length === is.NOT_ALLOWED && bytes[nameEnd] !== is.COLON) break;
  }
  if (nameEnd === PARTIAL) return null;
  const close = skipSpace(bytes, nameEnd);
  if (close === PARTIAL) return null;
  return bytes[close] === is.GT ? { nameEnd, end: close + 1 } : invalid(close);
}

function scanNameRest(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; ) {
    const length = is.nameCharLength(bytes, at, false);
    if (length === is.PARTIAL) return PARTIAL;
    if (length === is.NOT_ALLOWED) return at;
    at += length;
  }
  return PARTIAL;
}

/** A comment after its `<!-`; returns the position after `-->`. */
export function scanComment(bytes: Uint8Array, from: number): number {
  if (from >= bytes.length) return PARTIAL;
  if (bytes[from] !== is.DASH) invalid(from);
  for (let at = from + 1; at < bytes.length; ) {
    if (bytes[at] === is.DASH) {
      if (at + 1 >= bytes.length) return PARTIAL;
      if (bytes[at + 1] === is.DASH) {
        if (at + 2 >= bytes.length) return PARTIAL;
        return bytes[at + 2] === is.GT ? at + 3 : invalid(at + 2);
      }
    }
    const length = is.charLength(bytes, at);
    if (length === is.PARTIAL) return PARTIAL;
    if (length === is.NOT_ALLOWED) invalid(at);
    at += length;
  }
  return PARTIAL;
}

/** A processing instruction after its `<?`: where its target ends and where it ends itself. */
export function scanInstruction(bytes: Uint8Array, from: number): { targetEnd: number; end: number } | null {
  const targetEnd = scanName(bytes, from);
  if (targetEnd === PARTIAL) return null;
  const target = String.fromCharCode(...bytes.subarray(from, Math.min(targetEnd, from + 4)));
  if (/^xml$/i.test(target) && target !== 'xml') invalid(from);
  const next = bytes[targetEnd];
  if (next === is.QUESTION) {
    if (targetEnd + 1 >= bytes.length) return null;
    return bytes[targetEnd + 1] === is.GT ? { targetEnd, end: targetEnd + 2 } : invalid(targetEnd + 1);
  }
  if (!is.isSpace(next)) invalid(targetEnd);
  for (let at = targetEnd + 1; at < bytes.length; ) {
    if (bytes[at] === is.QUESTION) {
      if (at + 1 >= bytes.length) return null;
      if (bytes[at + 1] === is.GT) return { targetEnd, end: at + 2 };
    }
    const length = is.charLength(bytes, at);
    if (length === is.PARTIAL) return null;
    if (length === is.NOT_ALLOWED) invalid(at);
    at += length;
  }
  return null;
}

/** Text: where what can be handed over ends, and where after it a byte is that is not allowed there. */
export function scanText(bytes: Uint8Array, from: number, isCdata: boolean): { end: number; invalidAt: number | null } {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === is.CLOSE) {
      const isEnd = isCdata || startsWith(bytes, at, ']]>');
      if (isCdata || isEnd === PARTIAL) break;
      if (isEnd) {
        // expat hands over whole lines only before it notices.
        const line = Math.max(bytes.lastIndexOf(is.LF, at), bytes.lastIndexOf(is.CR, at)) + 1;
        return { end: Math.max(line, from), invalidAt: at };
      }
      at += 1;
      continue;
    }
    if (!isCdata && (byte === is.LT || byte === is.AMP)) break;
    // A carriage return may be half of a line end.
    if (byte === is.CR && at + 1 >= bytes.length) break;
    const length = is.charLength(bytes, at);
    if (length === is.PARTIAL) break;
    if (length === is.NOT_ALLOWED) return { end: at, invalidAt: at };
    at += length;
  }
  return { end: at, invalidAt: null };
}

/** Whether the bytes at `at` are this ASCII text; PARTIAL when they may still become it. */
export function startsWith(bytes: Uint8Array, at: number, expected: string): boolean | typeof PARTIAL {
  for (let index = 0; index < expected.length; index++) {
    if (at + index >= bytes.length) return PARTIAL;
    if (bytes[at + index] !== expected.charCodeAt(index)) return false;
  }
  return true;
}
