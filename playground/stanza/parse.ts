import { createLocator } from './position.ts';
import { XmlProblem } from './problem.ts';
import { type ScanOptions, scan } from './scan.ts';
import type { ParseResult, Position, XmlElement, XmlError, XmlNode } from './types.ts';

export interface ParseOptions extends ScanOptions {}

/**
 * Reads stanzas, one after the other, as elements with their positions. The default namespace is `jabber:client` and the prefix
 * `stream` is bound, as on a client's stream; `options` change both. The first mistake is returned, never thrown.
 * Accepts what RFC 6120 section 11 allows: no comments, processing instructions, document types or entities but the five.
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const locate = createLocator(text);
  const stanzas: XmlElement[] = [];
  const open: { element: Unfinished; children: XmlNode[] }[] = [];
  try {
    scan(text, options, {
      open(tag) {
        const children: XmlNode[] = [];
        const element: Unfinished = {
          kind: 'element',
          name: tag.name,
          local: tag.local,
          namespace: tag.namespace,
          attributes: tag.attributes.map((attribute) => ({
            ...attribute,
            start: locate(attribute.start),
            end: locate(attribute.end),
          })),
          children,
          start: locate(tag.start),
          end: locate(tag.end),
        };
        open.push({ element, children });
        return undefined;
      },
      text(value, start, end) {
        open.at(-1)?.children.push({ kind: 'text', value, start: locate(start), end: locate(end) });
      },
      close(end) {
        const closed = open.pop();
        if (!closed) return;
        const { element } = closed;
        element.end = locate(end);
        const parent = open.at(-1);
        if (parent) parent.children.push(element);
        else stanzas.push(element);
      },
    });
  } catch (problem) {
    if (problem instanceof XmlProblem) return { ok: false, error: toError(problem, locate) };
    throw problem;
  }
  return { ok: true, stanzas };
}

/** An element whose end is still to be found. */
type Unfinished = Omit<XmlElement, 'end'> & { end: Position };

function toError({ code, offset, length, plain }: XmlProblem, locate: ReturnType<typeof createLocator>): XmlError {
  const { line, column } = locate(offset);
  return { code, line, column, offset, length, plain };
}
