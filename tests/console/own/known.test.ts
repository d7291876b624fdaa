import { expect, it } from 'vitest';
import { readKnown, withKnown, withoutKnown } from '../../../playground/console/own/known.ts';

const verona = { jid: 'romeo@verona.example', url: 'wss://xmpp.verona.example:7443/ws/' };
const mantua = { jid: 'mantua.example', url: 'wss://mantua.example:5281/xmpp-websocket' };

it('has the latest in front, each address once, eight at most', () => {
  const moved = { ...verona, url: 'wss://xmpp.verona.example:5443/ws' };
  expect(withKnown(withKnown([verona], mantua), moved)).toEqual([moved, mantua]);
  const many = Array.from({ length: 20 }, (_, index) => ({ ...verona, jid: `nurse${index}@verona.example` }));
  expect(many.reduce(withKnown, [])).toHaveLength(8);
  expect(withoutKnown([verona, mantua], mantua.jid)).toEqual([verona]);
});

it('keeps no password, whatever it is given', () => {
  const account = { ...verona, password: 'orchard' };
  expect(JSON.stringify(withKnown([], account))).not.toContain('orchard');
});

it.each([
  null,
  '',
  '{',
  '{}',
  '[null, 1, "x"]',
  '[{"jid": "a b@c", "url": "wss://x"}]',
  '[{"jid": "a@b", "url": "javascript:1"}]',
])('reads nothing from %j', (kept) => expect(readKnown(kept)).toEqual([]));

it('reads what it kept', () => {
  expect(readKnown(JSON.stringify([verona, mantua]))).toEqual([verona, mantua]);
});
