/** Signs in as a client, over TCP and TLS, and asks the server what it is and what time it has. */
import type { TLSSocket } from 'node:tls';
import type { BytePipe } from '../../playground/session/index.ts';
import { open } from '../../playground/session/index.ts';
import {
  attributeOf,
  elementsOf,
  escapeAttribute,
  firstElement,
  textOf,
  type XmlElement,
} from '../../playground/stanza/index.ts';
import { openConnection, shown } from './connect.ts';
import type { Probe, ProbeOptions } from './probe.ts';
import { audienceOf, isDirect } from './services.ts';
import { XmppStream } from './stream.ts';
import { shakeHands } from './tls.ts';
import type { Evidence } from './types.ts';

export interface Account {
  readonly jid: string;
  readonly password: string;
}

export type SignIn =
  /** `software` and `version` as the server names itself (XEP-0092), '' when it does not. */
  | {
      readonly kind: 'signed-in';
      readonly jid: string;
      readonly at: string;
      readonly software: string;
      readonly version: string;
      readonly clock: { readonly theirs: number; readonly ours: number } | undefined;
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: 'refused'; readonly at: string; readonly plain: string }
  /** The password was not sent: there is no connection that could be trusted with it. */
  | { readonly kind: 'not-tried'; readonly plain: string };

/** Never rejects. Nothing of the exchange that carries the password is kept. */
export async function signIn(
  account: Account,
  probes: readonly Probe[],
  options: ProbeOptions,
  isNamed: (probe: Probe) => boolean,
): Promise<SignIn> {
  const open = probes.filter((probe) => audienceOf(probe.service) === 'client' && probe.secured?.kind === 'features');
  const good = open.find((probe) => probe.tls?.ok && probe.tls.shown.distrust === undefined && isNamed(probe));
  if (open.length === 0) return { kind: 'not-tried', plain: 'No encrypted connection for clients came about.' };
  if (good === undefined)
    return {
      kind: 'not-tried',
      plain:
        'The server’s certificate is not good, so the password was not sent. Whoever answers there may be somebody else.',
    };
  const at = shown(good.place);
  const socket = await secureSocket(good, options);
  if (socket === undefined) return { kind: 'refused', at, plain: 'The connection did not come about a second time.' };
  return talk(account, socket, at, options.timeout);
}

async function secureSocket({ service, place }: Probe, options: ProbeOptions): Promise<TLSSocket | undefined> {
  const { domain, timeout, authorities } = options;
  const opened = await openConnection(place, timeout);
  if (!opened.ok) return undefined;
  const secure = { domain, timeout, authorities };
  if (!isDirect(service)) {
    const stream = new XmppStream(opened.socket, timeout);
    await stream.open('client', domain, []);
    if (!(await stream.startTls([]))) return undefined;
  }
  const hands = await shakeHands(
    opened.socket,
    { ...secure, ...(isDirect(service) ? { alpn: 'xmpp-client' } : {}) },
    [],
  );
  // It was good a moment ago; now it has to be so too.
  if (!hands.ok) return undefined;
  if (hands.shown.distrust === undefined) return hands.socket;
  hands.socket.destroy();
  return undefined;
}

function pipeOver(socket: TLSSocket): BytePipe {
  const pipe: BytePipe = {
    send: (bytes) => void socket.write(bytes),
    close: () => void socket.destroySoon(),
    onData: () => {},
  };
  socket.on('data', (bytes) => pipe.onData(new Uint8Array(bytes)));
  socket.on('close', () => pipe.onData(null));
  return pipe;
}

const questions = Object.freeze({
  version: '<query xmlns="jabber:iq:version"/>',
  time: '<time xmlns="urn:xmpp:time"/>',
});

function talk({ jid, password }: Account, socket: TLSSocket, at: string, timeout: number): Promise<SignIn> {
  return new Promise((resolve) => {
    const session = open({ account: jid, jid, password, via: { kind: 'pipe', open: async () => pipeOver(socket) } });
    const evidence: Evidence[] = [];
    const answers = new Map<string, XmlElement>();
    const domain = jid.slice(jid.lastIndexOf('@') + 1);
    const sent = new Map<string, { text: string; when: number }>();
    let bound = '';
    let clock: { theirs: number; ours: number } | undefined;
    const settle = (result: SignIn): void => {
      clearTimeout(timer);
      resolve(result);
      session.close().finally(() => socket.destroy());
    };
    const finish = (): void => {
      const version = answers.get('version');
      settle({
        kind: 'signed-in',
        jid: bound,
        at,
        software: childText(version, 'name'),
        version: childText(version, 'version'),
        clock,
        evidence,
      });
    };
    const timer = setTimeout(
      () => (bound === '' ? settle({ kind: 'refused', at, plain: 'The server did not answer in time.' }) : finish()),
      timeout * 2,
    );
    session.onWire(({ direction, text }) => {
      // What comes before is about the password.
      if (bound === '' || direction !== 'received') return;
      const element = firstElement(text);
      const question = element && sent.get(attributeOf(element, 'id') ?? '');
      if (!element || !question) return;
      const id = attributeOf(element, 'id') as string;
      evidence.push({ sent: question.text, came: text });
      const [payload] = elementsOf(element);
      if (payload !== undefined && attributeOf(element, 'type') === 'result') answers.set(id, payload);
      if (id === 'time') {
        const theirs = Date.parse(childText(answers.get(id), 'utc'));
        if (!Number.isNaN(theirs)) clock = { theirs, ours: (question.when + Date.now()) / 2 };
      }
      if (evidence.length === Object.keys(questions).length) finish();
    });
    session.onStatus((status) => {
      if (status.state === 'failed') settle({ kind: 'refused', at, plain: status.plain });
      if (status.state !== 'online') return;
      bound = status.jid;
      for (const [id, query] of Object.entries(questions)) {
        const text = `<iq type="get" to="${escapeAttribute(domain)}" id="${id}">${query}</iq>`;
        sent.set(id, { text, when: Date.now() });
        session.send(text).catch(() => {});
      }
    });
  });
}

function childText(element: XmlElement | undefined, name: string): string {
  const child = element && elementsOf(element).find(({ local }) => local === name);
  return child === undefined ? '' : textOf(child).trim();
}
