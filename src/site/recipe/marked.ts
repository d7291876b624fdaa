/** From the tree of a comparison to text over lines, in pieces that say what differs. */
import {
  escapeAttribute,
  escapeText,
  type Mark,
  type MarkedAttribute,
  type MarkedElement,
  type MarkedNode,
} from '../../../playground/stanza/index.ts';
import { type XmlPart, xmlParts } from '../code/xml.ts';

export interface Piece {
  readonly text: string;
  /** `left`: only the first server's answer has it; `right`: only this one. */
  readonly mark: 'same' | 'left' | 'right';
}

/** A piece in the colours of its parts. What differs has the colour of its mark alone. */
export interface ColouredPiece extends Piece {
  readonly parts: readonly XmlPart[];
}

/** Colours the whole text and cuts the colours where the pieces end: a piece alone can be half a tag. */
export function colourPieces(pieces: readonly Piece[]): readonly ColouredPiece[] {
  const parts = [...xmlParts(pieces.map(({ text }) => text).join(''))];
  return pieces.map((piece) => {
    const own: XmlPart[] = [];
    for (let left = piece.text.length; left > 0; ) {
      const part = parts.shift();
      if (part === undefined) break;
      const here = part.text.slice(0, left);
      const rest = part.text.slice(left);
      if (rest !== '') parts.unshift({ ...part, text: rest });
      own.push({ ...part, text: here });
      left -= here.length;
    }
    return { ...piece, parts: piece.mark === 'same' ? own : [{ kind: 'text', text: piece.text }] };
  });
}

const width = 58;

/** Both sides in one text: what differs is there twice, as it was on the left and as it is on the right. */
export function markedText(tree: readonly MarkedNode[]): readonly Piece[] {
  const pieces = tree.flatMap((node, index) => [...(index > 0 ? [same('\n')] : []), ...write(node, '', '')]);
  return join(pieces);
}

const same = (text: string): Piece => ({ text, mark: 'same' });
const sideOf = (mark: Mark): Piece['mark'] => (mark === 'left' || mark === 'right' ? mark : 'same');

function write(node: MarkedNode, indent: string, outer: string): Piece[] {
  if (node.kind === 'text') return values(node.mark, node.left, node.right, escapeText);
  const side = sideOf(node.mark);
  const put = (text: string): Piece => ({ text, mark: side });
  const start = startOf(node, indent, outer, put);
  if (node.children.length === 0) return [...start, put('/>')];
  // White space beside text would be part of it.
  const isLeaf = node.children.some(({ kind }) => kind === 'text');
  const inner = isLeaf
    ? node.children.flatMap((child) => write(child, indent, node.namespace))
    : node.children.flatMap((child) => [same(`\n${indent}  `), ...write(child, `${indent}  `, node.namespace)]);
  return [...start, put('>'), ...inner, ...(isLeaf ? [] : [same(`\n${indent}`)]), put(`</${node.name}>`)];
}

/** The start tag up to its end; attributes go on lines of their own where it would be too long. */
function startOf(node: MarkedElement, indent: string, outer: string, put: (text: string) => Piece): Piece[] {
  const declares = node.namespace !== outer && node.namespace !== '' && !node.name.includes(':');
  const parts: Piece[][] = [
    ...(declares ? [[put(`xmlns="${node.namespace}"`)]] : []),
    ...node.attributes.map((attribute) => writeAttribute(attribute)),
  ];
  const length = indent.length + node.name.length + parts.flat().reduce((sum, { text }) => sum + text.length + 1, 2);
  const gap = length > width ? `\n${indent}    ` : ' ';
  return [put(`<${node.name}`), ...parts.flatMap((part) => [same(gap), ...part])];
}

function writeAttribute({ name, mark, left, right }: MarkedAttribute): Piece[] {
  if (mark === 'left' || mark === 'right') return [{ text: `${name}="${escapeAttribute(left ?? right ?? '')}"`, mark }];
  return [same(`${name}="`), ...values(mark, left, right, escapeAttribute), same('"')];
}

function values(mark: Mark, left = '', right = '', write: (text: string) => string): Piece[] {
  switch (mark) {
    case 'same':
      return [same(write(right))];
    case 'left':
      return [{ text: write(left), mark }];
    case 'right':
      return [{ text: write(right), mark }];
    case 'changed':
      return [
        { text: write(left), mark: 'left' },
        { text: write(right), mark: 'right' },
      ];
    default:
      return mark satisfies never;
  }
}

/** Neighbours of one kind in one piece. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.mark === piece.mark) joined[joined.length - 1] = { text: last.text + piece.text, mark: piece.mark };
    else joined.push(piece);
  }
  return joined;
}
