import { splitPrefix } from './split-prefix.ts';
import type { LooseTag } from './tags.ts';

/** What goes over a stream by itself, beside stanzas: names that mean something only with their namespace. */
const nonzas = new Set([
  'http://etherx.jabber.org/streams',
  'http://jabber.org/protocol/compress',
  'jabber:component:accept',
  'jabber:server:dialback',
  'urn:ietf:params:xml:ns:xmpp-framing',
  'urn:ietf:params:xml:ns:xmpp-sasl',
  'urn:ietf:params:xml:ns:xmpp-tls',
  'urn:xmpp:csi:0',
  'urn:xmpp:sasl:2',
  'urn:xmpp:sm:2',
  'urn:xmpp:sm:3',
]);

const stanzas = new Set(['iq', 'message', 'presence']);
const streamElements = new Set(['stream', 'features', 'error']);

/** Whether this element goes over a stream by itself, or stands for a stanza in a log, as far as its start tag tells. */
export function isOnTheWire({ name, xmlns }: LooseTag): boolean {
  const { prefix, local } = splitPrefix(name);
  if (prefix === 'stream') return streamElements.has(local);
  if (prefix === 'db') return local === 'result' || local === 'verify';
  if (prefix !== '') return false;
  if (stanzas.has(local)) return xmlns === undefined || xmlns.startsWith('jabber:');
  // The error of a stanza, which programs log beside what they refuse. Only its namespace tells it from the tags of other languages.
  if (local === 'error' && xmlns?.startsWith('jabber:')) return true;
  return xmlns !== undefined && nonzas.has(xmlns);
}

/** The start of a stream, which stays open for all that follows. */
export function opensStream({ name, xmlns, isEmpty }: LooseTag): boolean {
  const isStream = name === 'stream:stream' || (name === 'stream' && xmlns === 'http://etherx.jabber.org/streams');
  return isStream && !isEmpty;
}
