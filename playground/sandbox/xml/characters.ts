/**
 * Which bytes and code points XML 1.0 allows where, as expat has it: the names of the fourth edition,
 * UTF-8 strictly (RFC 3629), and the characters of production 2.
 */
import { isNameChar4, isNameStart4 } from './name-tables.ts';

export const LT = 0x3c;
export const GT = 0x3e;
export const AMP = 0x26;
export const QUOT = 0x22;
export const APOS = 0x27;
export const SLASH = 0x2f;
export const BANG = 0x21;
export const QUESTION = 0x3f;
export const EQUALS = 0x3d;
export const COLON = 0x3a;
export const HASH = 0x23;
export const SEMICOLON = 0x3b;
export const DASH = 0x2d;
export const OPEN = 0x5b;
export const CLOSE = 0x5d;
export const CR = 0x0d;
export const LF = 0x0a;

const NAME_START = 1;
const NAME = 2;
const SPACE = 4;
const INVALID = 8;

const classes = new Uint8Array(128);
for (let byte = 0; byte < 128; byte++) {
  const char = String.fromCharCode(byte);
  if (/[A-Za-z_]/.test(char)) classes[byte] = NAME_START | NAME;
  else if (/[0-9.-]/.test(char)) classes[byte] = NAME;
  else if (/[ \t\r\n]/.test(char)) classes[byte] = SPACE;
  else if (byte < 0x20) classes[byte] = INVALID;
}

export function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && byte < 128 && ((classes[byte] ?? 0) & SPACE) !== 0;
}

/** Results of `charLength` and `nameCharLength` besides a length in bytes. */
export const PARTIAL = -1;
export const NOT_ALLOWED = 0;

/** Bytes of the character at `at`, PARTIAL when the rest of it has not come yet, NOT_ALLOWED when XML forbids it. */
export function charLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return ((classes[lead] ?? 0) & INVALID) === 0 ? 1 : NOT_ALLOWED;
  const length = lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0) return NOT_ALLOWED;
  if (at + length > bytes.length) return PARTIAL;
  const second = bytes[at + 1] ?? 0;
  for (let next = 1; next < length; next++) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return NOT_ALLOWED;
  if (lead < 0xc2) return NOT_ALLOWED;
  // Overlong forms, surrogates, beyond U+10FFFF, U+FFFE and U+FFFF.
  if (lead === 0xe0 && second < 0xa0) return NOT_ALLOWED;
  if (lead === 0xed && second > 0x9f) return NOT_ALLOWED;
  if (lead === 0xf0 && second < 0x90) return NOT_ALLOWED;
  if (lead === 0xf4 && second > 0x8f) return NOT_ALLOWED;
  if (lead === 0xef && second === 0xbf && (bytes[at + 2] ?? 0) > 0xbd) return NOT_ALLOWED;
  return length;
}

/** As `charLength`, for a character of a name (`start`: its first one). A colon is none: namespaces split names at it. */
export function nameCharLength(bytes: Uint8Array, at: number, start: boolean): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return ((classes[lead] ?? 0) & (start ? NAME_START : NAME)) !== 0 ? 1 : NOT_ALLOWED;
  const length = charLength(bytes, at);
  if (length === PARTIAL || length === NOT_ALLOWED) return length;
  // Beyond the Basic Multilingual Plane the fourth edition has no name characters.
  if (length === 4) return NOT_ALLOWED;
  const code =
    length === 2
      ? ((lead & 0x1f) << 6) | ((bytes[at + 1] ?? 0) & 0x3f)
      : ((lead & 0x0f) << 12) | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
  return (start ? isNameStart4(code) : isNameChar4(code)) ? length : NOT_ALLOWED;
}

/** Production 2: what a character reference may name. */
export function isChar(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
