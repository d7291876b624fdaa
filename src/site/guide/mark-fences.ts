/**
 * Writes into each fenced block's own options where it begins in its page's file: Expressive Code sees one block at a time and
 * no positions, while a step is known by the offset of its fence.
 */
import { readFileSync } from 'node:fs';
import { defineMdastPlugin, type MdastPluginEntry } from 'satteri';

export const fenceOption = 'data-fence';

/**
 * How far the parsed text begins behind the start of its file. In MDX nowhere: Astro puts as many spaces in the place of the
 * frontmatter. Of Markdown it parses the text below the frontmatter alone; undefined where that is not found in the file.
 */
function shiftOf(source: string, format: 'markdown' | 'mdx', file: URL | undefined): number | undefined {
  if (file === undefined) return undefined;
  if (format === 'mdx') return 0;
  const at = readFileSync(file, 'utf8').lastIndexOf(source);
  return at < 0 ? undefined : at;
}

export const markFences: MdastPluginEntry = () => {
  let shift: number | undefined;
  return defineMdastPlugin({
    name: 'stanzabox-mark-fences',
    options: { position: true },
    before(_root, context) {
      shift = shiftOf(context.source, context.sourceFormat, context.fileURL);
    },
    code(node, context) {
      const offset = node.position?.start.offset;
      if (shift === undefined || offset === undefined) return;
      context.setProperty(node, 'meta', `${node.meta ?? ''} ${fenceOption}="${shift + offset}"`.trimStart());
    },
  });
};
