import { findForbidden, nameAt, nameCharacter } from './characters.ts';
import { XmlProblem } from './problem.ts';

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** HTML's names that people write by habit, and what XML needs instead. */
const htmlHabits: Readonly<Record<string, string>> = {
  nbsp: '&#160;',
  copy: '©',
  euro: '€',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
};

const numeric = /#(?:x([0-9a-fA-F]+)|([0-9]+));/y;

/**
 * The value of text or of an attribute as written: references resolved, line ends and (in attributes) white space made uniform.
 * Throws XmlProblem. Sources: XML 1.0 sections 2.11, 3.3.3 and 4.1; RFC 6120 section 11.1 (no entities but the predefined five).
 */
export function resolve(raw: string, offset: number, where: 'text' | 'cdata' | 'attribute'): string {
  const bad = findForbidden(raw);
  if (bad >= 0) throw forbiddenCharacter(raw, bad, offset);
  const uniform = (piece: string): string => {
    if (where === 'attribute') return piece.replace(/\r\n|[\t\n\r]/g, ' ');
    return piece.includes('\r') ? piece.replace(/\r\n?/g, '\n') : piece;
  };

  if (where === 'cdata') return uniform(raw);

  let value = '';
  let from = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
    const reference = resolveReference(raw, at, offset);
    value += uniform(raw.slice(from, at)) + reference.value;
    from = at + reference.length;
  }
  return value + uniform(raw.slice(from));
}

function resolveReference(raw: string, at: number, offset: number): { value: string; length: number } {
  numeric.lastIndex = at + 1;
  const number = numeric.exec(raw);
  if (number) {
    const code = number[1] ? Number.parseInt(number[1], 16) : Number.parseInt(number[2] ?? '', 10);
    const length = number[0].length + 1;
    if (code > 0x10ffff || findForbidden(String.fromCodePoint(code)) >= 0) {
      const plain = `${raw.slice(at, at + length)} names a character that XML does not allow. Leave it out.`;
      throw new XmlProblem('bad-reference', offset + at, length, plain);
    }
    return { value: String.fromCodePoint(code), length };
  }

  const name = nameAt(raw, at + 1);
  const length = name.length + 2;
  if (name === '' || raw[at + length - 1] !== ';') {
    const meant = Object.hasOwn(predefined, name)
      ? `If you mean the entity, write &${name}; with its semicolon; a`
      : 'A';
    throw new XmlProblem('bare-ampersand', offset + at, 1, `${meant} plain & is written &amp; in XML.`);
  }
  const value = Object.hasOwn(predefined, name) ? predefined[name] : undefined;
  if (value === undefined) {
    const instead = Object.hasOwn(htmlHabits, name)
      ? ` Write ${htmlHabits[name]} instead.`
      : ' For a plain & write &amp;.';
    const plain = `XMPP knows only the entities &amp; &lt; &gt; &quot; and &apos;, not &${name}; (RFC 6120 section 11.1).${instead}`;
    throw new XmlProblem('unknown-entity', offset + at, length, plain);
  }
  return { value, length };
}

function forbiddenCharacter(raw: string, at: number, offset: number): XmlProblem {
  const code = raw.charCodeAt(at);
  const why =
    code >= 0xd800 && code <= 0xdfff
      ? 'is half of a character (a lone surrogate), which cannot be sent as UTF-8'
      : 'is not allowed in XML, not even as a reference';
  return new XmlProblem('bad-character', offset + at, 1, `The character ${nameCharacter(raw, at)} ${why}. Remove it.`);
}
