/** Publish and subscribe (XEP-0060), on the service for it and on accounts (XEP-0163, with what builds on it). */
import fc from 'fast-check';
import type { Request } from './requests.ts';
import { form, type Tag, tag, tagIn } from './tag.ts';
import { accounts, address, maybe, NODES, number, odd, own, text } from './values.ts';

const PUBSUB = 'http://jabber.org/protocol/pubsub';
const OWNER = `${PUBSUB}#owner`;
const service = fc.oneof(
  { weight: 4, arbitrary: fc.constant(NODES) },
  { weight: 4, arbitrary: fc.constantFrom(undefined, ...own) },
  { weight: 1, arbitrary: address },
);
const node = fc.constantFrom('news', 'urn:x:tune', 'urn:xmpp:bookmarks:1', 'urn:xmpp:avatar:metadata', 'none', '');
/** Short, so that nobody takes them for ids of the server's own making. */
const item = fc.constantFrom('one', 'two', 'current', '', 'é');
const subscriber = fc.oneof({ weight: 5, arbitrary: accounts }, { weight: 1, arbitrary: odd });

const content: fc.Arbitrary<Tag | null> = fc.oneof(
  text.map((value) => tagIn('urn:x:tune', 'tune', value)),
  fc.constant(tag('conference', { xmlns: 'urn:xmpp:bookmarks:1', autojoin: 'true' }, tag('nick', {}, 'R'))),
  fc.constant(
    tagIn(
      'urn:xmpp:avatar:metadata',
      'metadata',
      tag('info', { id: 'a'.repeat(40), bytes: '70', type: 'image/png', width: '1', height: '1' }),
    ),
  ),
  fc.constant(null),
);

const settings = fc.record(
  {
    'pubsub#access_model': fc.constantFrom('open', 'whitelist', 'presence', 'odd'),
    'pubsub#persist_items': fc.constantFrom('true', '0', 'x'),
    'pubsub#max_items': fc.constantFrom('1', '10', 'max', '-1', 'x'),
    'pubsub#publish_model': fc.constantFrom('publishers', 'open', 'odd'),
    'pubsub#send_last_published_item': fc.constantFrom('never', 'on_sub'),
    'pubsub#notify_retract': fc.constantFrom('1', '0'),
    'pubsub#title': text,
    'x#odd': text,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;

const options = maybe(
  settings.map((fields) => tag('publish-options', {}, form('submit', `${PUBSUB}#publish-options`, fields))),
);
const configuration = maybe(
  settings.map((fields) => tag('configure', {}, form('submit', `${PUBSUB}#node_config`, fields))),
);

const publish = fc
  .tuple(node, maybe(item), content, options)
  .map(([name, id, payload, extra]) =>
    tagIn(PUBSUB, 'pubsub', tag('publish', { node: name }, tag('item', { id }, payload)), extra ?? null),
  );

const use = fc
  .tuple(node, item, subscriber, fc.constantFrom('1', 'true', undefined))
  .chain(([name, id, jid, notify]) =>
    fc.constantFrom(
      tag('retract', { node: name, notify }, tag('item', { id })),
      tag('subscribe', { node: name, jid }),
      tag('unsubscribe', { node: name, jid }),
      tag('unsubscribe', { node: name, jid, subid: id }),
      tag('options', { node: name, jid }),
    ),
  );

const read = fc
  .tuple(node, maybe(number), maybe(item))
  .chain(([name, max_items, id]) =>
    fc.constantFrom(
      tag('items', { node: name, max_items }, id === undefined ? null : tag('item', { id })),
      tag('items', { node: name }),
      tag('subscriptions', max_items === undefined ? {} : { node: name }),
      tag('affiliations', max_items === undefined ? {} : { node: name }),
      tag('default', { node: name }),
      tag('options', { node: name, jid: own[0] }),
    ),
  );

const create = fc
  .tuple(maybe(node), configuration)
  .map(([name, configure]) => tagIn(PUBSUB, 'pubsub', tag('create', { node: name }), configure ?? null));

const affiliation = fc.constantFrom('owner', 'publisher', 'member', 'none', 'outcast', 'publish-only', 'odd');
const ownerChange = fc
  .tuple(node, configuration, subscriber, affiliation)
  .chain(([name, configure, jid, role]) =>
    fc.constantFrom<Tag>(
      tag('configure', { node: name }, ...(configure?.children ?? [])),
      tag('delete', { node: name }),
      tag('purge', { node: name }),
      tag('affiliations', { node: name }, tag('affiliation', { jid, affiliation: role })),
      tag('subscriptions', { node: name }, tag('subscription', { jid, subscription: 'subscribed' })),
    ),
  );
const ownerQuestion = node.chain((name) =>
  fc.constantFrom(
    tag('configure', { node: name }),
    tag('default'),
    tag('affiliations', { node: name }),
    tag('subscriptions', { node: name }),
  ),
);

const request = (type: Request['type'], payload: fc.Arbitrary<Tag>): fc.Arbitrary<Request> =>
  fc
    .tuple(payload, service)
    .map(([tree, to]) => ({ type, payload: tree, ...(to === undefined ? {} : { to: fc.constant(to) }) }));
const inside = (xmlns: string) => (action: Tag) => tagIn(xmlns, 'pubsub', action);

export const publishing: fc.Arbitrary<Request> = fc.oneof(
  { weight: 5, arbitrary: request('set', publish) },
  { weight: 3, arbitrary: request('set', create) },
  { weight: 4, arbitrary: request('set', use.map(inside(PUBSUB))) },
  { weight: 5, arbitrary: request('get', read.map(inside(PUBSUB))) },
  { weight: 3, arbitrary: request('set', ownerChange.map(inside(OWNER))) },
  { weight: 2, arbitrary: request('get', ownerQuestion.map(inside(OWNER))) },
);
