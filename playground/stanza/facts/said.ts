/**
 * What servers say in words beside a condition that fits many causes. The words are those of Prosody, ejabberd, MongooseIM, Openfire and Jicofo. They
 * decide before the place does (refinements.ts): whoever reads "User name and password do not match" below "Invalid channel binding" looks in
 * the wrong place.
 */
import type { Refinement } from './refinements.ts';
import { specificationOf } from './specification.ts';

interface Said extends Omit<Refinement, 'applies'> {
  readonly kind: 'stanza-error' | 'stream-error' | 'sasl-error';
  readonly said: RegExp;
}

const core = 'XMPP: Core';

const list: readonly Said[] = [
  {
    kind: 'sasl-error',
    conditions: ['not-authorized', 'malformed-request', 'aborted'],
    said: /channel.?binding/i,
    summary: 'The login is not bound to this TLS connection in the way that the server expects.',
    why: 'The first SCRAM message begins with what the client does: "p=" and a type when it binds, "y" when it could but believes that the server cannot, "n" when it cannot. "c=" in the second message repeats that beginning. A "y" where the server offers -PLUS, a type that the server lacks, or a proxy that ends TLS makes the login fail. The password is not the problem.',
    whatToTry:
      'Compare the two messages with the mechanisms and the binding types that the server lists (XEP-0440). Try the mechanism without -PLUS, with "n,,".',
    specification: specificationOf('RFC 5802', 'SCRAM', '6'),
  },
  {
    kind: 'sasl-error',
    conditions: ['not-authorized', 'malformed-request', 'invalid-mechanism', 'temporary-auth-failure'],
    said: /not allowed in this state|already (authenticated|authorized)/i,
    summary: 'The server takes no login at this point of the stream.',
    why: 'It wants STARTTLS first, it has answered this login already, or the stream was not opened again after the step before. The password is not the problem.',
    whatToTry:
      'Read the latest stream features: they list what may come next. After TLS and after signing in, open the stream again.',
    specification: specificationOf('RFC 6120', core, '6.4'),
  },
  {
    kind: 'stream-error',
    conditions: ['policy-violation', 'undefined-condition', 'invalid-xml'],
    said: /\bh\b.*too (big|high|large)|acknowledged more|ack(ed)? more/i,
    summary: 'More stanzas were confirmed than were sent.',
    why: 'The number in "h" is higher than the count of stanzas that the other side has sent on this stream.',
    whatToTry:
      'Count only iq, message and presence that came in since <enabled/>, from 0, modulo 2^32. Do not count <r/> and <a/>.',
    specification: specificationOf('0198', 'Stream Management', '6'),
  },
  {
    kind: 'stream-error',
    conditions: ['policy-violation', 'resource-constraint'],
    said: /unack(ed|nowledged)|too many.*\back/i,
    summary: 'Too many stanzas wait to be confirmed, so the server gives this connection up.',
    why: 'The client turned on stream management and does not answer <r/> with <a h="…"/>, or it was away while a lot came.',
    whatToTry:
      'Answer each <r/>. If the client was only away for long, raise the limit: in ejabberd max_ack_queue of mod_stream_mgmt.',
    specification: specificationOf('0198', 'Stream Management', '4'),
  },
  {
    kind: 'stream-error',
    conditions: ['policy-violation'],
    said: /resum/i,
    summary: 'The server has put this session aside until it is resumed, and takes nothing on the old connection.',
    why: 'For the server the connection was broken: a ping or an acknowledgement stayed away. The client goes on writing to it.',
    whatToTry:
      'Open a new stream, sign in, and send <resume/>. Answer pings and <r/> so that it does not happen again.',
    specification: specificationOf('0198', 'Stream Management', '5'),
  },
  {
    kind: 'stream-error',
    conditions: ['policy-violation', 'not-authorized'],
    said: /starttls|\btls\b|encrypt/i,
    summary: 'The server demands encryption before anything else.',
    why: 'Something other than <starttls/> was sent first, or the server did not take it for one: some read names only without a prefix.',
    whatToTry:
      "Send <starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/> without a prefix, do the TLS handshake, and open the stream again.",
    specification: specificationOf('RFC 6120', core, '5.3.1'),
  },
  {
    kind: 'stream-error',
    conditions: ['policy-violation', 'resource-constraint'],
    said: /too (big|large|long)|(stanza|element).*size|size.*(stanza|exceed)/i,
    summary: 'A stanza is larger than the server allows.',
    why: 'Most often a picture in a message or an avatar, or a result with everything in it.',
    whatToTry:
      'Send files with HTTP upload (XEP-0363), ask for results in pages (XEP-0059), or raise the limit: c2s_stanza_size_limit in Prosody, max_stanza_size in ejabberd.',
    specification: specificationOf('RFC 6120', core, '13.12'),
  },
  {
    kind: 'stream-error',
    conditions: ['host-unknown'],
    said: /component/i,
    summary: 'The configuration of the server names no component with this address.',
    why: 'The program opened its stream to an address that is not written exactly so in the server configuration.',
    whatToTry:
      'Compare letter by letter. In Prosody: Component "bot.example.com" with component_secret. The whole address counts, not only its first part.',
    specification: specificationOf('0114', 'Jabber Component Protocol'),
  },
  {
    kind: 'stanza-error',
    conditions: ['item-not-found'],
    said: /not a currently active session/i,
    summary: 'The call that this is about is not known where it was sent.',
    why: 'It was ended, or it never began there: the other side refused it, was restarted, or knows it under another address. What is sent about it comes too late, or to the wrong place.',
    whatToTry: 'Look for the session-initiate with the same "sid": who sent it to whom, and what became of it.',
    specification: specificationOf('0166', 'Jingle', '10'),
  },
  {
    kind: 'stanza-error',
    conditions: ['resource-constraint', 'not-acceptable', 'policy-violation', 'wait'],
    said: /register.*(quickly|soon|often|wait)|too many.*regist/i,
    summary: 'Accounts are registered faster than the server allows from one address.',
    why: 'Servers limit it against spam: ejabberd takes one account in ten minutes from an address unless told otherwise.',
    whatToTry:
      'Wait, or create accounts on the server. The limit is registration_timeout in ejabberd, registration_throttle_max in Prosody.',
    specification: specificationOf('0077', 'In-Band Registration'),
  },
];

export const saidRefinements: readonly Refinement[] = list.map(({ kind: ofKind, said: words, ...rest }) => ({
  ...rest,
  applies: ({ kind, said }) => kind === ofKind && said !== undefined && words.test(said),
}));
