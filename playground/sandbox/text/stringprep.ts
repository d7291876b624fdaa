/**
 * Stringprep profiles (RFC 3454) as Prosody uses them: Nameprep (RFC 3491), Nodeprep and Resourceprep (RFC 6122,
 * appendices A and B), SASLprep (RFC 4013).
 */
import { isUnassigned } from './unassigned.ts';

export type Profile = 'nameprep' | 'nodeprep' | 'resourceprep' | 'saslprep';

/** Table B.1: mapped to nothing. */
const NOTHING = /\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]|[\u00ad\u1806\u200b-\u200d\u2060\ufeff]/gu;
/** Table C.1.2: spaces other than U+0020. */
const OTHER_SPACE = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/u;
const OTHER_SPACES = new RegExp(OTHER_SPACE, 'gu');
/** Tables C.3 to C.9, and C.2.2: controls, private use, non-characters, surrogates, and what changes text around it. */
const FORBIDDEN =
  /[\u0340\u0341\u0080-\u009f\u06dd\u070f\u180e\u200c-\u200f\u2028-\u202e\u2060-\u2063\u206a-\u206f\u2ff0-\u2ffb\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff]|[\u{1d173}-\u{1d17a}\u{1fffe}-\u{1ffff}\u{2fffe}-\u{2ffff}\u{3fffe}-\u{3ffff}\u{4fffe}-\u{4ffff}\u{5fffe}-\u{5ffff}\u{6fffe}-\u{6ffff}\u{7fffe}-\u{7ffff}\u{8fffe}-\u{8ffff}\u{9fffe}-\u{9ffff}\u{afffe}-\u{affff}\u{bfffe}-\u{bffff}\u{cfffe}-\u{cffff}\u{dfffe}-\u{dffff}\u{e0001}\u{e0020}-\u{e007f}\u{efffe}-\u{10ffff}]/u;
/** Table C.2.1. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the table lists control characters.
const ASCII_CONTROL = /[\u0000-\u001f\u007f]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
const ASCII = /^[\u0000-\u007f]*$/;
/** Nodeprep, appendix A.5 of RFC 6122. */
const NOT_IN_NODE = /[ "&'/:<>@]/u;
/** Table D.1: right-to-left characters. */
const RIGHT_TO_LEFT =
  /[\u05be\u05c0\u05c3\u05d0-\u05ea\u05f0-\u05f4\u061b\u061f\u0621-\u063a\u0640-\u064a\u066d-\u066f\u0671-\u06d5\u06dd\u06e5\u06e6\u06fa-\u06fe\u0700-\u070d\u0710\u0712-\u072c\u0780-\u07a5\u07b1\u200f\ufb1d\ufb1f-\ufb28\ufb2a-\ufb36\ufb38-\ufb3c\ufb3e\ufb40\ufb41\ufb43\ufb44\ufb46-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfc\ufe70-\ufe74\ufe76-\ufefc]/u;

/**
 * The prepared text, or null when the profile refuses it. Strict: it refuses characters that came after Unicode 3.2 as
 * well (RFC 3454 section 7; table A.1), as Prosody asks for nicknames in rooms.
 */
export function prepare(profile: Profile, text: string, strict = false): string | null {
  // Nearly every address is ASCII, and then there is nothing to look up.
  const isAscii = ASCII.test(text);
  if (strict && !isAscii && [...text].some((char) => isUnassigned(char.codePointAt(0) ?? 0))) return null;
  const prepared = isAscii ? mapAscii(profile, text) : normalize(map(profile, text));
  if (isAscii && profile === 'nameprep') return prepared;
  if (FORBIDDEN.test(prepared) || !isBidirectional(prepared)) return null;
  switch (profile) {
    case 'nameprep':
      return OTHER_SPACE.test(prepared) ? null : prepared;
    case 'nodeprep':
      return OTHER_SPACE.test(prepared) || ASCII_CONTROL.test(prepared) || NOT_IN_NODE.test(prepared) ? null : prepared;
    case 'resourceprep':
    case 'saslprep':
      return OTHER_SPACE.test(prepared) || ASCII_CONTROL.test(prepared) ? null : prepared;
  }
}

function mapAscii(profile: Profile, text: string): string {
  return profile === 'nameprep' || profile === 'nodeprep' ? text.toLowerCase() : text;
}

function map(profile: Profile, text: string): string {
  if (profile === 'saslprep') return text.replace(OTHER_SPACES, ' ').replace(NOTHING, '');
  const kept = text.replace(NOTHING, '');
  return profile === 'resourceprep' ? kept : foldCase(kept);
}

/** Table B.2: case folding for use with NFKC. */
function foldCase(text: string): string {
  return onAssigned(normalize(onAssigned(text, foldAll)), foldAll);
}

/** Letters that got a second case, or another one, after Unicode 3.2; and the dotless i, which stays as it is. */
const NO_CASE_THEN = /[\u0131\u04c0\u10a0-\u10ff\u13a0-\u13f5\u2132\u2183]/u;

function foldAll(text: string): string {
  let folded = '';
  // Letter by letter: what a letter becomes must not depend on where it is (the Greek final sigma).
  for (const char of text) {
    if (NO_CASE_THEN.test(char)) folded += char;
    else if (char === '\u037a') folded += ' \u03b9';
    else for (const upper of char.toUpperCase()) folded += upper.toLowerCase();
  }
  return folded;
}

/** NFKC as of Unicode 3.2. */
function normalize(text: string): string {
  return onAssigned(text, (part) => part.normalize('NFKC'));
}

/** Changes the parts of a text that Unicode 3.2 knew; the others stay as they are, and keep the parts apart. */
function onAssigned(text: string, change: (part: string) => string): string {
  let changed = '';
  let part = '';
  for (const char of text) {
    if (!isUnassigned(char.codePointAt(0) ?? 0)) {
      part += char;
      continue;
    }
    changed += change(part) + char;
    part = '';
  }
  return changed + change(part);
}

/** RFC 3454 section 6. */
function isBidirectional(text: string): boolean {
  if (!RIGHT_TO_LEFT.test(text)) return true;
  const chars = [...text];
  if (chars.some((char) => /\p{L}/u.test(char) && !RIGHT_TO_LEFT.test(char))) return false;
  return RIGHT_TO_LEFT.test(chars[0] ?? '') && RIGHT_TO_LEFT.test(chars.at(-1) ?? '');
}
