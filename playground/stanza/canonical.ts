import { isWhitespace } from './characters.ts';
import { elementsOf, isDeeperThan, keepsWhitespace, textOf } from './content.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { xmlNamespace } from './scope.ts';
import { isDeclaration, serialize } from './serialize.ts';
import type { Attribute, XmlElement } from './types.ts';
import { volatileOf } from './volatile.ts';

export interface CanonicalOptions {
  /** Write `*` for ids, times and other values that a server makes up each time. */
  readonly mask?: boolean;
}

/**
 * A text that is the same for two elements that mean the same in XMPP: attributes and child elements sorted, prefixes replaced by
 * namespaces, white space between elements left out. In mixed content, XHTML and `xml:space="preserve"` order and white space stay.
 * For comparing, not for sending. Elements nested deeper than 200 are compared as written.
 */
export function canonical(element: XmlElement, { mask = false }: CanonicalOptions = {}): string {
  if (isDeeperThan(element, deepest)) return serialize(element, { defaultNamespace: '', prefixes: {} });
  return write(element, '', mask);
}

/** Deeper elements would exhaust the engine's call stack. */
export const deepest = 200;

function write(element: XmlElement, outer: string, mask: boolean): string {
  const { local, namespace } = element;
  const volatile = mask ? volatileOf(element) : [];
  const attributes = element.attributes
    .filter((attribute) => !isDeclaration(attribute))
    .map(
      (attribute) =>
        ` ${nameOf(attribute)}="${volatile.includes(attribute.name) ? '*' : escapeAttribute(attribute.value)}"`,
    );
  const declaration = namespace === outer ? '' : ` xmlns="${escapeAttribute(namespace)}"`;
  const tag = `${local}${declaration}${attributes.sort().join('')}`;
  const content = writeContent(element, mask, volatile.includes('#text'));
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${local}>`;
}

function writeContent(element: XmlElement, mask: boolean, hideText: boolean): string {
  const { namespace } = element;
  if (hideText && elementsOf(element).length === 0) return leafText(element) === '' ? '' : '*';
  if (!keepsWhitespace(element))
    return elementsOf(element)
      .map((child) => write(child, namespace, mask))
      .sort()
      .join('');
  if (elementsOf(element).length === 0) return escapeText(leafText(element));
  return element.children
    .map((child) => (child.kind === 'text' ? escapeText(child.value) : write(child, namespace, mask)))
    .join('');
}

/** The text of an element without child elements; XML's white space alone does not count as text. */
export function leafText(element: XmlElement): string {
  const text = textOf(element);
  return isWhitespace(text) ? '' : text;
}

/** An attribute's name that does not depend on prefixes. */
export function nameOf({ local, namespace }: Attribute): string {
  if (namespace === '') return local;
  return namespace === xmlNamespace ? `xml:${local}` : `{${namespace}}${local}`;
}
