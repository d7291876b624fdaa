/**
 * Expressive Code takes the spaces at the ends of lines away, and the empty lines at both ends of a block. A file that is copied
 * must have them, and so must a change: an unchanged empty line is a space there.
 */
import type { Node } from './lean-code.ts';

const textOf = (node: Node): string => node.value ?? node.children?.map(textOf).join('') ?? '';

const isCode = ({ properties }: Node): boolean =>
  Array.isArray(properties?.className) && properties.className.includes('code');

function codesOf(node: Node): Node[] {
  return isCode(node) ? [node] : (node.children ?? []).flatMap(codesOf);
}

/** The element that holds the lines. */
function holderOf(node: Node): Node | undefined {
  if (node.children?.some((line) => codesOf(line).length > 0) && node.tagName === 'code') return node;
  for (const child of node.children ?? []) {
    const found = holderOf(child);
    if (found) return found;
  }
  return undefined;
}

const emptyLine = (): Node => ({
  type: 'element',
  tagName: 'div',
  properties: { className: ['ec-line'] },
  children: [
    {
      type: 'element',
      tagName: 'div',
      properties: { className: ['code'] },
      children: [{ type: 'text', value: '\n' }],
    },
  ],
});

/**
 * Writes into the drawn lines what was taken away.
 * @param text the block's text as the page has it, with or without the line feed at its end
 * @throws Error when the lines are those of another text
 */
export function drawExactly(block: Node, text: string): void {
  const wanted = text.replace(/\n$/, '').split('\n');
  const holder = holderOf(block);
  if (holder?.children === undefined) return;
  const first = wanted.findIndex((line) => line.trim() !== '');
  const missingBefore = Math.max(0, first);
  const drawn = holder.children.filter((line) => codesOf(line).length > 0).length;
  const before = Array.from({ length: missingBefore }, emptyLine);
  const after = Array.from({ length: Math.max(0, wanted.length - missingBefore - drawn) }, emptyLine);
  holder.children = [...before, ...holder.children, ...after];
  for (const [index, code] of codesOf(holder).entries()) {
    const shown = textOf(code).replace(/\n$/, '');
    const line = wanted[index];
    if (line === shown) continue;
    if (line?.trimEnd() !== shown.trimEnd())
      throw new Error(`Line ${index + 1} of the block is drawn as "${shown}", but the page has "${line}".`);
    code.children = [...(shown === '' ? [] : (code.children ?? [])), { type: 'text', value: line.slice(shown.length) }];
  }
}
