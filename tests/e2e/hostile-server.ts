/**
 * A server over WebSocket (RFC 7395) that says what no server says. It signs people in as the RFCs have it, up to the step of which a
 * script says otherwise; once they are signed in, it answers their n-th request with the n-th of its answers.
 */
import { once } from 'node:events';
import { type WebSocket, WebSocketServer } from 'ws';

export const host = 'hostile.example';
const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const bind = 'urn:ietf:params:xml:ns:xmpp-bind';

/** One thing that it does: a text frame, a binary one, or the end of the connection, with the code of a close frame or without one. */
export type Saying = string | Uint8Array | { readonly close: number; readonly reason?: string } | 'cut';

/** What it says instead of what the RFCs have it say, at some step of signing in. */
export interface Script {
  readonly open?: readonly Saying[];
  readonly features?: readonly Saying[];
  /** To `<auth/>` and to each `<response/>`. */
  readonly auth?: readonly Saying[];
  readonly signedIn?: readonly Saying[];
  readonly bind?: readonly Saying[];
}

export interface HostileServer {
  readonly url: string;
  /** What the next connections meet. */
  script: Script;
  /** By the number in the request's id, `ask-0` and so on. */
  answers: readonly (readonly Saying[])[];
  /** How often the script was followed, and how many requests were answered. */
  readonly told: () => number;
  readonly answered: () => number;
  readonly stop: () => Promise<void>;
}

export const open = `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="${host}" id="s1" version="1.0"/>`;
export const featuresOf = (inside: string): string =>
  `<stream:features xmlns:stream="http://etherx.jabber.org/streams">${inside}</stream:features>`;
const mechanisms = featuresOf(
  `<mechanisms xmlns="${sasl}"><mechanism>PLAIN</mechanism><mechanism>ANONYMOUS</mechanism></mechanisms>`,
);

export async function startHostileServer(): Promise<HostileServer> {
  const listener = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'xmpp' });
  await once(listener, 'listening');
  let told = 0;
  let answered = 0;
  const server: HostileServer = {
    url: `ws://127.0.0.1:${listener.address().port}/xmpp-websocket`,
    script: {},
    answers: [],
    told: () => told,
    answered: () => answered,
    stop: () => {
      for (const socket of listener.clients) socket.terminate();
      return new Promise((resolve) => listener.close(resolve));
    },
  };
  listener.on('connection', (socket) => {
    const { script } = server;
    let isSignedIn = false;
    const follow = (sayings: readonly Saying[] | undefined, proper: () => readonly Saying[]): void => {
      if (sayings !== undefined) told += 1;
      for (const saying of sayings ?? proper()) say(socket, saying);
    };
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const text = data.toString();
      const id = /\sid="([^"]*)"/.exec(text)?.[1] ?? '';
      if (text.startsWith('<open')) {
        follow(script.open, () => [open]);
        if (isSignedIn) follow(script.signedIn, () => [featuresOf(`<bind xmlns="${bind}"/>`)]);
        else if (script.open === undefined) follow(script.features, () => [mechanisms]);
      } else if (text.startsWith('<auth') || text.startsWith('<response')) {
        isSignedIn = true;
        follow(script.auth, () => [`<success xmlns="${sasl}"/>`]);
      } else if (text.includes(`<bind xmlns="${bind}"`)) {
        follow(script.bind, () => [boundAs(id)]);
      } else if (text.startsWith('<close')) {
        socket.close(1000);
      } else if (id.startsWith('ask-')) {
        answered += 1;
        for (const saying of server.answers[Number(id.slice('ask-'.length))] ?? []) say(socket, saying);
      }
    });
  });
  return server;
}

function boundAs(id: string): string {
  return `<iq xmlns="jabber:client" type="result" id="${id}"><bind xmlns="${bind}"><jid>romeo@${host}/x</jid></bind></iq>`;
}

function say(socket: WebSocket, saying: Saying): void {
  if (saying === 'cut') socket.terminate();
  else if (typeof saying === 'object' && 'close' in saying) socket.close(saying.close, saying.reason);
  else socket.send(saying);
}
