/** The short name that people use for a namespace: `disco#info`, `roster`, `mam:2`; the namespace itself when there is none. */
export function shortNamespace(namespace: string): string {
  return namespace
    .replace(/^https?:\/\/jabber\.org\/protocol\//, '')
    .replace(/^jabber:(iq:|x:)?/, '')
    .replace(/^urn:ietf:params:xml:ns:(xmpp-)?/, '')
    .replace(/^(urn:xmpp:|eu\.siacs\.conversations\.|storage:)/, '');
}

export const namespaces = {
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  sasl2: 'urn:xmpp:sasl:2',
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  stanzaErrors: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  compress: 'http://jabber.org/protocol/compress',
  csi: 'urn:xmpp:csi:0',
  dialback: 'jabber:server:dialback',
  muc: 'http://jabber.org/protocol/muc',
  mucUser: 'http://jabber.org/protocol/muc#user',
  pubsub: 'http://jabber.org/protocol/pubsub',
} as const;

const streamManagement = /^urn:xmpp:sm:\d+$/;

export function isStreamManagement(namespace: string): boolean {
  return streamManagement.test(namespace);
}
