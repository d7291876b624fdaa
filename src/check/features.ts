/** What a server offers in its stream features (RFC 6120 section 4.3.2). */
import { attributeOf, elementsOf, firstElement, textOf, type XmlElement } from '../../playground/stanza/index.ts';
import type { Software } from './types.ts';

export interface Features {
  readonly starttls: 'required' | 'offered' | 'missing';
  /** SASL mechanisms, of RFC 6120 and of SASL2 (XEP-0388), each once, by name: some servers turn them round each time. */
  readonly mechanisms: readonly string[];
  /** XEP-0220 section 2.3. */
  readonly dialback: boolean;
  /** XEP-0077: an account can be asked for here and now; XEP-0445: with an invitation. */
  readonly register: 'open' | 'with-invitation' | 'missing';
  /** What the capabilities say that the server is (XEP-0115). */
  readonly software: Software | undefined;
}

const namespaces = Object.freeze({
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  sasl2: 'urn:xmpp:sasl:2',
  dialback: 'urn:xmpp:features:dialback',
  register: 'http://jabber.org/features/iq-register',
  invitation: 'urn:xmpp:ibr-token:0',
  caps: 'http://jabber.org/protocol/caps',
});

/** @returns undefined when the text is no `<stream:features/>` */
export function readFeatures(text: string): Features | undefined {
  const element = firstElement(text);
  if (element?.local !== 'features') return undefined;
  const child = (namespace: string): XmlElement | undefined =>
    elementsOf(element).find((one) => one.namespace === namespace);
  const tls = child(namespaces.tls);
  const isRequired = tls !== undefined && elementsOf(tls).some(({ local }) => local === 'required');
  const caps = child(namespaces.caps);
  return {
    starttls: tls === undefined ? 'missing' : isRequired ? 'required' : 'offered',
    mechanisms: [
      ...new Set([...mechanismsIn(child(namespaces.sasl)), ...mechanismsIn(child(namespaces.sasl2))]),
    ].sort(),
    dialback: child(namespaces.dialback) !== undefined,
    register: child(namespaces.invitation) ? 'with-invitation' : child(namespaces.register) ? 'open' : 'missing',
    software: caps && softwareNamed(attributeOf(caps, 'node') ?? ''),
  };
}

function mechanismsIn(list: XmlElement | undefined): readonly string[] {
  if (list === undefined) return [];
  return elementsOf(list).flatMap((child) => (child.local === 'mechanism' ? textOf(child).trim() : []));
}

/** @param name as a server calls itself: in its capabilities' node, or in its answer about its version */
export function softwareNamed(name: string): Software | undefined {
  return (['prosody', 'ejabberd', 'openfire'] as const).find((one) => name.toLowerCase().includes(one));
}
