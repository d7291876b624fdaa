/** What clients ask of a server and of accounts: payloads of iq stanzas. */
import fc from 'fast-check';
import { form, type Tag, tag, tagIn } from './tag.ts';
import { accounts, address, date, HOME, maybe, number, odd, own, ROOMS, rooms, text } from './values.ts';

export interface Request {
  readonly type: 'get' | 'set';
  readonly payload: Tag;
  /** Where it is sent to as a rule; undefined: no address, so to the own account. */
  readonly to?: fc.Arbitrary<string>;
  /** Kept as it is: a slip in it would lock an actor out. */
  readonly fixed?: boolean;
}

const ask = (payload: Tag, to?: fc.Arbitrary<string>): Request => ({ type: 'get', payload, ...(to ? { to } : {}) });
const tell = (payload: Tag, to?: fc.Arbitrary<string>): Request => ({ type: 'set', payload, ...(to ? { to } : {}) });
const contact = fc.oneof({ weight: 5, arbitrary: accounts }, { weight: 1, arbitrary: odd });
const home = fc.constant(HOME);
const anywhere = address;

const roster = fc.oneof(
  maybe(fc.constantFrom('', '1', 'x')).map((ver) => ask(tag('query', { xmlns: 'jabber:iq:roster', ver }))),
  fc
    .tuple(contact, maybe(text), fc.array(text, { maxLength: 3 }), maybe(fc.constantFrom('both', 'remove', 'odd')))
    .map(([jid, name, groups, subscription]) =>
      tell(
        tagIn(
          'jabber:iq:roster',
          'query',
          tag('item', { jid, name, subscription }, ...groups.map((group) => tag('group', {}, group))),
        ),
      ),
    ),
);

const disco = fc
  .tuple(
    fc.constantFrom('info', 'items'),
    maybe(fc.constantFrom('http://jabber.org/protocol/commands', 'x', 'urn:xmpp:bookmarks:1', 'x-roomuser-item')),
  )
  .map(([what, node]) => ask(tag('query', { xmlns: `http://jabber.org/protocol/disco#${what}`, node }), anywhere));

const questions = fc
  .constantFrom(
    ask(tagIn('urn:xmpp:ping', 'ping'), anywhere),
    ask(tagIn('urn:xmpp:time', 'time'), anywhere),
    ask(tagIn('jabber:iq:version', 'query'), anywhere),
    ask(tagIn('jabber:iq:last', 'query'), anywhere),
    ask(tagIn('jabber:iq:auth', 'query'), home),
    ask(tagIn('x:unknown', 'query'), anywhere),
    tell(tagIn('urn:ietf:params:xml:ns:xmpp-session', 'session')),
    tell(tagIn('urn:ietf:params:xml:ns:xmpp-bind', 'bind', tag('resource', {}, 'again'))),
  )
  .map((request) => request);

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const card = fc.oneof(
  fc.constant(ask(tagIn('vcard-temp', 'vCard'), anywhere)),
  fc
    .tuple(text, maybe(fc.constantFrom(PIXEL, 'not base64!', '')), maybe(text))
    .map(([name, photo, nick]) =>
      tell(
        tagIn(
          'vcard-temp',
          'vCard',
          tag('FN', {}, name),
          nick === undefined ? null : tag('NICKNAME', {}, nick),
          photo === undefined ? null : tag('PHOTO', {}, tag('TYPE', {}, 'image/png'), tag('BINVAL', {}, photo)),
          tag('ADR', {}, tag('HOME'), tag('CTRY', {}, 'Italy')),
        ),
      ),
    ),
  fc.constant(ask(tagIn('urn:ietf:params:xml:ns:vcard-4.0', 'vcard'), accounts)),
  text.map((name) => tell(tagIn('urn:ietf:params:xml:ns:vcard-4.0', 'vcard', tag('fn', {}, tag('text', {}, name))))),
);

const blocking = fc.oneof(
  fc.constant(ask(tagIn('urn:xmpp:blocking', 'blocklist'))),
  fc
    .tuple(
      fc.constantFrom('block', 'unblock'),
      fc.array(fc.oneof(fc.constantFrom('tybalt@capulet.example', `nurse@${HOME}`), odd), { maxLength: 2 }),
    )
    .map(([name, jids]) => tell(tagIn('urn:xmpp:blocking', name, ...jids.map((jid) => tag('item', { jid }))))),
  fc.constant(tell(tagIn('urn:xmpp:blocking', 'unblock'))),
);

const carbons = fc.constantFrom('enable', 'disable').map((name) => tell(tagIn('urn:xmpp:carbons:2', name)));

const MAM = 'urn:xmpp:mam:2';
const archivePlace = fc.oneof(fc.constantFrom(...own), fc.constantFrom(...rooms, ROOMS), anywhere);
const paging = fc
  .record(
    { max: number, before: fc.constantFrom('', 'none'), after: fc.constantFrom('', 'none'), index: number },
    { requiredKeys: [] },
  )
  .map((given) =>
    tagIn(
      'http://jabber.org/protocol/rsm',
      'set',
      ...Object.entries(given).map(([name, value]) => tag(name, {}, value ?? '')),
    ),
  );
const archive = fc.oneof(
  fc.constantFrom('prefs', 'query', 'metadata').map((name) => ask(tagIn(MAM, name))),
  fc
    .tuple(fc.constantFrom('always', 'never', 'roster', 'odd'), fc.array(contact, { maxLength: 2 }))
    .map(([by, jids]) =>
      tell(
        tag(
          'prefs',
          { xmlns: MAM, default: by },
          tag('always', {}, ...jids.map((jid) => tag('jid', {}, jid))),
          tag('never'),
        ),
      ),
    ),
  fc
    .tuple(
      fc.record({ with: contact, start: date, end: date, 'before-id': text, odd: text }, { requiredKeys: [] }),
      maybe(paging),
      maybe(fc.constantFrom('q1', '')),
      fc.boolean(),
      archivePlace,
    )
    .map(([fields, set, queryid, flip, to]) => ({
      ...tell(
        tag(
          'query',
          { xmlns: MAM, queryid },
          form('submit', MAM, fields as Record<string, string>),
          set ?? null,
          flip ? tag('flip-page') : null,
        ),
      ),
      to: fc.constant(to),
    })),
  fc.tuple(maybe(paging)).map(([set]) => tell(tagIn(MAM, 'query', set ?? null))),
);

const privately = fc.oneof(
  fc.constant(ask(tagIn('jabber:iq:private', 'query', tagIn('x:notes', 'notes')))),
  fc.constant(ask(tagIn('jabber:iq:private', 'query', tagIn('storage:bookmarks', 'storage')))),
  text.map((note) => tell(tagIn('jabber:iq:private', 'query', tagIn('x:notes', 'notes', note)))),
  fc
    .tuple(fc.oneof(fc.constantFrom(...rooms), odd), maybe(text), maybe(fc.constantFrom('1', 'true', '0')))
    .map(([jid, name, autojoin]) =>
      tell(
        tagIn(
          'jabber:iq:private',
          'query',
          tagIn('storage:bookmarks', 'storage', tag('conference', { jid, name, autojoin }, tag('nick', {}, 'R'))),
        ),
      ),
    ),
);

const register = fc.constantFrom<Request>(
  ask(tagIn('jabber:iq:register', 'query')),
  ask(tagIn('jabber:iq:register', 'query'), home),
  ...[['username'], ['username', 'password'], []].map(
    (names): Request => ({
      ...tell(tagIn('jabber:iq:register', 'query', ...names.map((name) => tag(name, {}, 'nobody')))),
      fixed: true,
    }),
  ),
);

const COMMANDS = 'http://jabber.org/protocol/commands';
const commands = fc
  .tuple(
    fc.constantFrom('uptime', 'ping', 'none', ''),
    maybe(fc.constantFrom('execute', 'cancel', 'next', 'complete', 'odd')),
    maybe(fc.constantFrom('none', '')),
    maybe(fc.constant(form('submit', 'x:form'))),
  )
  .map(([node, action, sessionid, data]) =>
    tell(tag('command', { xmlns: COMMANDS, node, action, sessionid }, data ?? null), home),
  );

export const requests: fc.Arbitrary<Request> = fc.oneof(
  { weight: 4, arbitrary: roster },
  { weight: 4, arbitrary: disco },
  { weight: 3, arbitrary: questions },
  { weight: 3, arbitrary: card },
  { weight: 2, arbitrary: blocking },
  { weight: 1, arbitrary: carbons },
  { weight: 5, arbitrary: archive },
  { weight: 2, arbitrary: privately },
  { weight: 1, arbitrary: register },
  { weight: 2, arbitrary: commands },
);
