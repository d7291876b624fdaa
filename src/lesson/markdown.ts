/**
 * From a page's text to its frontmatter and fences, with the positions that they have in the file. Sätteri reads it, as it
 * does when Astro draws the page: one page has one reader.
 */
import { type MdastNode, markdownToMdast, mdxToMdast } from 'satteri';

export interface Fence {
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** The first word after the fence; '' when there is none. */
  readonly language: string;
  readonly meta: string;
  /** The block's text without the fence's own indentation and without a final line feed. */
  readonly text: string;
  /** The nearest heading above, as plain text. */
  readonly heading: string;
  /** Whether text stands between it and the fence above. */
  readonly isIntroduced: boolean;
  /** Whether a closing fence ends it; without one it runs to the end of the page (CommonMark 0.31.2, section 4.5). */
  readonly closed: boolean;
  /** Offsets in the page's text, in UTF-16 code units: the first character of the opening fence. It tells a block from all others. */
  readonly start: number;
  /** The offset after the closing fence. */
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

/** What the site switches on as well (Starlight): what is inside `:::note` is Markdown. */
const features = { directive: true } as const;

/** @param mdx whether the text is MDX (`.mdx`) or Markdown (`.md`) */
export const readMarkdown = (text: string, mdx: boolean): MarkdownResult => {
  let tree: MdastNode;
  try {
    tree = (mdx ? mdxToMdast : markdownToMdast)(text, { features });
  } catch (error) {
    return { ok: false, ...explain(error) };
  }
  const fences: Fence[] = [];
  let heading = '';
  let isIntroduced = false;
  const visit = (node: MdastNode): void => {
    if (node.type === 'heading') heading = plainText(node);
    else if (node.type === 'code') {
      fences.push(fenceOf(node, { heading, isIntroduced }, text));
      isIntroduced = false;
    } else {
      if (node.type === 'paragraph') isIntroduced = true;
      for (const child of childrenOf(node)) visit(child);
    }
  };
  visit(tree);
  const [first] = childrenOf(tree);
  return { ok: true, markdown: { frontmatter: first?.type === 'yaml' ? first.value : '', fences } };
};

const childrenOf = (node: MdastNode): readonly MdastNode[] =>
  'children' in node ? (node.children as MdastNode[]) : [];

const plainText = (node: MdastNode): string =>
  'value' in node ? String(node.value ?? '') : childrenOf(node).map(plainText).join('');

const fenceOf = (
  node: Extract<MdastNode, { type: 'code' }>,
  around: Pick<Fence, 'heading' | 'isIntroduced'>,
  page: string,
): Fence => ({
  line: node.position?.start.line ?? 1,
  language: node.lang ?? '',
  meta: node.meta ?? '',
  text: node.value.replaceAll('\r\n', '\n'),
  ...around,
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

/** Sätteri throws `5:1: what is wrong (5:1) (rule:name)`, with line and column in the text. */
const explain = (error: unknown): { line: number; plain: string } => {
  const [, line, reason] =
    /^(\d+):\d+: (.*?)(?: \(\d+:\d+\))?(?: \([\w-]+:[\w-]+\))?$/s.exec((error as Error).message) ?? [];
  if (line === undefined || reason === undefined) throw error;
  return {
    line: Number(line),
    plain: `The page is not valid MDX: ${reason}. A literal { or < in the text is written \\{ or \\<; a tag that is opened must be closed.`,
  };
};
