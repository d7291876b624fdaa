import { escapeAttribute, escapeText } from './escape.ts';
import { clientNamespace, Scope, streamNamespace, xmlnsNamespace } from './scope.ts';
import type { Attribute, XmlElement, XmlNode } from './types.ts';

export interface SerializeOptions {
  /** The default namespace of the place where the text will be. */
  readonly defaultNamespace?: string;
  /** Prefixes that are declared there. */
  readonly prefixes?: Readonly<Record<string, string>>;
}

/**
 * Writes an element as text that means the same wherever it is: prefixes and namespaces that were declared around it are
 * declared on it. Attributes keep their order, white space stays.
 */
export function serialize(element: XmlElement, options: SerializeOptions = {}): string {
  const prefixes = options.prefixes ?? { stream: streamNamespace };
  const scope = new Scope({ ...prefixes, '': options.defaultNamespace ?? clientNamespace });
  const parts: string[] = [];
  // A stack of our own: elements may be nested deeper than the engine's call stack allows.
  const work: (XmlNode | { readonly kind: 'end'; readonly tag: string; readonly prefixes: readonly string[] })[] = [
    element,
  ];
  for (let item = work.pop(); item; item = work.pop()) {
    if (item.kind === 'text') parts.push(escapeText(item.value));
    else if (item.kind === 'end') {
      parts.push(item.tag);
      scope.forget(item.prefixes);
    } else {
      const { tag, declared } = startTag(item, scope);
      const empty = item.children.length === 0;
      parts.push(tag, empty ? '/>' : '>');
      work.push({ kind: 'end', tag: empty ? '' : `</${item.name}>`, prefixes: declared });
      for (let index = item.children.length - 1; index >= 0; index -= 1) {
        const child = item.children[index];
        if (child) work.push(child);
      }
    }
  }
  return parts.join('');
}

function startTag(element: XmlElement, scope: Scope): { tag: string; declared: string[] } {
  const declared: string[] = [];
  const bind = (prefix: string, namespace: string): void => {
    scope.bind(prefix, namespace);
    declared.push(prefix);
  };
  for (const attribute of element.attributes) {
    if (isDeclaration(attribute)) bind(attribute.name === 'xmlns' ? '' : attribute.local, attribute.value);
  }
  let tag = `<${element.name}`;
  for (const { name, namespace } of [
    element,
    ...element.attributes.filter((attribute) => attribute.namespace !== ''),
  ]) {
    const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
    if (namespace === xmlnsNamespace || scope.find(prefix) === namespace) continue;
    bind(prefix, namespace);
    tag += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`;
  }
  for (const { name, value } of element.attributes) tag += ` ${name}="${escapeAttribute(value)}"`;
  return { tag, declared };
}

/** Whether an attribute is `xmlns` or `xmlns:prefix`. */
export function isDeclaration(attribute: Attribute): boolean {
  return attribute.namespace === xmlnsNamespace;
}
