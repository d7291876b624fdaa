import { attributeOf, elementsOf, textOf } from './content.ts';
import { parse } from './parse.ts';
import { type Secret, secretContentOf, secretHeaderOf, secretNames } from './redact-rules.ts';
import type { Attribute, XmlElement } from './types.ts';

/** Something that was left out of a text. */
export interface Removed {
  /** What it was, as a noun that can be counted: `password`, `token`, `proof of the password`. */
  readonly what: string;
  /** Line of the text that was given, from 1. */
  readonly line: number;
}

export type Redaction =
  | { readonly ok: true; readonly xml: string; readonly removed: readonly Removed[] }
  /** The text is not well-formed, so nobody can say what is a password in it. */
  | { readonly ok: false; readonly plain: string };

interface Edit extends Removed {
  readonly start: number;
  readonly end: number;
  readonly placeholder: string;
}

/**
 * Puts a visible placeholder such as `{password}` where a secret stands: passwords (XEP-0077, XEP-0045, XEP-0078), private fields of
 * forms (XEP-0004), what proves a password (SASL, RFC 6120 section 6; XEP-0388), tokens (XEP-0484), component handshakes (XEP-0114),
 * dialback keys (XEP-0220), headers and cookies of uploads (XEP-0363). All else stays as written, to the character. Redacting twice
 * changes nothing more. What a person wrote into a message body is not looked at, but for addresses that carry a password or a token.
 */
export function redact(xml: string): Redaction {
  const parsed = parse(xml, { stream: true });
  if (!parsed.ok) {
    const { line, plain } = parsed.error;
    return { ok: false, plain: `Passwords cannot be found in a text that is not well-formed. Line ${line}: ${plain}` };
  }
  const edits: Edit[] = [];
  for (const stanza of parsed.stanzas) search(stanza, xml, edits);
  let redacted = '';
  let at = 0;
  for (const { start, end, placeholder } of edits) {
    redacted += xml.slice(at, start) + placeholder;
    at = end;
  }
  return { ok: true, xml: redacted + xml.slice(at), removed: edits.map(({ what, line }) => ({ what, line })) };
}

/** In the order of the text. With a stack of its own: elements may be nested deeper than the engine's call stack. */
function search(stanza: XmlElement, xml: string, edits: Edit[]): void {
  const work: { element: XmlElement; parent?: XmlElement; privateFields: ReadonlySet<string> }[] = [
    { element: stanza, privateFields: new Set() },
  ];
  for (let item = work.pop(); item; item = work.pop()) {
    const { element, parent } = item;
    for (const attribute of element.attributes) edits.push(...inAttribute(element, attribute, xml));
    const privateFields = isForm(element) ? privateFieldsOf(element) : item.privateFields;
    const secret =
      secretContentOf(element, parent, privateFields) ??
      (element.local === 'header' ? secretHeaderOf(attributeOf(element, 'name') ?? '') : undefined);
    const inner = secret && wholeContent(element, secret);
    if (inner) edits.push(...inner);
    else {
      const children = elementsOf(element);
      if (children.length === 0) edits.push(...inAddresses(element, xml));
      for (const child of children.reverse()) work.push({ element: child, parent: element, privateFields });
    }
  }
}

/** All that is in the element, or undefined when nothing in it is a secret. */
function wholeContent(element: XmlElement, secret: Secret): Edit[] | undefined {
  const [first, last] = [element.children[0], element.children.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const text = textOf(element).trim();
  if (text === '' && (!secret.deep || allTextOf(element).trim() === '')) return undefined;
  const placeholder = `{${secret.placeholder}}`;
  if (placeholders.has(text) && elementsOf(element).length === 0) return [];
  const { what } = secret;
  return [{ what, line: first.start.line, start: first.start.offset, end: last.end.offset, placeholder }];
}

function inAttribute(element: XmlElement, attribute: Attribute, xml: string): Edit[] {
  const { local, value } = attribute;
  if (value.trim() === '' || placeholders.has(value)) return [];
  const name = secretNames.get(local.toLowerCase());
  const written = xml.slice(attribute.start.offset, attribute.end.offset);
  const start = attribute.start.offset + written.search(/["']/) + 1;
  const end = attribute.end.offset - 1;
  const line = attribute.start.line;
  if (name !== undefined) return [{ ...name, placeholder: `{${name.placeholder}}`, line, start, end }];
  if (element.local === 'put' && element.namespace.startsWith('urn:xmpp:http:upload')) {
    // Whoever knows the address may upload (XEP-0363): its query is the signature.
    const query = xml.slice(start, end).indexOf('?');
    if (local === 'url' && query >= 0 && !value.endsWith('?{token}'))
      return [{ what: 'token', placeholder: '{token}', line, start: start + query + 1, end }];
  }
  return carriedByAddress(xml, start, end, line);
}

/** `xmpp:room@host?join;password=x`, `xmpp:host?register;preauth=x`, `https://host/?token=x`. */
function carriedByAddress(xml: string, start: number, end: number, line: number): Edit[] {
  return [...xml.slice(start, end).matchAll(inAddress)].flatMap((found) => {
    const [, before = '', key = '', value = ''] = found;
    if (placeholders.has(value)) return [];
    const name = /^pass|^pwd/i.test(key) ? 'password' : 'token';
    const from = start + found.index + before.length;
    return [{ what: name, placeholder: `{${name}}`, line, start: from, end: from + value.length }];
  });
}

const inAddress =
  /([?;&](?:amp;)?(password|pwd|preauth|token|access_token|auth_token|secret|api_key)=)([^&;\s"'<>]+)/gi;

function inAddresses(element: XmlElement, xml: string): Edit[] {
  return element.children.flatMap(({ start, end }) => carriedByAddress(xml, start.offset, end.offset, start.line));
}

function isForm({ local, namespace }: XmlElement): boolean {
  return local === 'x' && namespace === 'jabber:x:data';
}

/** Names of the fields that the form calls private; results name types once, above their rows (XEP-0004 section 3.4). */
function privateFieldsOf(form: XmlElement): ReadonlySet<string> {
  const fields = elementsOf(form).flatMap((child) => (child.local === 'reported' ? elementsOf(child) : [child]));
  return new Set(
    fields
      .filter((field) => attributeOf(field, 'type') === 'text-private')
      .flatMap((field) => attributeOf(field, 'var') ?? []),
  );
}

function allTextOf(element: XmlElement): string {
  let text = '';
  const work = [element];
  for (let item = work.pop(); item; item = work.pop()) {
    text += textOf(item);
    work.push(...elementsOf(item));
  }
  return text;
}

const placeholders: ReadonlySet<string> = new Set(
  ['any', 'password', 'secret', 'token', 'key', 'digest', 'proof', 'handshake', 'authorization', 'cookie'].map(
    (name) => `{${name}}`,
  ),
);
