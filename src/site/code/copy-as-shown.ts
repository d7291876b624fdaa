/**
 * An Expressive Code plugin: the copy button copies what stands in the block when it is pressed, as it stands. Otherwise
 * the page would carry each block twice, a comment in a command would be lost, and the reader's own names would have to
 * be put into both.
 */
import { definePlugin } from '@astrojs/starlight/expressive-code';
import type { Node } from './lean-code.ts';

/** Runs before Expressive Code's own listener, which takes the text from the attribute; U+007F stands for a new line there. */
const fillIn = `
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element && target.closest('.expressive-code .copy button');
  if (!button) return;
  const lines = [...button.closest('figure').querySelectorAll('.ec-line .code')];
  button.dataset.code = lines.map((line) => line.textContent.replace(/\\n$/, '')).join('\\u007f');
}, true);
`;

function withoutCopy(node: Node): void {
  if (node.tagName === 'button' && node.properties !== undefined) delete node.properties.dataCode;
  for (const child of node.children ?? []) withoutCopy(child);
}

export function copyAsShown() {
  return definePlugin({
    name: 'stanzabox-copy-as-shown',
    jsModules: [fillIn],
    hooks: {
      postprocessRenderedBlockGroup: ({ renderData }) => withoutCopy(renderData.groupAst as Node),
    },
  });
}
