/** Questions about an element's content that several functions ask. */
import { isWhitespace } from './characters.ts';
import { xmlNamespace } from './scope.ts';
import type { Attribute, XmlElement, XmlNode } from './types.ts';

export const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';

export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child.kind === 'element');
}

/** The text directly inside an element, joined. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.value : '')).join('');
}

/** The value of an attribute without namespace. */
export function attributeOf(
  element: { readonly attributes: readonly NameAndValue[] },
  name: string,
): string | undefined {
  return element.attributes.find((attribute) => attribute.namespace === '' && attribute.local === name)?.value;
}

type NameAndValue = Pick<Attribute, 'local' | 'namespace' | 'value'>;

export function isBlank(node: XmlNode): boolean {
  return node.kind === 'text' && isWhitespace(node.value);
}

/**
 * Whether white space inside this element means something: text beside elements, XHTML, `xml:space="preserve"`. In all other
 * elements that have child elements, white space between them is only layout.
 */
export function keepsWhitespace(element: XmlElement): boolean {
  if (element.namespace === xhtmlNamespace) return true;
  if (
    element.attributes.some(
      ({ local, namespace, value }) => local === 'space' && namespace === xmlNamespace && value === 'preserve',
    )
  ) {
    return true;
  }
  const hasElements = element.children.some((child) => child.kind === 'element');
  return !hasElements || element.children.some((child) => child.kind === 'text' && !isWhitespace(child.value));
}

/** Whether elements are nested in this one more than `limit` levels down. */
export function isDeeperThan(element: XmlElement, limit: number): boolean {
  let level: readonly XmlElement[] = [element];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap(elementsOf);
  }
  return false;
}
