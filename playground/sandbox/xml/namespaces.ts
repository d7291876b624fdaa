/** Namespaces in XML 1.0: which prefix means which namespace, and the names that follow from it. */
import { XmlError } from './scanner.ts';

const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Prefix ('' for the default namespace) to namespace; an empty namespace undoes the default one. */
export type Scope = ReadonlyMap<string, string>;

export const rootScope: Scope = new Map([['xml', XML]]);

/** The prefix that an attribute of this name declares, or null when it declares none. */
export function declaredPrefix(attribute: string): string | null {
  if (attribute === 'xmlns') return '';
  return attribute.startsWith('xmlns:') ? attribute.slice(6) : null;
}

/** A scope with this declaration added. Throws when it is forbidden (section 3, constraint "Reserved Prefixes"). */
export function declare(scope: Scope, prefix: string, uri: string, at: number): Scope {
  if (prefix === 'xmlns') throw new XmlError('reserved prefix (xmlns) must not be declared or undeclared', at);
  if (prefix !== '' && uri === '') throw new XmlError('must not undeclare prefix', at);
  if (prefix === 'xml' && uri !== XML) {
    throw new XmlError('reserved prefix (xml) must not be undeclared or bound to another namespace name', at);
  }
  if ((prefix !== 'xml' && uri === XML) || uri === XMLNS) {
    throw new XmlError('prefix must not be bound to one of the reserved namespace names', at);
  }
  return new Map(scope).set(prefix, uri);
}

/** `namespace SEPARATOR local`, or the bare local name in no namespace. Throws "unbound prefix". */
export function expand(
  name: string,
  kind: 'element' | 'attribute',
  scope: Scope,
  separator: string,
  at: number,
): string {
  const colon = name.indexOf(':');
  if (colon < 0) {
    const uri = kind === 'element' ? scope.get('') : undefined;
    return uri ? uri + separator + name : name;
  }
  const uri = scope.get(name.slice(0, colon));
  if (uri === undefined) throw new XmlError('unbound prefix', at);
  return uri + separator + name.slice(colon + 1);
}
