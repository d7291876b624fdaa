/**
 * How a connection has to be for a stanza of a recipe: the rules of the session room's recipe runner. Accounts of a recipe sign in at
 * their first stanza, tell nobody that they are there, and sign in again where the server ended the stream.
 */
import { parse, type XmlElement } from '../../stanza/index.ts';

/** `resume`: a new stream, signed in, after the former one broke; `signed-in`: no resource yet, because the stanza asks for one. */
export type Need = 'bound' | 'signed-in' | 'resume';

export function needOf(text: string): Need {
  const stanza = firstOf(text);
  // XEP-0198 section 5.
  if (stanza?.local === 'resume' && stanza.namespace === 'urn:xmpp:sm:3') return 'resume';
  // RFC 6120 section 7.
  return childOf(stanza, 'urn:ietf:params:xml:ns:xmpp-bind') === undefined ? 'bound' : 'signed-in';
}

export interface Registration {
  readonly id: string;
  /** Where the account is; undefined: the sender's own server. */
  readonly host: string | undefined;
  readonly username: string;
  readonly password: string;
}

/** The account that a stanza makes, or whose password it changes (XEP-0077 sections 3.1 and 3.3). */
export function registrationOf(text: string): Registration | undefined {
  if (!text.includes('jabber:iq:register')) return undefined;
  const stanza = firstOf(text);
  const query = childOf(stanza, 'jabber:iq:register');
  const [username, password] = [textOf(query, 'username'), textOf(query, 'password')];
  if (stanza === undefined || username === undefined || attributeOf(stanza, 'type') !== 'set') return undefined;
  return { id: attributeOf(stanza, 'id') ?? '', host: attributeOf(stanza, 'to'), username, password: password ?? '' };
}

/** The request that a result answers; undefined for everything else. */
export function resultOf(text: string): string | undefined {
  const stanza = firstOf(text);
  return stanza?.local === 'iq' && attributeOf(stanza, 'type') === 'result' ? attributeOf(stanza, 'id') : undefined;
}

/** The address that the server bound with this result (RFC 6120 section 7.6). */
export function boundJid(text: string): string | undefined {
  if (!text.includes('urn:ietf:params:xml:ns:xmpp-bind')) return undefined;
  const stanza = firstOf(text);
  if (stanza === undefined || attributeOf(stanza, 'type') !== 'result') return undefined;
  return textOf(childOf(stanza, 'urn:ietf:params:xml:ns:xmpp-bind'), 'jid');
}

function firstOf(text: string): XmlElement | undefined {
  const parsed = parse(text, { stream: true });
  return parsed.ok ? parsed.stanzas[0] : undefined;
}

function childOf(element: XmlElement | undefined, namespace: string): XmlElement | undefined {
  return element?.children.find(
    (child): child is XmlElement => child.kind === 'element' && child.namespace === namespace,
  );
}

function textOf(element: XmlElement | undefined, name: string): string | undefined {
  const child = element?.children.find((each): each is XmlElement => each.kind === 'element' && each.local === name);
  return child?.children.map((node) => (node.kind === 'text' ? node.value : '')).join('');
}

function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value;
}
