/** Which characters XML allows, and how to name one to a reader. Sources: XML 1.0 sections 2.2 and 2.3. */

// The byte order mark U+FEFF is left out: XML 1.0's fifth edition lets it into names, expat does not.
const nameStart =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FEFE}\\u{FF00}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}`;

const qualifiedName = new RegExp(`[:${nameStart}][:${nameRest}]*`, 'uy');
const plainName = new RegExp(`^[${nameStart}][${nameRest}]*$`, 'u');
const forbidden = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const whitespaceRun = /[ \t\r\n]*/y;

/** The name (colons included) that starts at this offset; '' when none does. */
export function nameAt(text: string, offset: number): string {
  qualifiedName.lastIndex = offset;
  return qualifiedName.exec(text)?.[0] ?? '';
}

/** Whether this is a name without a colon (Namespaces in XML: NCName). */
export function isPlainName(name: string): boolean {
  return plainName.test(name);
}

/** The first offset that is not white space, from this offset on. */
export function skipWhitespace(text: string, offset: number): number {
  whitespaceRun.lastIndex = offset;
  whitespaceRun.test(text);
  return whitespaceRun.lastIndex;
}

export function isWhitespace(text: string): boolean {
  return skipWhitespace(text, 0) === text.length;
}

/** Index of the first character that XML forbids even as a character reference, or -1. */
export function findForbidden(text: string): number {
  return text.search(forbidden);
}

/** `U+0000` and, where the character is visible, the character itself. */
export function nameCharacter(text: string, offset: number): string {
  const code = text.codePointAt(offset) ?? 0;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const visible = code > 0x20 && !/[\p{C}\p{Z}]/u.test(String.fromCodePoint(code));
  return visible ? `"${String.fromCodePoint(code)}" (${number})` : number;
}
