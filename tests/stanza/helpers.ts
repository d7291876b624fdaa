import { parse, type XmlElement } from '../../playground/stanza/index.ts';

/** The stanzas of a text that is right; throws with the parser's words otherwise. */
export function stanzas(text: string): readonly XmlElement[] {
  const result = parse(text);
  if (!result.ok) throw new Error(`${result.error.plain}\n${text}`);
  return result.stanzas;
}

export function stanza(text: string): XmlElement {
  const [first, ...rest] = stanzas(text);
  if (!first || rest.length > 0) throw new Error(`not one stanza: ${text}`);
  return first;
}

/** An element without positions and without layout: what a program that reads it would see. */
export function meaning(element: XmlElement): unknown {
  const text = element.children.filter((child) => child.kind === 'text');
  const layout = text.length < element.children.length && text.every((child) => /^[ \t\r\n]*$/.test(child.value));
  return {
    name: `{${element.namespace}}${element.local}`,
    attributes: element.attributes.map(({ local, namespace, value }) => `{${namespace}}${local}=${value}`),
    children: element.children
      .filter((child) => child.kind === 'element' || !layout)
      .map((child) => (child.kind === 'element' ? meaning(child) : child.value)),
  };
}
