/**
 * An Expressive Code plugin: blocks carry no second copy of their text for the copy button. Otherwise the page would carry each
 * block twice, a comment in a command would be lost, and the reader's own names would have to be put into both. `copy.ts`
 * gives the button its text.
 */
import { definePlugin } from '@astrojs/starlight/expressive-code';
import type { Node } from './lean-code.ts';

function withoutCopy(node: Node): void {
  if (node.tagName === 'button' && node.properties !== undefined) delete node.properties.dataCode;
  for (const child of node.children ?? []) withoutCopy(child);
}

export function copyAsShown() {
  return definePlugin({
    name: 'stanzabox-copy-as-shown',
    hooks: {
      postprocessRenderedBlockGroup: ({ renderData }) => withoutCopy(renderData.groupAst as Node),
    },
  });
}
