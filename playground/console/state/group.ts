import type { Description } from '../../stanza/index.ts';

/** The groups by which the reader filters. `connection` is what a session sends by itself to get online, and at its end. */
export type Group = 'iq' | 'message' | 'presence' | 'other' | 'connection';

export const groups: readonly Group[] = Object.freeze(['iq', 'message', 'presence', 'other', 'connection'] as const);

export function groupOf({ kind, payload, condition }: Description): Group {
  switch (kind) {
    case 'message':
    case 'presence':
      return kind;
    case 'iq':
      return payload === 'urn:ietf:params:xml:ns:xmpp-bind' && condition === undefined ? 'connection' : 'iq';
    case 'sasl':
      // A refusal is news, the rest of the exchange is not.
      return condition === undefined ? 'connection' : 'other';
    case 'stream-open':
    case 'stream-close':
    case 'stream-features':
    case 'tls':
    case 'compression':
    case 'white-space':
      return 'connection';
    case 'stream-error':
    case 'stream-management':
    case 'client-state':
    case 'dialback':
    case 'other':
    case 'broken':
      return 'other';
    default:
      return kind satisfies never;
  }
}

export function isError({ kind, type, condition }: Description): boolean {
  return condition !== undefined || type === 'error' || kind === 'broken';
}
