/** From a page's text to its frontmatter and fences, with the positions that they have in the file. */
import type { Code, Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { toString as plainText } from 'mdast-util-to-string';
import { frontmatter } from 'micromark-extension-frontmatter';
import { mdxjs } from 'micromark-extension-mdxjs';
import { visit } from 'unist-util-visit';

export interface Fence {
  /** Counting all blocks of code of the page from 0. */
  readonly index: number;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** What stands first behind the fence; '' when nothing does. */
  readonly language: string;
  readonly meta: string;
  /** The block's text without the fence's own indentation and without a final line feed. */
  readonly text: string;
  /** The nearest heading above, as plain text. */
  readonly heading: string;
  /** Whether a closing fence ends it; without one it runs to the end of the page (CommonMark 0.31.2, section 4.5). */
  readonly closed: boolean;
  /** Offsets in the page's text: from the first character of the opening fence to behind the closing one. */
  readonly start: number;
  readonly end: number;
}

export interface Markdown {
  /** YAML between the `---` lines; '' when there is none. It starts on line 2. */
  readonly frontmatter: string;
  readonly fences: readonly Fence[];
}

export type MarkdownResult =
  | { readonly ok: true; readonly markdown: Markdown }
  | { readonly ok: false; readonly line: number; readonly plain: string };

/** @param mdx whether the text is MDX (`.mdx`) or Markdown (`.md`) */
export const readMarkdown = (text: string, mdx: boolean): MarkdownResult => {
  let tree: Root;
  try {
    tree = fromMarkdown(text, {
      extensions: [frontmatter(['yaml']), ...(mdx ? [mdxjs()] : [])],
      mdastExtensions: [frontmatterFromMarkdown(['yaml']), ...(mdx ? [mdxFromMarkdown()] : [])],
    });
  } catch (error) {
    return { ok: false, ...explain(error) };
  }
  const fences: Fence[] = [];
  let heading = '';
  visit(tree, (node: Nodes) => {
    if (node.type === 'heading') heading = plainText(node);
    if (node.type === 'code') fences.push(fenceOf(node, fences.length, heading, text));
  });
  const first = tree.children[0];
  return { ok: true, markdown: { frontmatter: first?.type === 'yaml' ? first.value : '', fences } };
};

const fenceOf = (node: Code, index: number, heading: string, page: string): Fence => ({
  index,
  line: node.position?.start.line ?? 1,
  language: node.lang ?? '',
  meta: node.meta ?? '',
  text: node.value.replaceAll('\r\n', '\n'),
  heading,
  closed: isClosed(page.slice(node.position?.start.offset, node.position?.end.offset)),
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
});

const isClosed = (source: string): boolean => {
  const opening = /^(`{3,}|~{3,})/.exec(source)?.[1];
  if (opening === undefined) return true; // indented code of a .md page
  const lines = source.split('\n');
  return lines.length > 1 && (lines.at(-1) ?? '').replace(/[\s>]+$|^[\s>]+/g, '').startsWith(opening);
};

/** micromark and mdast throw a VFileMessage: `reason`, and the place either in `line` or inside the reason. */
const explain = (error: unknown): { line: number; plain: string } => {
  const { reason, line } = error as { reason?: string; line?: number };
  if (reason === undefined) throw error;
  const named = /\((\d+):\d+-\d+:\d+\)/.exec(reason)?.[1];
  return {
    line: line ?? (named === undefined ? 1 : Number(named)),
    plain: `The page is not valid MDX: ${reason}. A literal { or < in the text is written \\{ or \\<; a tag that is opened must be closed.`,
  };
};
