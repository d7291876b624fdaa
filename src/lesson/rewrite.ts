/** Puts new text into blocks of a page, for runs with --update. */
import { type Fence, readMarkdown } from './markdown.ts';

export interface Edit {
  /** Which block: the offset of its opening fence in the page (`fence` of a step or of its output). */
  readonly fence: number;
  /** The block's new content; a final line feed does not count. */
  readonly text: string;
}

/**
 * The page with these blocks' contents replaced and every other character as it was. Indentation and quotation marks (`>`) in
 * front of a block's lines are kept, line ends as well; a fence grows when the new text holds one as long.
 * @param path only its ending matters: `.mdx` or `.md`
 * @throws Error when the page cannot be parsed or has no such block
 */
export const rewrite = (path: string, page: string, edits: readonly Edit[]): string => {
  const found = readMarkdown(page, path.endsWith('.mdx'));
  if (!found.ok) throw new Error(`${path}:${found.line}: ${found.plain}`);
  const { fences } = found.markdown;
  const placed = edits.map((edit) => {
    const fence = fences.find(({ start }) => start === edit.fence);
    if (!fence?.closed)
      throw new Error(`${path} has no closed block at offset ${edit.fence} to write into. Read the page again first.`);
    return { fence, text: edit.text };
  });
  // From the last to the first, so that the offsets of those still to come stay true.
  placed.sort((a, b) => b.fence.start - a.fence.start);
  return placed.reduce((text, { fence, text: content }) => replaceBlock(text, fence, content), page);
};

const replaceBlock = (page: string, fence: Fence, content: string): string => {
  const before = page.slice(0, fence.start);
  const block = page.slice(fence.start, fence.end);
  const lineEnd = block.includes('\r\n') ? '\r\n' : '\n';
  const lines = block.split(/\r?\n/);
  const [opening = ''] = lines;
  const closing = lines.at(-1) ?? '';
  const marker = /^(`{3,}|~{3,})/.exec(opening)?.[1] ?? '```';
  const prefix = prefixOf(before, closing, marker);
  const longest = longestFence(content, marker.charAt(0));
  const grown = longest >= marker.length ? marker.charAt(0).repeat(longest + 1) : marker;
  const body = content
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line));
  return [
    before + grown + opening.slice(marker.length),
    ...(content === '' ? [] : body),
    closing.slice(0, closing.indexOf(marker)) + grown + page.slice(fence.end),
  ].join(lineEnd);
};

/** What stands in front of the block's lines: that of its closing line, which is indented like the others. */
const prefixOf = (before: string, closing: string, marker: string): string => {
  const own = closing.slice(0, Math.max(0, closing.indexOf(marker)));
  if (own !== '') return own;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return /^[\s>]*$/.test(line) ? line : '';
};

/** The longest run of fence characters that begins a line of the text. */
const longestFence = (text: string, character: string): number =>
  Math.max(
    0,
    ...[...text.matchAll(character === '~' ? /^\s*(~{3,})/gm : /^\s*(`{3,})/gm)].map((found) => found[1]?.length ?? 0),
  );
