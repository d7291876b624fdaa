/** What comes next on a stream that is written by hand, filled in and explained. */
import { bareJid, escapeAttribute, escapeText, hostOf } from '../../stanza/index.ts';
import { toBase64, toHex, utf8 } from './bytes.ts';
import { type Features, type Framing, type SaidText, type Stand, standOf } from './conversation.ts';
import { authenticate, requestToken, type Sasl2Features, sasl2, type Token, withToken } from './sasl2.ts';
import { clientFirstBare, type Line, scramAnswer, scramMechanisms } from './scram.ts';

/** What the stream is about: whose, over what. */
export interface ByHand {
  readonly framing: Framing;
  /** The address to sign in with; a component's own address. */
  readonly jid: string;
  /** The account's password; a component's secret. */
  readonly password: string;
  /** The client's part of the nonce (RFC 5802 section 5.1), the same for the whole stream. */
  readonly nonce: string;
  readonly texts: readonly SaidText[];
  /** The console has signed in already; only a resource is missing. */
  readonly isSignedIn?: boolean;
  /** The password is the reader's own: it is computed with, and not shown. */
  readonly hidesPassword?: boolean;
  /** A session that can be resumed (XEP-0198 section 5): its id, and how many stanzas of the server have arrived in it. */
  readonly resumption?: { readonly id: string; readonly h: number } | undefined;
  /** What the server gave out on an earlier connection (XEP-0484). */
  readonly token?: Token | undefined;
}

export interface Choice {
  /** What it does: `Sign in with SCRAM-SHA-1`. */
  readonly label: string;
  readonly xml: string;
}

export interface Next {
  /** Where the stream stands, in a few words. */
  readonly title: string;
  /** What the next text does, and where that is written. */
  readonly why: string;
  /** The likely one first; empty when the server speaks next, or the stream has ended. */
  readonly choices: readonly Choice[];
  /** The values behind the first choice, or behind what has just come. */
  readonly lines: readonly Line[];
  /** The server has ended the stream, and `why` says what is known of the reason. */
  readonly isOver?: boolean;
}

/** Never rejects: what cannot be computed is told. */
export async function nextStep(about: ByHand): Promise<Next> {
  const stand = standOf(about.texts, about.isSignedIn);
  try {
    return await stepFor(about, stand);
  } catch (error) {
    return told('This cannot be computed', error instanceof Error ? error.message : String(error));
  }
}

async function stepFor(about: ByHand, stand: Stand): Promise<Next> {
  if (stand.hasEnded) {
    return { ...told('The stream has ended', `${withoutNamespace(about)}Connect again for a new one.`), isOver: true };
  }
  if (about.framing === 'component') return component(about, stand);
  if (stand.bound !== undefined) return bound(about, stand);
  if (!stand.isOpen) return opening(about, stand);
  const { exchange, features } = stand;
  if (exchange && exchange.success === undefined) return answering(about, stand);
  if (stand.isSignedIn) {
    return features === undefined && !about.isSignedIn ? awaiting('the stream features') : binding(about, stand);
  }
  if (features === undefined) return awaiting('the stream features');
  return signingIn(about, stand, features);
}

/** What ends streams over WebSocket most often, when it has just been sent (RFC 7395 section 3.3.3). */
function withoutNamespace({ framing, texts }: ByHand): string {
  const last = texts.findLast(({ direction }) => direction === 'sent')?.text ?? '';
  const [, name] = /^\s*<(iq|message|presence)(?![^>]*\sxmlns=)[\s/>]/.exec(last) ?? [];
  if (framing !== 'websocket' || name === undefined) return '';
  return `The last frame was <${name}> without xmlns="jabber:client". Each frame is a document of its own and has to declare it (RFC 7395 section 3.3.3). `;
}

async function opening(about: ByHand, stand: Stand): Promise<Next> {
  const choices = [{ label: 'Open the stream', xml: headerOf(about) }];
  if (!stand.isSignedIn) {
    return {
      title: 'Nothing has been said yet',
      why: 'A client opens the stream and names the server it wants (RFC 6120 section 4.2, over WebSocket RFC 7395 section 3.4).',
      choices,
      lines: [],
    };
  }
  const { success = '', mechanism = '' } = stand.exchange ?? {};
  const isScram = scramMechanisms.includes(mechanism);
  const lines = isScram ? await proofOfServer(about, stand) : [];
  return {
    title: 'Signed in',
    why: isScram
      ? `The server proves that it knows the password too: its ${success.slice(0, 2)} must be the expected value. After success both sides begin the stream again (RFC 6120 section 6.4.6).`
      : 'After success both sides begin the stream again (RFC 6120 section 6.4.6).',
    choices: [{ label: 'Open the stream again', xml: headerOf(about) }],
    lines,
  };
}

async function proofOfServer(about: ByHand, { exchange }: Stand): Promise<readonly Line[]> {
  if (exchange?.challenge === undefined || exchange.success === undefined) return [];
  const { expected } = await scramAnswer(scramInput(about, exchange.mechanism, exchange.first, exchange.challenge));
  const verdict =
    exchange.success === expected ? 'equal: the server knows the password' : 'NOT equal: do not trust this server';
  return [
    { name: 'expected v=', formula: 'ServerSignature, computed here', value: expected.slice(2) },
    { name: 'received v=', formula: 'Base64 in success', value: exchange.success.slice(2) },
    { name: 'result', formula: 'expected = received', value: verdict },
  ];
}

async function signingIn(
  { jid, password, nonce, token, hidesPassword = false }: ByHand,
  { refused }: Stand,
  features: Features,
): Promise<Next> {
  const local = localOf(jid);
  const known = features.mechanisms
    .filter((name) => local !== '' || name === 'ANONYMOUS')
    .flatMap((mechanism) => {
      const xml = authOf(mechanism, local, password, nonce);
      return xml === undefined ? [] : [{ label: `Sign in with ${mechanism}`, xml }];
    });
  // The strongest first; PLAIN shows the password to whoever reads the stream.
  const rank = ({ label }: Choice): number => (label.includes('SCRAM') ? 0 : label.includes('PLAIN') ? 1 : 2);
  const byToken = token && (await withToken(local, token, features.sasl2, hidesPassword));
  const choices = [
    ...(byToken ? [byToken] : []),
    ...known.sort((a, b) => rank(a) - rank(b)),
    ...sasl2Choice(features.sasl2, local, password, nonce),
  ];
  const offered = features.mechanisms.join(', ');
  const also = alsoOffered(features.sasl2);
  const again = refused === undefined ? '' : `The server refused: ${refused}. `;
  if (choices.length === 0) {
    const why = features.starttls
      ? 'The server requires TLS before anybody signs in, and this connection has none. In a configuration for the playground, set c2s_require_encryption = false.'
      : `The server offers ${offered || 'no mechanism'}, and none of them fits this address.`;
    return told('Nobody can sign in here', `${again}${why}${also}`);
  }
  return {
    title: 'The server waits for somebody to sign in',
    why: `${again}It offers ${offered} (SASL, RFC 6120 section 6).${also} The content is Base64.`,
    choices,
    lines: byToken
      ? byToken.lines
      : firstLines(choices[0]?.label ?? '', local, hidesPassword ? '••••' : password, nonce),
  };
}

/** The strongest that is known here, with a resource and a token in the same step. */
function sasl2Choice(features: Sasl2Features, local: string, password: string, nonce: string): readonly Choice[] {
  const mechanism = [...scramMechanisms, 'PLAIN'].find((each) => features.mechanisms.includes(each));
  const first = mechanism === undefined ? undefined : firstMessage(mechanism, local, password, nonce);
  if (mechanism === undefined || first === undefined || local === '') return [];
  const parts = ['SASL2', ...(features.bind ? ['Bind 2'] : []), mechanism];
  const xml = authenticate(mechanism, toBase64(utf8(first)), features, requestToken(features));
  return [{ label: `Sign in with ${parts.join(', ')}`, xml }];
}

function alsoOffered({ mechanisms, bind, fast }: Sasl2Features): string {
  if (mechanisms.length === 0) return ' It offers no SASL2 (XEP-0388), and so neither Bind 2 nor FAST.';
  const more = [...(bind ? ['Bind 2 (XEP-0386)'] : []), ...(fast.length > 0 ? ['FAST (XEP-0484)'] : [])];
  const within = more.length > 0 ? `, and within it ${more.join(' and ')}` : '';
  return ` It also offers SASL2 (XEP-0388): ${mechanisms.join(', ')}${within}.`;
}

function authOf(mechanism: string, local: string, password: string, nonce: string): string | undefined {
  const content = firstMessage(mechanism, local, password, nonce);
  if (content === undefined) return undefined;
  const encoded = content === '' ? '=' : toBase64(utf8(content));
  return `<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="${mechanism}">${encoded}</auth>`;
}

function firstMessage(mechanism: string, local: string, password: string, nonce: string): string | undefined {
  if (scramMechanisms.includes(mechanism)) return `n,,${clientFirstBare(local, nonce)}`;
  if (mechanism === 'PLAIN') return `\0${local}\0${password}`;
  return mechanism === 'ANONYMOUS' ? '' : undefined;
}

function firstLines(label: string, local: string, password: string, nonce: string): readonly Line[] {
  if (!label.includes('SCRAM')) {
    if (!label.includes('PLAIN')) return [];
    const shown = `\\0${local}\\0${password}`;
    return [{ name: 'message', formula: 'NUL, user name, NUL, password (RFC 4616)', value: shown }];
  }
  return [
    { name: 'client nonce', formula: '18 random bytes in Base64', value: nonce },
    {
      name: 'client-first',
      formula: 'n,, (no channel binding), user name, nonce',
      value: `n,,${clientFirstBare(local, nonce)}`,
    },
  ];
}

async function answering(about: ByHand, { exchange }: Stand): Promise<Next> {
  if (exchange === undefined || exchange.challenge === undefined) return awaiting('the server’s answer');
  if (exchange.hasAnswered) return awaiting('success or failure');
  const { lines, clientFinal } = await scramAnswer(
    scramInput(about, exchange.mechanism, exchange.first, exchange.challenge),
  );
  return {
    title: 'The server sent a challenge',
    why: 'The proof shows that the password is known, without sending it (RFC 5802 section 3). Each value, in order:',
    choices: [
      {
        label: 'Answer the challenge',
        xml: `<response xmlns="${exchange.isSasl2 ? sasl2 : 'urn:ietf:params:xml:ns:xmpp-sasl'}">${toBase64(utf8(clientFinal))}</response>`,
      },
    ],
    lines: [{ name: 'server-first', formula: 'Base64 of the challenge', value: exchange.challenge }, ...lines],
  };
}

function scramInput({ jid, password }: ByHand, mechanism: string, first: string, serverFirst: string) {
  // What was really sent counts, also when the reader wrote it.
  const sent = first.replace(/^[^,]*,[^,]*,/, '');
  return { mechanism, username: localOf(jid), password, clientFirstBare: sent, serverFirst };
}

function binding({ jid, framing, resumption }: ByHand, { refused }: Stand): Next {
  const resource = jid.includes('/') ? jid.slice(jid.indexOf('/') + 1) : '';
  const xmlns = framing === 'websocket' ? ' xmlns="jabber:client"' : '';
  const asked = resource === '' ? '' : `<resource>${escapeText(resource)}</resource>`;
  const bind: Choice = {
    label: resource === '' ? 'Bind a resource of the server’s choice' : `Bind the resource ${resource}`,
    xml: `<iq${xmlns} type="set" id="bind-1"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind">${asked}</bind></iq>`,
  };
  const again = refused === undefined ? '' : `The server refused to resume: ${refused}. `;
  if (resumption === undefined || refused !== undefined) {
    const why =
      'A resource names this connection among those of the account; without one, nothing can be sent (RFC 6120 section 7).';
    return { title: 'Signed in, no resource yet', why: again + why, choices: [bind], lines: [] };
  }
  const { id, h } = resumption;
  return {
    title: 'Signed in, no resource yet',
    why: 'The former connection can be resumed instead of binding a new one (XEP-0198 section 5).',
    choices: [
      { label: 'Resume', xml: `<resume xmlns="urn:xmpp:sm:3" previd="${escapeAttribute(id)}" h="${h}"/>` },
      bind,
    ],
    lines: [
      { name: 'previd', formula: 'id that came with enabled', value: id },
      { name: 'h', formula: 'stanzas of the server that arrived since enabled', value: String(h) },
    ],
  };
}

async function bound(about: ByHand, stand: Stand): Promise<Next> {
  const { bound: what, features, exchange } = stand;
  const enable = { label: 'Enable stream management', xml: '<enable xmlns="urn:xmpp:sm:3" resume="true"/>' };
  return {
    title: `The stream is ready: ${what}`,
    why: 'From here on stanzas go as on every other connection. Presence tells the contacts that somebody is there (RFC 6121 section 4.2); stream management survives a cut (XEP-0198).',
    choices: [
      { label: 'Send presence', xml: '<presence xmlns="jabber:client"/>' },
      ...(features?.sm === false ? [] : [enable]),
    ],
    // With SASL2 there is no step in between at which they would be seen.
    lines: exchange?.isSasl2 && scramMechanisms.includes(exchange.mechanism) ? await proofOfServer(about, stand) : [],
  };
}

async function component(about: ByHand, stand: Stand): Promise<Next> {
  if (stand.isComponent) {
    return told(
      'The component is connected',
      `It is ${about.jid} now. Every stanza needs a from below that address (XEP-0114).`,
    );
  }
  if (!stand.isOpen) {
    return {
      title: 'Nothing has been said yet',
      why: 'A component opens the stream and names itself (XEP-0114 section 3).',
      choices: [{ label: 'Open the stream', xml: headerOf(about) }],
      lines: [],
    };
  }
  if (stand.streamId === undefined) return awaiting('the server’s stream header');
  const hash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-1', utf8(stand.streamId + about.password))));
  return {
    title: 'The server waits for the handshake',
    why: 'The hash shows that the secret is known (XEP-0114 section 3).',
    choices: [{ label: 'Send the handshake', xml: `<handshake>${hash}</handshake>` }],
    lines: [
      { name: 'stream id', formula: 'id of the server’s stream header', value: stand.streamId },
      { name: 'handshake', formula: 'SHA-1(stream id + secret), in hexadecimal', value: hash },
    ],
  };
}

function headerOf({ framing, jid }: ByHand): string {
  const to = escapeAttribute(framing === 'component' ? jid : hostOf(jid));
  if (framing === 'websocket') {
    // Whose stream it will be (RFC 6120 section 4.7.1): without it Prosody does not say that it has FAST.
    const from = jid.includes('@') ? ` from="${escapeAttribute(bareJid(jid))}"` : '';
    return `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${to}"${from} version="1.0"/>`;
  }
  const [namespace, version] =
    framing === 'component' ? ['jabber:component:accept', ''] : ['jabber:client', ' version="1.0"'];
  return `<stream:stream to="${to}"${version} xmlns="${namespace}" xmlns:stream="http://etherx.jabber.org/streams">`;
}

function awaiting(what: string): Next {
  return told(`Waiting for ${what}`, 'The server speaks next.');
}

function told(title: string, why: string): Next {
  return { title, why, choices: [], lines: [] };
}

function localOf(jid: string): string {
  return jid.includes('@') ? jid.slice(0, jid.indexOf('@')) : '';
}
