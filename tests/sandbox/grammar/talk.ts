/** Messages and presence between accounts, and what belongs to the stream itself. */
import fc from 'fast-check';
import { type Tag, tag, tagIn } from './tag.ts';
import { accounts, address, maybe, number, odd, text } from './values.ts';

const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const errorTag = tag('error', { type: 'cancel' }, tagIn(STANZAS, 'conflict'), tag('text', { xmlns: STANZAS }, 'x'));

const messageType = fc.oneof(
  { weight: 5, arbitrary: fc.constant('chat') },
  { weight: 4, arbitrary: fc.constantFrom(undefined, 'normal', 'headline', 'groupchat', 'error', 'odd', '') },
);

/** What clients put beside a body: receipts, markers, corrections, reactions, hints, and forgeries of the server's own marks. */
const extras = fc.constantFrom(
  tagIn('urn:xmpp:receipts', 'request'),
  tag('received', { xmlns: 'urn:xmpp:receipts', id: 'x' }),
  tagIn('http://jabber.org/protocol/chatstates', 'composing'),
  tag('displayed', { xmlns: 'urn:xmpp:chat-markers:0', id: 'x' }),
  tag('replace', { xmlns: 'urn:xmpp:message-correct:0', id: 'x' }),
  tag('reactions', { xmlns: 'urn:xmpp:reactions:0', id: 'x' }, tag('reaction', {}, '🌹')),
  tagIn('urn:xmpp:hints', 'no-store'),
  tagIn('urn:xmpp:hints', 'store'),
  tagIn('urn:xmpp:hints', 'no-copy'),
  tagIn('urn:xmpp:carbons:2', 'private'),
  tag('origin-id', { xmlns: 'urn:xmpp:sid:0', id: 'mine' }),
  tag('stanza-id', { xmlns: 'urn:xmpp:sid:0', id: 'forged', by: 'romeo@montague.example' }),
  tag('delay', { xmlns: 'urn:xmpp:delay', stamp: '2001-01-01T00:00:00Z', from: 'montague.example' }),
  tag('x', { xmlns: 'jabber:x:conference', jid: 'verona@conference.montague.example' }),
  tagIn('urn:xmpp:carbons:2', 'sent', tagIn('urn:xmpp:forward:0', 'forwarded', tagIn('jabber:client', 'message'))),
  tagIn('http://jabber.org/protocol/nick', 'nick', 'R'),
);

export const message: fc.Arbitrary<Tag> = fc
  .tuple(
    maybe(fc.oneof({ weight: 5, arbitrary: accounts }, { weight: 2, arbitrary: address })),
    messageType,
    maybe(text),
    fc.array(extras, { maxLength: 2 }),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([to, type, body, more, dice]) =>
    tag(
      'message',
      { to, type, 'xml:lang': dice === 0 ? 'de' : undefined },
      dice === 1 ? tag('subject', {}, body ?? '') : null,
      body === undefined ? null : tag('body', dice === 2 ? { 'xml:lang': 'fr' } : {}, body),
      dice === 3 ? tag('thread', {}, 't') : null,
      type === 'error' ? errorTag : null,
      ...more,
    ),
  );

const status = fc
  .record({ show: fc.constantFrom('away', 'chat', 'dnd', 'xa', 'odd', ''), status: text, priority: number })
  .map(({ show, status: words, priority }) => [
    tag('show', {}, show),
    tag('status', {}, words),
    tag('priority', {}, priority),
  ]);
const caps = tag('c', {
  xmlns: 'http://jabber.org/protocol/caps',
  hash: 'sha-1',
  node: 'x:client',
  ver: 'QgayPKawpkPSDYmwT/WM94uAlu0=',
});
const presenceType = fc.constantFrom(
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
  'unavailable',
  'probe',
  'error',
  'odd',
);

export const presence: fc.Arbitrary<Tag> = fc.oneof(
  { weight: 3, arbitrary: status.map((children) => tag('presence', {}, ...children)) },
  { weight: 1, arbitrary: fc.constant(tag('presence', {}, caps)) },
  { weight: 1, arbitrary: fc.constant(tag('presence', { type: 'unavailable' }, tag('status', {}, 'gone'))) },
  { weight: 2, arbitrary: accounts.map((to) => tag('presence', { to })) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.oneof({ weight: 6, arbitrary: accounts }, { weight: 1, arbitrary: odd }), presenceType)
      .map(([to, type]) => tag('presence', { to, type }, type === 'error' ? errorTag : null)),
  },
);

/** Results and errors that nobody asked for. */
export const answer: fc.Arbitrary<Tag> = fc
  .tuple(maybe(address), fc.constantFrom('result', 'error', 'odd', undefined))
  .map(([to, type]) => tag('iq', { to, type }, type === 'error' ? errorTag : null));

const SM = 'urn:xmpp:sm:3';
/** Client state (XEP-0352) and acknowledgements (XEP-0198). */
export const streamElement: fc.Arbitrary<Tag> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('active', 'inactive').map((name) => tagIn('urn:xmpp:csi:0', name)) },
  { weight: 2, arbitrary: fc.constantFrom('r', 'enable').map((name) => tagIn(SM, name)) },
  { weight: 1, arbitrary: number.map((h) => tag('a', { xmlns: SM, h })) },
  { weight: 1, arbitrary: fc.constant(tag('resume', { xmlns: SM, h: '0', previd: 'none' })) },
);

/** What ends a stream: no stanza at all, or one that no stream may carry. */
export const breaking: fc.Arbitrary<Tag> = fc.constantFrom(
  tag('hello'),
  tagIn('x:unknown', 'hello'),
  tagIn('jabber:server', 'message'),
  tagIn('x:unknown', 'message'),
  tag('message', { to: '&#0;' }),
  tag('stream:features'),
  tag('unbound:message'),
);
