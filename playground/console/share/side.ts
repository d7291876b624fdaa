/** One side of a comparison as text over lines, in pieces that say whether they differ from the other side. */
import { escapeAttribute, escapeText, type MarkedNode } from '../../stanza/index.ts';

export interface SidePiece {
  readonly text: string;
  readonly differs: boolean;
}

export function sideOf(tree: readonly MarkedNode[], side: 'left' | 'right'): readonly SidePiece[] {
  const pieces: SidePiece[] = [];
  const put = (text: string, differs: boolean): void => {
    const last = pieces.at(-1);
    if (last?.differs === differs) pieces[pieces.length - 1] = { text: last.text + text, differs };
    else pieces.push({ text, differs });
  };
  for (const node of tree) write(node, side, '', 'jabber:client', put);
  return pieces;
}

type Put = (text: string, differs: boolean) => void;

function isElsewhere(mark: MarkedNode['mark'], side: 'left' | 'right'): boolean {
  return mark === (side === 'left' ? 'right' : 'left');
}

function write(node: MarkedNode, side: 'left' | 'right', indent: string, outer: string, put: Put): void {
  if (isElsewhere(node.mark, side)) return;
  if (node.kind === 'text') {
    put(escapeText(node[side] ?? ''), node.mark !== 'same');
    return;
  }
  const alone = node.mark === side;
  if (indent !== '') put(`\n${indent}`, false);
  put(`<${node.name}`, alone);
  if (node.namespace !== outer && !node.name.includes(':')) put(` xmlns="${escapeAttribute(node.namespace)}"`, alone);
  for (const attribute of node.attributes) {
    if (isElsewhere(attribute.mark, side)) continue;
    put(' ', false);
    put(`${attribute.name}="${escapeAttribute(attribute[side] ?? '')}"`, attribute.mark !== 'same');
  }
  const children = node.children.filter(({ mark }) => !isElsewhere(mark, side));
  if (children.length === 0) {
    put('/>', alone);
    return;
  }
  put('>', alone);
  // White space beside text would be part of it.
  const isLeaf = children.some(({ kind }) => kind === 'text');
  for (const child of children) write(child, side, isLeaf ? '' : `${indent}  `, node.namespace, put);
  if (!isLeaf) put(`\n${indent}`, false);
  put(`</${node.name}>`, alone);
}
