import { elementsOf, keepsWhitespace } from './content.ts';
import { type ParseOptions, parse } from './parse.ts';
import type { Attribute, XmlElement, XmlError } from './types.ts';

export interface FormatOptions extends ParseOptions {
  /** Spaces for one level. */
  readonly indent?: number;
  /** Attributes go on lines of their own where a tag would be longer than this many characters. */
  readonly width?: number;
}

export type FormatResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: XmlError };

/** Deeper elements stay on one line: an indentation that grows on would make the text quadratic and unreadable. */
const deepest = 40;

/**
 * Lays stanzas out over lines without changing what they mean: only white space between elements and inside tags changes.
 * Text, mixed content, XHTML, `xml:space="preserve"`, references, CDATA, quotes and the order of attributes stay as written.
 */
export function format(text: string, options: FormatOptions = {}): FormatResult {
  const parsed = parse(text, options);
  if (!parsed.ok) return parsed;
  const layout = { text, indent: options.indent ?? 2, width: options.width ?? 100 };
  const parts: string[] = [];
  let from = 0;
  for (const stanza of parsed.stanzas) {
    const gap = text.slice(from, stanza.start.offset);
    const blankLine = /(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)/.test(gap);
    if (parts.length > 0) parts.push(blankLine ? '\n\n' : '\n');
    parts.push(formatElement(stanza, 0, layout));
    from = stanza.end.offset;
  }
  return { ok: true, text: parts.join('') };
}

interface Layout {
  readonly text: string;
  readonly indent: number;
  readonly width: number;
}

function formatElement(element: XmlElement, depth: number, layout: Layout): string {
  const { text, indent } = layout;
  const inner = text.slice(element.children[0]?.start.offset ?? 0, element.children.at(-1)?.end.offset ?? 0);
  const tag = formatTag(element, depth, layout, inner === '' ? '/>' : '>');
  if (inner === '') return tag;
  const end = `</${element.name}>`;
  if (depth >= deepest || keepsWhitespace(element) || hasWrittenWhitespace(element, text)) return tag + inner + end;

  const margin = `\n${' '.repeat(indent * (depth + 1))}`;
  const children = elementsOf(element).map((child) => margin + formatElement(child, depth + 1, layout));
  return `${tag}${children.join('')}\n${' '.repeat(indent * depth)}${end}`;
}

/** White space as a reference or in CDATA was meant to be there. */
function hasWrittenWhitespace(element: XmlElement, text: string): boolean {
  return element.children.some(
    (child) => child.kind === 'text' && /[&<]/.test(text.slice(child.start.offset, child.end.offset)),
  );
}

function formatTag(element: XmlElement, depth: number, layout: Layout, close: string): string {
  const attributes = element.attributes.map((attribute) => written(attribute, layout.text));
  const line = [`<${element.name}`, ...attributes].join(' ') + close;
  if (attributes.length < 2 || depth * layout.indent + line.length <= layout.width) return line;
  const margin = `\n${' '.repeat(layout.indent * (depth + 2))}`;
  return `<${element.name}${attributes.map((attribute) => margin + attribute).join('')}${close}`;
}

function written({ name, start, end }: Attribute, text: string): string {
  return name + text.slice(start.offset + name.length, end.offset).replace(/^\s*=\s*/, '=');
}
