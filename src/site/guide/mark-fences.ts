/**
 * Numbers the fenced blocks of a page for the plugin that draws steps: Expressive Code sees one block at a time and no
 * positions, while a step is known by the number of its fence. The number travels in the block's own options.
 */
import { defineMdastPlugin, type MdastPluginEntry } from 'satteri';

export const fenceOption = 'data-fence';

export const markFences: MdastPluginEntry = () => {
  let fence = 0;
  return defineMdastPlugin({
    name: 'stanzabox-mark-fences',
    code(node, context) {
      context.setProperty(node, 'meta', `${node.meta ?? ''} ${fenceOption}="${fence}"`.trimStart());
      fence += 1;
    },
  });
};
