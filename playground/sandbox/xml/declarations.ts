/** The XML declaration and the head of a document type declaration. */
import * as is from './characters.ts';
import { invalid, PARTIAL, scanName, scanQName, skipSpace, startsWith, XmlError } from './scanner.ts';

const decoder = new TextDecoder();

export interface XmlDeclaration {
  readonly version: string;
  readonly encoding: string;
  readonly standalone: string;
}

/** The text between `<?xml` and `?>` (XML 1.0, production 23). */
export function parseXmlDeclaration(text: string, at: number): XmlDeclaration {
  const match =
    /^[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])([\w.-]*)\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])([A-Za-z][\w.-]*)\3)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(yes|no)\5)?[ \t\r\n]*$/.exec(
      text,
    );
  if (!match) throw new XmlError('XML declaration not well-formed', at);
  return { version: match[2] ?? '', encoding: match[4] ?? '', standalone: match[6] ?? '' };
}

export interface Doctype {
  readonly name: string;
  readonly system: string;
  readonly public: string;
  readonly internal: boolean;
  readonly end: number;
}

/** `<!DOCTYPE` with its name and identifiers, up to its `[` or `>` (XML 1.0, production 28), from the `<` on. */
export function scanDoctype(bytes: Uint8Array, from: number): Doctype | null {
  const keyword = startsWith(bytes, from, '<!DOCTYPE');
  if (keyword === PARTIAL) return null;
  if (!keyword) throw new XmlError('syntax error', from);
  let at = from + '<!DOCTYPE'.length;
  if (at < bytes.length && !is.isSpace(bytes[at])) throw new XmlError('syntax error', at);
  at = skipSpace(bytes, at);
  const nameStart = at;
  const nameEnd = at === PARTIAL ? PARTIAL : scanQName(bytes, at);
  if (nameEnd === PARTIAL) return null;
  const identifiers = { system: '', public: '' };
  at = skipSpace(bytes, nameEnd);
  if (at === PARTIAL) return null;
  if (bytes[at] !== is.OPEN && bytes[at] !== is.GT) {
    const kindEnd = scanName(bytes, at);
    if (kindEnd === PARTIAL) return null;
    const kind = decoder.decode(bytes.subarray(at, kindEnd));
    if (kind !== 'SYSTEM' && kind !== 'PUBLIC') throw new XmlError('syntax error', at);
    at = kindEnd;
    for (const which of kind === 'PUBLIC' ? (['public', 'system'] as const) : (['system'] as const)) {
      const literal = scanLiteral(bytes, at);
      if (!literal) return null;
      identifiers[which] = decoder.decode(bytes.subarray(literal.start, literal.end - 1));
      at = literal.end;
    }
    at = skipSpace(bytes, at);
    if (at === PARTIAL) return null;
  }
  const last = bytes[at];
  if (last !== is.OPEN && last !== is.GT) throw new XmlError('syntax error', at);
  const name = decoder.decode(bytes.subarray(nameStart, nameEnd));
  return { name, ...identifiers, internal: last === is.OPEN, end: at + 1 };
}

function scanLiteral(bytes: Uint8Array, from: number): { start: number; end: number } | null {
  const open = skipSpace(bytes, from);
  if (open === PARTIAL) return null;
  const quote = bytes[open];
  if (open === from || (quote !== is.QUOT && quote !== is.APOS)) throw new XmlError('syntax error', open);
  for (let at = open + 1; at < bytes.length; ) {
    if (bytes[at] === quote) return { start: open + 1, end: at + 1 };
    const length = is.charLength(bytes, at);
    if (length === is.PARTIAL) return null;
    if (length === is.NOT_ALLOWED) invalid(at);
    at += length;
  }
  return null;
}
