import { toSelect } from './complete-snippet.ts';
import type { CompletionWorld } from './complete-types.ts';
import { escapeAttribute } from './escape.ts';
import { clientNamespace, streamNamespace } from './scope.ts';

/** An element that may be sent by itself. */
export interface Sendable {
  readonly label: string;
  readonly name: string;
  readonly namespace: string;
  /** With marks around what is to be selected. */
  readonly text: string;
}

const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const sm = 'urn:xmpp:sm:3';
const csi = 'urn:xmpp:csi:0';
const bind = 'urn:ietf:params:xml:ns:xmpp-bind';
const framing = 'urn:ietf:params:xml:ns:xmpp-framing';

const element = (name: string, namespace: string, attributes = '', content?: string): Sendable => ({
  label: name,
  name,
  namespace,
  text: `<${name} xmlns="${namespace}"${attributes}${content === undefined ? '/>' : `>${content}</${name}>`}`,
});

const stanza = (label: string, text: string): Sendable => ({
  label,
  name: label.split(' ')[0] ?? label,
  namespace: clientNamespace,
  text,
});

/** What can be sent by itself on a connection, the most usual first. */
export function sendables(world: CompletionWorld, id: string): readonly Sendable[] {
  switch (world.connection) {
    case 'bound':
      return [...stanzas(world, id), ...acks, element('active', csi), element('inactive', csi)];
    case 'signed-in':
      return [
        bindRequest(id),
        element('resume', sm, ` previd="${toSelect('{previd}')}" h="0"`),
        ...stanzas(world, id),
        ...acks,
      ];
    case 'stream':
      return [header(world, clientNamespace), ...signIn, register(id), bindRequest(id), ...stanzas(world, id)];
    case 'component':
      return [header(world, 'jabber:component:accept'), handshake, ...stanzas(world, id)];
    case 'websocket':
      return [
        element('open', framing, ` to="${toSelect(hostOf(world))}" version="1.0"`),
        ...signIn,
        bindRequest(id),
        element('close', framing),
      ];
  }
}

const acks: readonly Sendable[] = [
  element('enable', sm, ' resume="true"'),
  element('r', sm),
  element('a', sm, ` h="${toSelect('0')}"`),
];

const signIn: readonly Sendable[] = [
  element('auth', sasl, ` mechanism="${toSelect('PLAIN')}"`, ''),
  element('response', sasl, '', toSelect('')),
  element('abort', sasl),
  element('starttls', 'urn:ietf:params:xml:ns:xmpp-tls'),
];

const handshake: Sendable = {
  label: 'handshake',
  name: 'handshake',
  namespace: 'jabber:component:accept',
  text: `<handshake>${toSelect('')}</handshake>`,
};

function stanzas(world: CompletionWorld, id: string): readonly Sendable[] {
  const { addresses } = world;
  const person = addresses.find(({ kind }) => kind === 'account')?.jid ?? '{to}';
  const server = addresses.find(({ kind }) => kind === 'server')?.jid ?? '{to}';
  const to = (jid: string): string => ` to="${toSelect(escapeAttribute(jid))}"`;
  return [
    stanza('message', `<message type="chat"${to(person)} id="${id}">\n  <body></body>\n</message>`),
    stanza('presence', `<presence>\n  ${toSelect('')}\n</presence>`),
    stanza('iq get', `<iq type="get" to="${escapeAttribute(server)}" id="${id}">\n  ${toSelect('')}\n</iq>`),
    stanza('iq set', `<iq type="set" id="${id}">\n  ${toSelect('')}\n</iq>`),
    stanza('iq result', `<iq type="result" to="${escapeAttribute(person)}" id="${toSelect('{id}')}"/>`),
  ];
}

function bindRequest(id: string): Sendable {
  const text = `<iq type="set" id="${id}">\n  <bind xmlns="${bind}">\n    <resource>${toSelect('')}</resource>\n  </bind>\n</iq>`;
  return stanza('iq set bind', text);
}

function register(id: string): Sendable {
  return stanza('iq get register', `<iq type="get" id="${id}">\n  <query xmlns="jabber:iq:register"/>\n</iq>`);
}

function header(world: CompletionWorld, namespace: string): Sendable {
  const to = `to="${toSelect(escapeAttribute(hostOf(world)))}"`;
  const text = `<stream:stream ${to} version="1.0" xmlns="${namespace}" xmlns:stream="${streamNamespace}">`;
  return { label: 'stream:stream', name: 'stream', namespace: streamNamespace, text };
}

function hostOf({ addresses }: CompletionWorld): string {
  return addresses.find(({ kind }) => kind === 'server')?.jid ?? '{to}';
}
