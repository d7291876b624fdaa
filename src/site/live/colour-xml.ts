/** Cuts XML into pieces for colouring. It never fails: what it does not recognise is plain text. */

export interface Piece {
  readonly kind: 'name' | 'attribute' | 'value' | 'mark' | 'text';
  readonly text: string;
}

const tag = /<!--[\s\S]*?-->|<[?/!]?[^\s<>/="']*(?:[^<>"']|"[^"]*"|'[^']*')*>?/g;
const inside = /("[^"]*"?|'[^']*'?)|([^\s=<>/"'?!]+)|([\s=<>/?!]+)/g;

function piecesOfTag(text: string): Piece[] {
  let isNamed = false;
  return [...text.matchAll(inside)].map(([whole, value, word]): Piece => {
    if (value !== undefined) return { kind: 'value', text: whole };
    if (word === undefined) return { kind: 'mark', text: whole };
    const kind = isNamed ? 'attribute' : 'name';
    isNamed = true;
    return { kind, text: whole };
  });
}

/** The pieces of a text, in order; joined they are the text again. */
export function colourXml(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(tag)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    pieces.push(...piecesOfTag(match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}
