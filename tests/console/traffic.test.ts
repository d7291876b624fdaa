/** What is remembered of a connection for the next one. */
import { expect, it } from 'vitest';
import { Traffic } from '../../playground/console/runtime/traffic.ts';

const text = (direction: 'sent' | 'received', xml: string) =>
  ({ kind: 'text', id: 1, at: 0, direction, account: 'romeo', text: xml }) as unknown as Parameters<Traffic['add']>[0];

it('a token of FAST is kept for the next connection, with the mechanism that it was asked for', () => {
  const traffic = new Traffic();
  const success =
    "<success xmlns='urn:xmpp:sasl:2'><token xmlns='urn:xmpp:fast:0' expiry='2027-01-01T00:00:00Z' token='secret-token:1'/></success>";
  traffic.begin('romeo');
  traffic.add(text('received', success));
  expect(traffic.token('romeo')).toBeUndefined();
  traffic.add(
    text('sent', '<authenticate><request-token xmlns="urn:xmpp:fast:0" mechanism="HT-SHA-256-NONE"/></authenticate>'),
  );
  traffic.add(text('received', success));
  traffic.begin('romeo');
  expect(traffic.token('romeo')).toEqual({ mechanism: 'HT-SHA-256-NONE', secret: 'secret-token:1' });
  expect(traffic.token('juliet')).toBeUndefined();
});
