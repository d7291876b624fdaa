/**
 * Domain names between Unicode and ASCII (UTS 46), as ICU does it for Prosody: nontransitional, with the STD 3 rules that ask for
 * letters, digits and hyphens, with hyphens checked, and with neither the rules for right-to-left labels nor for joiners.
 */
import { decodeLabel, encodeLabel } from './punycode.ts';

interface Label {
  readonly unicode: string;
  readonly ascii: string;
}

/** The ASCII form, or null when this is not a domain name. */
export function toAscii(domain: string): string | null {
  const labels = labelsOf(domain);
  if (labels === null || labels.some(({ ascii }) => ascii.length > 63)) return null;
  const name = labels.map(({ ascii }) => ascii).join('.');
  return name.replace(/\.$/, '').length > 253 ? null : name;
}

/** The Unicode form, or null when this is not a domain name. It may be longer than DNS allows. */
export function toUnicode(domain: string): string | null {
  return (
    labelsOf(domain)
      ?.map(({ unicode }) => unicode)
      .join('.') ?? null
  );
}

function labelsOf(domain: string): Label[] | null {
  const mapped = mapText(domain);
  if (mapped === null) return null;
  const labels: Label[] = [];
  const parts = mapped.split('.');
  for (const [index, part] of parts.entries()) {
    const isRoot = part === '' && index > 0 && index === parts.length - 1;
    const label = isRoot ? { unicode: '', ascii: '' } : labelOf(part);
    if (label === null) return null;
    labels.push(label);
  }
  return labels;
}

/** @param text already mapped */
function labelOf(text: string): Label | null {
  if (!text.startsWith('xn--')) {
    if (!isValid(text)) return null;
    return { unicode: text, ascii: isAscii(text) ? text : `xn--${encodeLabel(text)}` };
  }
  const unicode = isAscii(text) ? decodeLabel(text.slice(4)) : null;
  // What was encoded has to be what mapping would have made, and to need the encoding.
  if (unicode === null || isAscii(unicode) || mapText(unicode) !== unicode || unicode.includes('.')) return null;
  return isValid(unicode) ? { unicode, ascii: text } : null;
}

function isValid(label: string): boolean {
  // Third and fourth are counted in UTF-16, as ICU does.
  if (/^..--/s.test(label) || /^-|-$|^\p{M}/u.test(label)) return false;
  return /^[a-z0-9\u{80}-\u{10ffff}-]+$/u.test(label);
}

function mapText(text: string): string | null {
  if (isAscii(text)) return text.toLowerCase();
  let mapped = '';
  for (const char of text) {
    const to = char <= '\x7f' ? char.toLowerCase() : mapCharacter(char);
    if (to === null) return null;
    mapped += to;
  }
  return mapped.normalize('NFC');
}

const known = new Map<string, string | null>();

/** What UTS 46 makes of a character that is not ASCII; null when it may not be in a name. */
function mapCharacter(char: string): string | null {
  const found = known.get(char);
  if (found !== undefined) return found;
  const mapped = mappedByUrl(char);
  known.set(char, mapped);
  return mapped;
}

/**
 * The platform's URL parser has the tables, and rules of its own: they let a character through in one of these surroundings,
 * with the letter before it in which a label may end, and never take the label for a number.
 */
function mappedByUrl(char: string): string | null {
  if (char === '\u200c' || char === '\u200d') return char;
  for (const [before, after] of [
    ['a', 'a'],
    ['א', 'א'],
    ['ا', 'ا'],
  ] as const) {
    const host = hostOfUrl(`${before}${char}${after}`);
    if (host === null) continue;
    const labels = host.split('.').map((label) => (label.startsWith('xn--') ? decodeLabel(label.slice(4)) : label));
    if (labels.includes(null)) continue;
    const text = labels.join('.').normalize('NFD');
    const [start, end] = [before.normalize('NFD'), after.normalize('NFD')];
    if (text.startsWith(start) && text.endsWith(end))
      return text.slice(start.length, text.length - end.length).normalize('NFC');
  }
  return null;
}

function hostOfUrl(domain: string): string | null {
  try {
    return new URL(`http://${domain}.example/`).hostname.replace(/\.example$/, '');
  } catch {
    return null;
  }
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
