/** Ways of writing errors that are older than RFC 6120, and still found in logs. */
import type { Explanation } from './explanation.ts';

/** XEP-0086: the numbers from before RFC 3920, and the condition that each stands for. */
export const oldCodes: Readonly<Record<string, string>> = {
  '302': 'redirect',
  '400': 'bad-request',
  '401': 'not-authorized',
  '402': 'payment-required',
  '403': 'forbidden',
  '404': 'item-not-found',
  '405': 'not-allowed',
  '406': 'not-acceptable',
  '407': 'registration-required',
  '408': 'remote-server-timeout',
  '409': 'conflict',
  '500': 'internal-server-error',
  '501': 'feature-not-implemented',
  '502': 'service-unavailable',
  '503': 'service-unavailable',
  '504': 'remote-server-timeout',
  '510': 'service-unavailable',
};

/** Conditions of RFC 3920 that RFC 6120 calls by another name. */
export const renamed: Readonly<Record<string, string>> = { 'xml-not-well-formed': 'not-well-formed' };

/** Conditions of RFC 3920 that RFC 6120 dropped. */
export const dropped: readonly (Explanation & { readonly kind: 'stanza-error' | 'stream-error' })[] = [
  {
    kind: 'stanza-error',
    name: 'payment-required',
    summary: 'The service wants to be paid first.',
    why: 'The address must be known to the service as one that has paid.',
    whatToTry: 'Ask whoever runs the service. Servers of today do not send this.',
  },
  {
    kind: 'stream-error',
    name: 'invalid-id',
    summary: 'The id of a stream or of dialback is not one that was given before.',
    why: 'The answer of a dialback belongs to another connection.',
    whatToTry: 'Connect again. If it comes back, compare the "id" of the stream with the one in the dialback.',
  },
];
