import type { XmlElement } from './types.ts';

/**
 * Values that a server makes up each time: ids, times and the like. Whether they are there counts, what they are does not.
 * Namespace without version, element, attributes; `#text` stands for the text.
 */
const volatile: readonly (readonly [namespace: string, element: string, values: readonly string[]])[] = [
  ['jabber:client', 'iq', ['id']],
  ['jabber:client', 'message', ['id']],
  ['jabber:client', 'presence', ['id']],
  ['jabber:server', 'iq', ['id']],
  ['jabber:server', 'message', ['id']],
  ['jabber:server', 'presence', ['id']],
  ['http://etherx.jabber.org/streams', 'stream', ['id']],
  ['urn:ietf:params:xml:ns:xmpp-framing', 'open', ['id']],
  ['urn:ietf:params:xml:ns:xmpp-sasl', 'auth', ['#text']],
  ['urn:ietf:params:xml:ns:xmpp-sasl', 'challenge', ['#text']],
  ['urn:ietf:params:xml:ns:xmpp-sasl', 'response', ['#text']],
  ['urn:ietf:params:xml:ns:xmpp-sasl', 'success', ['#text']],
  ['jabber:iq:last', 'query', ['seconds']],
  ['jabber:iq:roster', 'query', ['ver']],
  ['jabber:x:delay', 'x', ['stamp']],
  ['urn:xmpp:delay', 'delay', ['stamp']],
  ['urn:xmpp:time', 'utc', ['#text']],
  ['urn:xmpp:sid', 'stanza-id', ['id']],
  ['urn:xmpp:sid', 'origin-id', ['id']],
  ['urn:xmpp:mam', 'result', ['id']],
  ['urn:xmpp:occupant-id', 'occupant-id', ['id']],
  ['urn:xmpp:sm', 'enabled', ['id']],
  ['urn:xmpp:sm', 'resume', ['previd']],
  ['urn:xmpp:sm', 'resumed', ['previd']],
  ['http://jabber.org/protocol/commands', 'command', ['sessionid']],
  ['http://jabber.org/protocol/pubsub', 'subscription', ['subid']],
  ['http://jabber.org/protocol/rsm', 'first', ['#text']],
  ['http://jabber.org/protocol/rsm', 'last', ['#text']],
];

/** The names of an element's volatile attributes, and `#text` when its text is volatile. */
export function volatileOf({ namespace, local }: XmlElement): readonly string[] {
  const plain = namespace.replace(/:\d+$/, '');
  return volatile.find(([owner, element]) => owner === plain && element === local)?.[2] ?? [];
}
