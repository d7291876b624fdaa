/** The buttons under a step's block: copy as a command, and, for faults made on purpose, copy anyway. */
import { h } from '@astrojs/starlight/expressive-code/hast';
import { type FileStep, fileCommand, type PatchStep, patchCommand, type Step } from '../../lesson/index.ts';
import type { Node } from '../code/lean-code.ts';

type Element = ReturnType<typeof h>;

const isWritten = (step: Step): step is FileStep | PatchStep => step.kind === 'file' || step.kind === 'patch';

/** The command's lines before the block's own text: the first one, and what a change needs before its first line. */
function beforeContent(step: FileStep | PatchStep): string {
  const command = step.kind === 'file' ? fileCommand(step) : patchCommand(step);
  const content = step.kind === 'file' ? step.content : step.diff;
  const end = /<<'(.*)'/.exec(command)?.[1] ?? '';
  return command.slice(0, command.length - end.length - content.length).replace(/\n$/, '');
}

/** Expressive Code's own script listens to a button in `.copy` and tells whether it worked. */
function button(words: string, as: 'command' | 'shown'): Element {
  return h('div', { className: ['copy', 'sb-words'] }, [
    h('button', { type: 'button', 'data-copied': 'Copied!', 'data-as': as }, words),
    h('div', { 'aria-live': 'polite' }),
  ]);
}

export function copyButtons(step: Step): Element[] {
  const anyway = step.drill ? ' anyway' : '';
  const own = step.drill ? [button('Copy anyway', 'shown')] : [];
  if (!isWritten(step)) return own;
  return [
    h('code', { className: ['sb-command'], hidden: true }, beforeContent(step)),
    ...own,
    button(`Copy as a command${anyway}`, 'command'),
  ];
}

/** Takes the button in the corner of a block away: one press there must not copy what breaks a server. */
export function withoutCornerButton(node: Node): void {
  node.children = node.children?.filter(
    ({ properties }) => !(Array.isArray(properties?.className) && properties.className.includes('copy')),
  );
  for (const child of node.children ?? []) withoutCornerButton(child);
}
