import type { Description } from '../../stanza/index.ts';
import { isError } from './group.ts';

/**
 * Whether a text is one of those that are on every wire all the time and bury the others: presence that only says who is there,
 * acks of stream management, pings. Presence of rooms and subscriptions, and errors, are news.
 */
export function isNoise(description: Description): boolean {
  if (isError(description)) return false;
  const { kind, name, type, payload = '' } = description;
  switch (kind) {
    case 'presence':
      return (type === undefined || type === 'unavailable') && !payload.startsWith('http://jabber.org/protocol/muc');
    case 'stream-management':
      return name === 'r' || name === 'a';
    case 'iq':
      return type === 'get' && payload === 'urn:xmpp:ping';
    default:
      return false;
  }
}
