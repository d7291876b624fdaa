/** Rooms (XEP-0045): what occupants, moderators and owners send. */
import fc from 'fast-check';
import type { Request } from './requests.ts';
import { form, type Tag, tag, tagIn } from './tag.ts';
import { accounts, maybe, nicks, number, occupant, odd, ROOMS, room, text } from './values.ts';

const MUC = 'http://jabber.org/protocol/muc';
const nick = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...nicks) }, { weight: 1, arbitrary: text });

/** Presence that enters, renames, and leaves. */
export const roomPresence: fc.Arbitrary<Tag> = fc
  .tuple(
    room,
    nick,
    maybe(fc.constantFrom('unavailable', 'odd', 'subscribe')),
    maybe(text),
    maybe(fc.record({ maxstanzas: number, maxchars: number, seconds: number }, { requiredKeys: [] })),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([to, name, type, password, history, dice]) => {
    const enter = tagIn(
      MUC,
      'x',
      dice > 7 && password !== undefined ? tag('password', {}, password) : null,
      dice > 6 && history ? tag('history', history) : null,
    );
    // Without a nickname it only ever leaves: two addresses of one room would be left in no fixed order.
    if (dice === 9) return tag('presence', { to, type: 'unavailable' }, enter);
    return tag('presence', { to: `${to}/${name}`, type: dice > 4 ? undefined : type }, enter);
  });

/** Messages to a room and into it. */
export const roomMessage: fc.Arbitrary<Tag> = fc
  .tuple(room, nick, text, accounts, fc.integer({ min: 0, max: 8 }))
  .map(([to, name, words, guest, dice]) => {
    const invite = (kind: string) => tagIn(`${MUC}#user`, 'x', tag(kind, { to: guest }, tag('reason', {}, words)));
    switch (dice) {
      case 0:
        return tag('message', { to, type: 'groupchat' }, tag('subject', {}, words));
      case 1:
        return tag('message', { to: `${to}/${name}`, type: 'chat' }, tag('body', {}, words));
      case 2:
        return tag('message', { to }, invite('invite'));
      case 3:
        return tag('message', { to }, invite('decline'));
      case 4:
        return tag('message', { to }, form('submit', `${MUC}#request`, { 'muc#role': 'participant' }));
      case 5:
        return tag('message', { to, type: 'groupchat' }, tag('subject', {}, words), tag('body', {}, words));
      case 6:
        return tag('message', { to: `${to}/${name}`, type: 'groupchat' }, tag('body', {}, words));
      default:
        return tag('message', { to, type: 'groupchat' }, tag('body', {}, words));
    }
  });

const affiliation = fc.constantFrom('owner', 'admin', 'member', 'none', 'outcast', 'odd');
const role = fc.constantFrom('moderator', 'participant', 'visitor', 'none', 'odd');
const person = fc.oneof({ weight: 4, arbitrary: accounts }, { weight: 1, arbitrary: odd });

const lists = fc
  .oneof(
    affiliation.map((value) => ({ affiliation: value })),
    role.map((value) => ({ role: value })),
    fc.constant({}),
  )
  .map((wanted) => tagIn(`${MUC}#admin`, 'query', tag('item', wanted)));

const changes = fc
  .oneof(
    fc.tuple(person, affiliation).map(([jid, value]) => ({ jid, affiliation: value })),
    fc.tuple(nick, role).map(([name, value]) => ({ nick: name, role: value })),
    fc.tuple(nick, affiliation).map(([name, value]) => ({ nick: name, affiliation: value })),
  )
  .chain((item) =>
    maybe(text).map((reason) =>
      tagIn(`${MUC}#admin`, 'query', tag('item', item, reason === undefined ? null : tag('reason', {}, reason))),
    ),
  );

const good = fc.constantFrom('1', '0', 'true');
const settings = fc.record(
  {
    'muc#roomconfig_roomname': text,
    'muc#roomconfig_roomdesc': text,
    'muc#roomconfig_persistentroom': good,
    'muc#roomconfig_publicroom': good,
    'muc#roomconfig_membersonly': fc.constantFrom('0', '0', '1'),
    'muc#roomconfig_moderatedroom': good,
    'muc#roomconfig_changesubject': good,
    'muc#roomconfig_whois': fc.constantFrom('moderators', 'anyone'),
    'muc#roomconfig_historylength': fc.constantFrom('0', '5', '50'),
    'muc#roomconfig_enablearchiving': good,
    'muc#roomconfig_allowinvites': good,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;
/** One at a time: Prosody takes fields in the order of a table, up to a wrong one. */
const wrongSetting = fc
  .tuple(
    fc.constantFrom('whois', 'historylength', 'moderatedroom', 'membersonly', 'roomsecret', 'odd'),
    fc.oneof(number, text),
  )
  .map(([name, value]) => ({ [`muc#roomconfig_${name}`]: value }));

const owning = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.oneof(settings, wrongSetting).map((fields) => form('submit', `${MUC}#roomconfig`, fields)),
  },
  { weight: 1, arbitrary: fc.constant(tag('x', { xmlns: 'jabber:x:data', type: 'cancel' })) },
  { weight: 1, arbitrary: fc.constant(tag('x', { xmlns: 'jabber:x:data', type: 'submit' })) },
  {
    weight: 1,
    arbitrary: fc.tuple(maybe(person), text).map(([jid, reason]) => tag('destroy', { jid }, tag('reason', {}, reason))),
  },
);

const set = (payload: fc.Arbitrary<Tag>): fc.Arbitrary<Request> =>
  payload.map((tree) => ({ type: 'set', payload: tree, to: room }));
const get = (payload: fc.Arbitrary<Tag>, to: fc.Arbitrary<string> = room): fc.Arbitrary<Request> =>
  payload.map((tree) => ({ type: 'get', payload: tree, to }));

export const roomRequest: fc.Arbitrary<Request> = fc.oneof(
  { weight: 3, arbitrary: get(lists) },
  { weight: 5, arbitrary: set(changes) },
  { weight: 2, arbitrary: get(fc.constant(tagIn(`${MUC}#owner`, 'query'))) },
  { weight: 4, arbitrary: set(owning.map((action) => tagIn(`${MUC}#owner`, 'query', action))) },
  { weight: 1, arbitrary: get(fc.constant(tagIn('jabber:iq:register', 'query'))) },
  {
    weight: 1,
    arbitrary: set(
      nick.map((name) =>
        tagIn('jabber:iq:register', 'query', form('submit', `${MUC}#register`, { 'muc#register_roomnick': name })),
      ),
    ),
  },
  { weight: 2, arbitrary: get(fc.constant(tagIn('urn:xmpp:ping', 'ping')), occupant) },
  { weight: 1, arbitrary: get(fc.constant(tagIn(`${MUC}#unique`, 'unique')), fc.constant(ROOMS)) },
);
