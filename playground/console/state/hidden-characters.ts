/** A part of a text as it is shown: characters that can be seen, or one that cannot. */
export interface VisiblePart {
  readonly text: string;
  /** `U+202E` for a character that draws nothing, or turns round what is beside it; undefined for the others. */
  readonly code?: string;
}

/**
 * Controls but for tab and line breaks, white space that looks like a blank and is none, what joins, parts or turns characters round, fillers,
 * tags, and halves of surrogate pairs. A joiner or a variation selector inside of an emoji belongs to it.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it looks for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufff9-\ufffb]|(?!\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|(?<!\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d|\p{Surrogate}/u;
const eachHidden = new RegExp(hidden, 'gu');

export function hasHidden(text: string): boolean {
  return hidden.test(text);
}

/** Cuts a text where characters are that cannot be seen. The parts joined are the text. */
export function visibleParts(text: string): readonly VisiblePart[] {
  if (!hasHidden(text)) return text === '' ? [] : [{ text }];
  const parts: VisiblePart[] = [];
  let from = 0;
  for (const { index, 0: character } of text.matchAll(eachHidden)) {
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: character, code: codeOf(character) });
    from = index + character.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** `U+00AD` */
export function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
