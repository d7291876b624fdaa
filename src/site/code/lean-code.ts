/**
 * An Expressive Code plugin that writes fewer elements for the same picture: words in the colour of plain code need no
 * <span>, and neighbours of one colour need one. A long guide has a sixth less to lay out.
 */
import { definePlugin } from '@astrojs/starlight/expressive-code';

/** The part of a hast tree that lines of code consist of. */
export interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** The colours of a word, as its style attribute has them; undefined for what is not a coloured word. */
function styleOf(node: Node): string | undefined {
  if (node.type === 'text') return '';
  const { style, ...others } = node.properties ?? {};
  const isWord = node.tagName === 'span' && typeof style === 'string' && Object.keys(others).length === 0;
  return isWord && node.children?.every(({ type }) => type === 'text') ? style : undefined;
}

const textOf = (node: Node): string => node.value ?? node.children?.map(textOf).join('') ?? '';

/**
 * The same text in the same colours with as few elements as possible.
 * @param plain the style of words that are not coloured, in lower case
 */
export function mergeWords(nodes: readonly Node[], plain: string): Node[] {
  const merged: { style: string; text: string; node?: Node }[] = [];
  for (const node of nodes) {
    const style = styleOf(node);
    if (style === undefined) {
      merged.push({ style: '', text: '', node: { ...node, ...(node.children && { children: [...node.children] }) } });
      continue;
    }
    const text = textOf(node);
    const last = merged.at(-1);
    const isPlain = style.toLowerCase() === plain;
    const isBlank = text.trim() === '';
    const own = isPlain ? '' : style;
    if (last !== undefined && last.node === undefined && (isBlank || last.style === own)) last.text += text;
    else merged.push({ style: isBlank ? '' : own, text });
  }
  return merged.map(({ style, text, node }) => {
    if (node !== undefined) return node;
    const words: Node = { type: 'text', value: text };
    return style === '' ? words : { type: 'element', tagName: 'span', properties: { style }, children: [words] };
  });
}

/**
 * A line that does not fit goes on below its own beginning, and the style sheet has to know where that is (styles/code.css). The spaces are one
 * with the first character: else a long word would go on to the next line, and leave the spaces alone in theirs.
 */
export function tellIndent(line: Node): void {
  const [indent, first, ...others] = line.children ?? [];
  const classes = indent?.properties?.className;
  if (indent === undefined || first === undefined || !Array.isArray(classes) || !classes.includes('indent')) return;
  line.properties = { ...line.properties, style: `--in:${textOf(indent).length}ch` };
  // What has parts of its own stays as it is.
  if (styleOf(first) === undefined) return;
  const [head = '', ...rest] = textOf(first);
  const together: Node = {
    type: 'element',
    tagName: 'span',
    properties: {},
    children: [indent, withText(first, head)],
  };
  line.children = [together, ...(rest.length > 0 ? [withText(first, rest.join(''))] : []), ...others];
}

/** A coloured word, or a text, with another text in it. */
function withText(node: Node, text: string): Node {
  return node.type === 'text' ? { ...node, value: text } : { ...node, children: [{ type: 'text', value: text }] };
}

/** Visits every line of a block. */
function linesOf(node: Node): Node[] {
  const classes = node.properties?.className;
  if (Array.isArray(classes) && classes.includes('code')) return [node];
  return (node.children ?? []).flatMap(linesOf);
}

/** @param colours of plain code, in the order of the themes */
export function leanCode(colours: readonly string[]) {
  const plain = colours.map((colour, index) => `--${index}:${colour.toLowerCase()}`).join(';');
  return definePlugin({
    name: 'stanzabox-lean-code',
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) => {
        for (const line of linesOf(renderData.blockAst as Node)) {
          line.children = mergeWords(line.children ?? [], plain);
          if (codeBlock.language === 'xml') tellIndent(line);
        }
      },
    },
  });
}
