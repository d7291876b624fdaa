/**
 * What stanzas carry and what it needs: for the check before sending and for completion. Facts from the specifications that are named; only
 * what they demand is here, and only what people write by hand.
 */

/** Where a payload may be. */
export type Place = 'get' | 'set' | 'message' | 'presence';

export interface ElementRule {
  /** The values that an attribute may have; null: any. */
  readonly attributes?: Readonly<Record<string, readonly string[] | null>>;
  /** Attributes that must be there. */
  readonly needs?: readonly string[];
  /** Children with a text that are easily taken for attributes. */
  readonly texts?: readonly string[];
  /** At least one of these children must be there. */
  readonly needsChild?: readonly string[];
  /** Children of the same namespace. */
  readonly children?: Readonly<Record<string, ElementRule>>;
  /** Where it can be asked for, if not everywhere that its payload can. */
  readonly in?: readonly Place[];
}

export interface Payload extends ElementRule {
  readonly name: string;
  readonly namespace: string;
  readonly in: readonly Place[];
  /** `XEP-0030`, or `RFC 6121`. */
  readonly specification: string;
}

const any: ElementRule = {};
const get: readonly Place[] = ['get'];
const set: readonly Place[] = ['set'];
const both: readonly Place[] = ['get', 'set'];
const inMessage: readonly Place[] = ['message'];

const pubsub = 'http://jabber.org/protocol/pubsub';
const owner = `${pubsub}#owner`;
const muc = 'http://jabber.org/protocol/muc';
const chatStates = 'http://jabber.org/protocol/chatstates';
const hints = 'urn:xmpp:hints';
const push = 'urn:xmpp:push:0';

const affiliations = ['owner', 'admin', 'member', 'none', 'outcast'];
const blocked: ElementRule = { children: { item: { attributes: { jid: null }, needs: ['jid'] } } };
const withId: ElementRule = { attributes: { id: null }, needs: ['id'] };
const withNode: ElementRule = { attributes: { node: null }, needs: ['node'] };
const withSubscriber: ElementRule = { attributes: { node: null, jid: null }, needs: ['jid'] };
const item: ElementRule = { attributes: { id: null } };

export const payloads: readonly Payload[] = [
  // Questions to anybody
  {
    name: 'query',
    namespace: 'http://jabber.org/protocol/disco#info',
    in: get,
    specification: 'XEP-0030',
    attributes: { node: null },
  },
  {
    name: 'query',
    namespace: 'http://jabber.org/protocol/disco#items',
    in: get,
    specification: 'XEP-0030',
    attributes: { node: null },
  },
  { name: 'ping', namespace: 'urn:xmpp:ping', in: get, specification: 'XEP-0199' },
  { name: 'query', namespace: 'jabber:iq:version', in: get, specification: 'XEP-0092' },
  { name: 'time', namespace: 'urn:xmpp:time', in: get, specification: 'XEP-0202' },
  { name: 'query', namespace: 'jabber:iq:last', in: get, specification: 'XEP-0012' },
  {
    name: 'services',
    namespace: 'urn:xmpp:extdisco:2',
    in: get,
    specification: 'XEP-0215',
    attributes: { type: null },
  },
  {
    name: 'command',
    namespace: 'http://jabber.org/protocol/commands',
    in: set,
    specification: 'XEP-0050',
    attributes: { node: null, action: ['execute', 'next', 'prev', 'complete', 'cancel'], sessionid: null },
    needs: ['node'],
  },
  // The account
  {
    name: 'query',
    namespace: 'jabber:iq:roster',
    in: both,
    specification: 'RFC 6121',
    attributes: { ver: null },
    children: {
      item: {
        in: set,
        attributes: { jid: null, name: null, subscription: ['remove'] },
        needs: ['jid'],
        children: { group: any },
      },
    },
  },
  { name: 'query', namespace: 'jabber:iq:private', in: both, specification: 'XEP-0049' },
  {
    name: 'query',
    namespace: 'jabber:iq:register',
    in: both,
    specification: 'XEP-0077',
    texts: ['username', 'password', 'email', 'name', 'nick'],
  },
  { name: 'vCard', namespace: 'vcard-temp', in: both, specification: 'XEP-0054' },
  { name: 'vcard', namespace: 'urn:ietf:params:xml:ns:vcard-4.0', in: get, specification: 'XEP-0292' },
  { name: 'blocklist', namespace: 'urn:xmpp:blocking', in: get, specification: 'XEP-0191' },
  {
    name: 'block',
    namespace: 'urn:xmpp:blocking',
    in: set,
    specification: 'XEP-0191',
    needsChild: ['item'],
    ...blocked,
  },
  { name: 'unblock', namespace: 'urn:xmpp:blocking', in: set, specification: 'XEP-0191', ...blocked },
  { name: 'enable', namespace: 'urn:xmpp:carbons:2', in: set, specification: 'XEP-0280' },
  { name: 'disable', namespace: 'urn:xmpp:carbons:2', in: set, specification: 'XEP-0280' },
  {
    name: 'enable',
    namespace: push,
    in: set,
    specification: 'XEP-0357',
    attributes: { jid: null, node: null },
    needs: ['jid'],
  },
  {
    name: 'disable',
    namespace: push,
    in: set,
    specification: 'XEP-0357',
    attributes: { jid: null, node: null },
    needs: ['jid'],
  },
  { name: 'session', namespace: 'urn:ietf:params:xml:ns:xmpp-session', in: set, specification: 'RFC 3921' },
  // The archive
  {
    name: 'query',
    namespace: 'urn:xmpp:mam:2',
    in: both,
    specification: 'XEP-0313',
    attributes: { queryid: null, node: null },
  },
  { name: 'metadata', namespace: 'urn:xmpp:mam:2', in: get, specification: 'XEP-0313' },
  {
    name: 'prefs',
    namespace: 'urn:xmpp:mam:2',
    in: both,
    specification: 'XEP-0313',
    attributes: { default: ['always', 'never', 'roster'] },
    children: { always: { in: set, children: { jid: any } }, never: { in: set, children: { jid: any } } },
  },
  // Nodes
  {
    name: 'pubsub',
    namespace: pubsub,
    in: both,
    specification: 'XEP-0060',
    needsChild: [
      'publish',
      'retract',
      'subscribe',
      'unsubscribe',
      'items',
      'subscriptions',
      'affiliations',
      'create',
      'options',
      'default',
    ],
    children: {
      publish: { in: set, ...withNode, children: { item } },
      retract: {
        in: set,
        attributes: { node: null, notify: ['true', 'false', '1', '0'] },
        needs: ['node'],
        needsChild: ['item'],
        children: { item: withId },
      },
      subscribe: { in: set, ...withSubscriber },
      unsubscribe: { in: set, ...withSubscriber },
      items: { in: get, attributes: { node: null, max_items: null, subid: null }, needs: ['node'], children: { item } },
      create: { in: set, attributes: { node: null } },
      configure: { in: set },
      subscriptions: { in: get, attributes: { node: null } },
      affiliations: { in: get, attributes: { node: null } },
      options: withSubscriber,
      default: { in: get, attributes: { node: null } },
      'publish-options': { in: set },
    },
  },
  {
    name: 'pubsub',
    namespace: owner,
    in: both,
    specification: 'XEP-0060',
    needsChild: ['configure', 'default', 'delete', 'purge', 'affiliations', 'subscriptions'],
    children: {
      configure: withNode,
      default: { in: get },
      delete: { in: set, ...withNode, children: { redirect: { attributes: { uri: null }, needs: ['uri'] } } },
      purge: { in: set, ...withNode },
      affiliations: {
        ...withNode,
        children: { affiliation: { attributes: { jid: null, affiliation: null }, needs: ['jid', 'affiliation'] } },
      },
      subscriptions: {
        ...withNode,
        children: { subscription: { attributes: { jid: null, subscription: null }, needs: ['jid', 'subscription'] } },
      },
    },
  },
  // Rooms
  {
    name: 'x',
    namespace: muc,
    in: ['presence'],
    specification: 'XEP-0045',
    children: {
      history: { attributes: { maxchars: null, maxstanzas: null, seconds: null, since: null } },
      password: any,
    },
  },
  {
    name: 'query',
    namespace: `${muc}#admin`,
    in: both,
    specification: 'XEP-0045',
    needsChild: ['item'],
    children: {
      item: {
        attributes: {
          affiliation: affiliations,
          role: ['moderator', 'participant', 'visitor', 'none'],
          jid: null,
          nick: null,
        },
        children: { reason: any, actor: any },
      },
    },
  },
  {
    name: 'query',
    namespace: `${muc}#owner`,
    in: both,
    specification: 'XEP-0045',
    children: { destroy: { in: set, attributes: { jid: null }, children: { reason: any, password: any } } },
  },
  {
    name: 'x',
    namespace: `${muc}#user`,
    in: inMessage,
    specification: 'XEP-0045',
    children: {
      invite: { attributes: { to: null }, children: { reason: any } },
      decline: { attributes: { to: null }, children: { reason: any } },
      password: any,
    },
  },
  {
    name: 'x',
    namespace: 'jabber:x:conference',
    in: inMessage,
    specification: 'XEP-0249',
    attributes: { jid: null, password: null, reason: null },
    needs: ['jid'],
  },
  // With messages
  ...['active', 'composing', 'paused', 'inactive', 'gone'].map((name) => ({
    name,
    namespace: chatStates,
    in: inMessage,
    specification: 'XEP-0085',
  })),
  { name: 'request', namespace: 'urn:xmpp:receipts', in: inMessage, specification: 'XEP-0184' },
  { name: 'received', namespace: 'urn:xmpp:receipts', in: inMessage, specification: 'XEP-0184', ...withId },
  { name: 'markable', namespace: 'urn:xmpp:chat-markers:0', in: inMessage, specification: 'XEP-0333' },
  { name: 'displayed', namespace: 'urn:xmpp:chat-markers:0', in: inMessage, specification: 'XEP-0333', ...withId },
  { name: 'replace', namespace: 'urn:xmpp:message-correct:0', in: inMessage, specification: 'XEP-0308', ...withId },
  {
    name: 'reactions',
    namespace: 'urn:xmpp:reactions:0',
    in: inMessage,
    specification: 'XEP-0444',
    ...withId,
    children: { reaction: any },
  },
  {
    name: 'reply',
    namespace: 'urn:xmpp:reply:0',
    in: inMessage,
    specification: 'XEP-0461',
    attributes: { id: null, to: null },
    needs: ['id'],
  },
  { name: 'retract', namespace: 'urn:xmpp:message-retract:1', in: inMessage, specification: 'XEP-0424', ...withId },
  ...['store', 'no-store', 'no-copy', 'no-permanent-store'].map((name) => ({
    name,
    namespace: hints,
    in: inMessage,
    specification: 'XEP-0334',
  })),
  { name: 'origin-id', namespace: 'urn:xmpp:sid:0', in: inMessage, specification: 'XEP-0359', ...withId },
  {
    name: 'x',
    namespace: 'jabber:x:oob',
    in: inMessage,
    specification: 'XEP-0066',
    needsChild: ['url'],
    children: { url: any, desc: any },
  },
  {
    name: 'nick',
    namespace: 'http://jabber.org/protocol/nick',
    in: ['message', 'presence'],
    specification: 'XEP-0172',
  },
  // With presence
  {
    name: 'c',
    namespace: 'http://jabber.org/protocol/caps',
    in: ['presence'],
    specification: 'XEP-0115',
    attributes: { hash: null, node: null, ver: null },
    needs: ['hash', 'node', 'ver'],
  },
  {
    name: 'idle',
    namespace: 'urn:xmpp:idle:1',
    in: ['presence'],
    specification: 'XEP-0319',
    attributes: { since: null },
    needs: ['since'],
  },
  // Files
  {
    name: 'request',
    namespace: 'urn:xmpp:http:upload:0',
    in: get,
    specification: 'XEP-0363',
    attributes: { filename: null, size: null, 'content-type': null },
    needs: ['filename', 'size'],
  },
];
