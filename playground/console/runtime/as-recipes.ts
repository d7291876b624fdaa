/**
 * How a connection has to be for a stanza of a recipe: the rules of the session room's recipe runner. Accounts of a recipe sign in at
 * their first stanza, tell nobody that they are there, and sign in again where the server ended the stream.
 */
import { attributeOf, elementsOf, firstElement, textOf, type XmlElement } from '../../stanza/index.ts';

/** `resume`: a new stream, signed in, after the former one broke; `signed-in`: no resource yet, because the stanza asks for one. */
export type Need = 'bound' | 'signed-in' | 'resume';

export function needOf(text: string): Need {
  const stanza = firstElement(text);
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
  const stanza = firstElement(text);
  const query = childOf(stanza, 'jabber:iq:register');
  const [username, password] = [textIn(query, 'username'), textIn(query, 'password')];
  if (stanza === undefined || username === undefined || attributeOf(stanza, 'type') !== 'set') return undefined;
  return { id: attributeOf(stanza, 'id') ?? '', host: attributeOf(stanza, 'to'), username, password: password ?? '' };
}

/** The request that a result answers; undefined for everything else. */
export function resultOf(text: string): string | undefined {
  const stanza = firstElement(text);
  return stanza?.local === 'iq' && attributeOf(stanza, 'type') === 'result' ? attributeOf(stanza, 'id') : undefined;
}

/** The address that the server bound with this result (RFC 6120 section 7.6). */
export function boundJid(text: string): string | undefined {
  if (!text.includes('urn:ietf:params:xml:ns:xmpp-bind')) return undefined;
  const stanza = firstElement(text);
  if (stanza === undefined || attributeOf(stanza, 'type') !== 'result') return undefined;
  return textIn(childOf(stanza, 'urn:ietf:params:xml:ns:xmpp-bind'), 'jid');
}

function childOf(element: XmlElement | undefined, namespace: string): XmlElement | undefined {
  return element && elementsOf(element).find((child) => child.namespace === namespace);
}

function textIn(element: XmlElement | undefined, name: string): string | undefined {
  const child = element && elementsOf(element).find(({ local }) => local === name);
  return child && textOf(child);
}
