/**
 * What a condition means in a certain place: after which request, from whom, with which words of the server. The first that applies
 * replaces the general explanation. To come here, an explanation must be surer than the general one.
 */
import { attributeOf, elementsOf } from '../content.ts';
import { parseJid } from '../jid.ts';
import { isStreamManagement, namespaces } from '../namespace-name.ts';
import type { Specification, XmlElement } from '../types.ts';
import type { Explanation } from './explanation.ts';
import { specificationOf } from './specification.ts';

/** An error and what is around it. */
export interface ErrorContext {
  readonly kind: 'stanza-error' | 'stream-error' | 'sasl-error';
  readonly condition: string;
  /** The element that holds the condition: `error`, `failure`, `failed`. */
  readonly holder: XmlElement;
  /** The outermost element that came. */
  readonly stanza: XmlElement;
  readonly request?: XmlElement;
  /** What the other side says in words. */
  readonly said?: string;
}

export interface Refinement extends Omit<Explanation, 'name'> {
  readonly conditions: readonly string[];
  applies(context: ErrorContext): boolean;
  readonly specification: Specification;
}

const core = 'XMPP: Core';
const upload = specificationOf('0363', 'HTTP File Upload', '5');
const sm = specificationOf('0198', 'Stream Management', '5');

export const refinements: readonly Refinement[] = [
  {
    conditions: ['forbidden'],
    applies: (context) => isOfAccount(context) && carries(context, namespaces.pubsub),
    summary: 'The owner of this data does not share it with this address.',
    why: 'The node belongs to an account (PEP). Unless the owner opens it, it is for contacts only: those who may see the presence of the owner (access model presence), or those on a list.',
    whatToTry:
      'Become a contact of the owner (presence of type subscribe), or let the owner publish with pubsub#access_model set to open.',
    specification: specificationOf('0060', 'Publish-Subscribe', '4.5'),
  },
  {
    conditions: ['item-not-found'],
    applies: (context) => isOfAccount(context) && carries(context, namespaces.pubsub),
    summary: 'The account has no such node or item.',
    why: 'The owner never published there, or the name of the node is misspelt: it must match letter by letter, with its version.',
    whatToTry: 'List the nodes of the account with disco#items at its bare address.',
    specification: specificationOf('0060', 'Publish-Subscribe', '6.5.9.11'),
  },
  {
    conditions: ['not-acceptable'],
    applies: ({ stanza }) =>
      stanza.local === 'message' && attributeOf(stanza, 'type') === 'error' && isRoomMessage(stanza),
    summary: 'Only occupants may write to the room, and this address is not one.',
    why: 'The account never joined, was removed, or its connection broke in between.',
    whatToTry: 'Join the room first: send presence to room@service/nickname with the x element of MUC.',
    specification: specificationOf('0045', 'Multi-User Chat', '7.4'),
  },
  {
    conditions: ['item-not-found'],
    applies: ({ holder }) => isStreamManagement(holder.namespace),
    summary: 'The session cannot be resumed: the server does not know it any longer.',
    why: 'It waited longer than the server keeps sessions, the server was restarted, or the id is misspelt. If there is an "h", it says how many stanzas arrived before.',
    whatToTry: 'Bind a resource, enable stream management again, and send again what was not confirmed.',
    specification: sm,
  },
  {
    conditions: ['unexpected-request'],
    applies: ({ holder }) => isStreamManagement(holder.namespace),
    summary: 'Stream management cannot be enabled or resumed at this point.',
    why: 'It was enabled before, no resource is bound yet, or one is bound already and the session to resume is another one.',
    whatToTry: 'Resume after signing in and before binding. Enable once, after binding.',
    specification: specificationOf('0198', 'Stream Management', '3'),
  },
  {
    conditions: ['bad-request'],
    // The error has the id of its request, or none.
    applies: ({ kind, stanza, request }) =>
      kind === 'stanza-error' && stanza.local === 'iq' && attributeOf(request ?? stanza, 'id') === undefined,
    summary: 'The iq has no id.',
    why: 'Each iq needs an id, so that its answer can be told from others.',
    whatToTry: 'Add an attribute "id" with a value of your own.',
    specification: specificationOf('RFC 6120', core, '8.2.3'),
  },
  {
    conditions: ['bad-request'],
    applies: ({ request }) =>
      request?.local === 'iq' && !['get', 'set', 'result', 'error'].includes(attributeOf(request, 'type') ?? ''),
    summary: 'The type of the iq is missing, or is not one that an iq can have.',
    why: 'An iq asks (get), changes (set), or answers (result, error). There is nothing else.',
    whatToTry: 'Set "type" to get or set.',
    specification: specificationOf('RFC 6120', core, '8.2.3'),
  },
  {
    conditions: ['bad-request'],
    applies: ({ request }) =>
      request?.local === 'iq' &&
      ['get', 'set'].includes(attributeOf(request, 'type') ?? '') &&
      elementsOf(request).length !== 1,
    summary: 'An iq that asks or changes holds exactly one element.',
    why: 'This one has none, or more than one.',
    whatToTry: 'Put one element into each iq, and send one iq for each thing that you ask.',
    specification: specificationOf('RFC 6120', core, '8.2.3'),
  },
  {
    conditions: ['bad-request', 'jid-malformed'],
    applies: ({ request }) => request !== undefined && contactsIn(request).some((jid) => !parseJid(jid).ok),
    summary: 'The address of the contact is not valid.',
    why: 'Each item of a contact list needs "jid": a name, an @ and a domain. A space, a second @ or an empty part makes it invalid; XEP-0106 says how such characters are escaped.',
    whatToTry: 'Correct the address in "jid".',
    specification: specificationOf('RFC 6121', 'XMPP: IM', '2.3.3'),
  },
  {
    conditions: ['feature-not-implemented', 'not-allowed', 'service-unavailable'],
    applies: (context) =>
      [context.stanza, context.request].some(
        (one) =>
          one && elementsOf(one).some(({ local, namespace }) => local === 'prefs' && /^urn:xmpp:mam:/.test(namespace)),
      ),
    summary: 'The server has no preferences for its archive, or has them in another version.',
    why: 'Preferences are an optional part, in a specification of their own since 2020. Their absence says nothing about the archive itself.',
    whatToTry:
      'Ask the account with disco#info whether it has urn:xmpp:mam:2, and query the archive without asking for preferences.',
    specification: specificationOf('0441', 'Message Archive Management Preferences'),
  },
  {
    conditions: ['not-allowed', 'forbidden', 'not-authorized'],
    applies: (context) => carries(context, 'urn:xmpp:http:upload'),
    summary: 'The service lets this address upload nothing.',
    why: 'It takes uploads from its own accounts only, or from those on a list. A service that runs as a component of its own has that list in its own configuration.',
    whatToTry: 'Compare the domain of the account with what the configuration of the upload service allows.',
    specification: specificationOf('0363', 'HTTP File Upload', '6'),
  },
  {
    conditions: ['feature-not-implemented', 'service-unavailable'],
    applies: (context) =>
      context.request !== undefined &&
      attributeOf(context.request, 'to') === undefined &&
      carries(context, 'jabber:iq:roster'),
    summary: 'This server keeps no contact lists, or the part of it that does is not loaded.',
    why: 'Every server for chat has them, but as a module of its own; a library for writing servers may leave them to the program that uses it.',
    whatToTry:
      'Load the module: roster in Prosody, mod_roster in ejabberd. A server of your own answers with a result that holds the query, empty if there are no contacts.',
    specification: specificationOf('RFC 6121', 'XMPP: IM', '2.1.3'),
  },
  {
    conditions: ['service-unavailable'],
    applies: ({ kind, stanza }) => kind === 'stanza-error' && stanza.local === 'message',
    summary:
      'The message was not delivered: there is no such account, or it is offline and nothing keeps its messages.',
    why: 'Servers answer the same in both cases, so that nobody can probe for names.',
    whatToTry:
      'Check the spelling of the address. If the account exists, check that its server stores offline messages: mod_offline in Prosody and ejabberd.',
    specification: specificationOf('RFC 6121', 'XMPP: IM', '8.5.1'),
  },
  {
    conditions: ['not-authorized', 'not-allowed', 'forbidden'],
    applies: ({ kind, stanza }) =>
      kind === 'stanza-error' &&
      stanza.local === 'iq' &&
      attributeOf(stanza, 'from') === undefined &&
      attributeOf(stanza, 'to') === undefined,
    summary: 'Nobody has signed in on this stream, and the server does not do this for strangers.',
    why: 'Before signing in there is only registration, which may be closed, limited to some addresses, or demand encryption first. Registration may be announced all the same.',
    whatToTry:
      'Check the options of the server: allow_registration and registration_whitelist in Prosody, access and ip_access of mod_register in ejabberd.',
    specification: specificationOf('0077', 'In-Band Registration'),
  },
  {
    conditions: ['service-unavailable', 'feature-not-implemented'],
    applies: (context) => isOfAccount(context) && isNamed(context) && forDevices.some((one) => carries(context, one)),
    summary: 'An iq to an address without a resource is answered by the server, not by a device.',
    why: 'Only the device can do this, and the server passes no iq on to one of several devices by itself.',
    whatToTry: 'Send it to the full address, account@domain/resource, which the presence of the device shows.',
    specification: specificationOf('RFC 6121', 'XMPP: IM', '8.5.2.1.3'),
  },
  {
    conditions: ['unsupported-stanza-type'],
    // Other elements of it are sent by themselves, and may come between what is refused and the error.
    applies: ({ request }) =>
      request !== undefined && isStreamManagement(request.namespace) && ['enable', 'resume'].includes(request.local),
    summary: 'Stream management does not belong at this point of the stream.',
    why: 'It is enabled after a resource was bound, resumed after signing in, and only where the latest stream features offered it.',
    whatToTry: 'Wait for the result of the bind, then send <enable/>. Look for <sm/> in the stream features.',
    specification: specificationOf('0198', 'Stream Management', '3'),
  },
  {
    conditions: ['unsupported-stanza-type'],
    applies: ({ request }) =>
      request !== undefined && [namespaces.sasl, namespaces.sasl2].includes(request.namespace as never),
    summary: 'Signing in belongs before the session, and this one is signed in already.',
    why: 'After signing in, a server takes stanzas and the elements of features that were negotiated, nothing else.',
    whatToTry: 'Use a connection that has not signed in.',
    specification: specificationOf('RFC 6120', core, '6.4'),
  },
  {
    conditions: ['not-acceptable'],
    applies: ({ request, said }) => asksForSlot(request) && /type/i.test(said ?? ''),
    summary: 'The service does not take files of this type.',
    why: 'It has a list of the types that it takes, and the content-type of the request is not on it. A request without one counts as application/octet-stream.',
    whatToTry: 'Name the type of the file in content-type. On Prosody the list is http_file_share_allowed_file_types.',
    specification: upload,
  },
  {
    conditions: ['bad-request'],
    applies: ({ request }) => asksForSlot(request),
    summary: 'The request for a slot lacks something.',
    why: 'It needs a filename without a slash, and the size of the file in bytes, a whole number.',
    whatToTry: 'Write both, as in filename="hat.png" size="1200".',
    specification: upload,
  },
  {
    conditions: ['forbidden', 'not-allowed'],
    applies: ({ request }) => asksForSlot(request),
    summary: 'This account may not upload here.',
    why: 'Upload services are for the accounts of their own server, by default: guests and accounts of other servers are refused.',
    whatToTry: 'Ask the upload service of your own server: disco#items at your domain lists it.',
    specification: upload,
  },
  {
    conditions: ['resource-constraint'],
    applies: ({ request }) => asksForSlot(request),
    summary: 'A quota is used up.',
    why: 'The service counts the bytes that slots were asked for: of one account in a day, and of all together. What was never uploaded counts too.',
    whatToTry:
      'Wait a day, or ask for less. On Prosody the quotas are http_file_share_daily_quota and http_file_share_global_quota.',
    specification: upload,
  },
];

/** XEP-0363 section 5. */
function asksForSlot(request: XmlElement | undefined): boolean {
  return (
    request !== undefined && elementsOf(request).some(({ namespace }) => namespace.startsWith('urn:xmpp:http:upload'))
  );
}

/** An account answers, or its server in its name: a bare address with a name before the @. */
function isOfAccount({ stanza, request }: ErrorContext): boolean {
  const address = attributeOf(stanza, 'from') ?? (request && attributeOf(request, 'to'));
  // Without an address it is the account of the sender.
  return stanza.local === 'iq' && (address === undefined || /^[^@/]+@[^/]+$/.test(address));
}

/** What programs do with each other: a server answers none of it. */
const forDevices = [
  'http://jabber.org/protocol/ibb',
  'http://jabber.org/protocol/bytestreams',
  'http://jabber.org/protocol/si',
  'urn:xmpp:jingle:',
];

/** The answer comes from an address, not from the account that asks. */
function isNamed({ stanza }: ErrorContext): boolean {
  return attributeOf(stanza, 'from') !== undefined;
}

function contactsIn(request: XmlElement): readonly string[] {
  return elementsOf(request)
    .filter(({ namespace }) => namespace === 'jabber:iq:roster')
    .flatMap(elementsOf)
    .map((item) => attributeOf(item, 'jid') ?? '');
}

function carries({ kind, stanza, request }: ErrorContext, namespace: string): boolean {
  return (
    kind === 'stanza-error' &&
    [stanza, request].some((one) => one && elementsOf(one).some((child) => child.namespace.startsWith(namespace)))
  );
}

/** A room answers with its bare address to what was written to all. A contact that one blocks is told by a condition of its own. */
function isRoomMessage(stanza: XmlElement): boolean {
  const from = attributeOf(stanza, 'from') ?? '';
  const isBlocked = elementsOf(stanza).some(
    ({ local, children }) =>
      local === 'error' && children.some((child) => child.kind === 'element' && child.local === 'blocked'),
  );
  return !isBlocked && /^[^@/]+@(conference|muc|rooms?|chat|groups?)\./.test(from);
}
