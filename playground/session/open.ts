import { Client, jid as parseJid } from '@xmpp/client-core';
import iqCaller from '@xmpp/iq/caller.js';
import middleware from '@xmpp/middleware';
import resourceBinding from '@xmpp/resource-binding';
import sasl from '@xmpp/sasl';
import streamFeatures from '@xmpp/stream-features';
import type { WireEntry } from '../stanza/types.ts';
import { PlainError, reasonOf } from './reasons.ts';
import { createSaslFactory, type Exchange } from './sasl.ts';
import { pipeService, pipeTransport, type Tap, webSocketTransport } from './transports.ts';
import type { Session, SessionOptions, SessionStatus } from './types.ts';

/** Milliseconds for each step of connecting, and for all of it. */
const timeouts = Object.freeze({ step: 10_000, connect: 20_000, close: 2_000 });

const nsSasl = 'urn:ietf:params:xml:ns:xmpp-sasl';

/**
 * Connects one account, signs it in and binds its resource (RFC 6120 sections 4, 6 and 7). Begins at once and returns
 * before anything happened, so callbacks set in the same turn miss nothing. It never throws: what goes wrong, also an
 * address that is none, comes as the status `failed`. It never connects again by itself, answers no requests and sends
 * no presence: after `online` only what goes through `send` is sent.
 */
export function open(options: SessionOptions): Session {
  const session = new XmppSession(options);
  session.start();
  return session;
}

class XmppSession implements Session {
  readonly account: string;
  readonly #options: SessionOptions;
  readonly #onStatus = new Set<(status: SessionStatus) => void>();
  readonly #onWire = new Set<(entry: Omit<WireEntry, 'id'>) => void>();
  #status: SessionStatus = { state: 'offline' };
  #client: Client | null = null;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SessionOptions) {
    this.account = options.account;
    this.#options = options;
  }

  get status(): SessionStatus {
    return this.#status;
  }

  onStatus(callback: (status: SessionStatus) => void): () => void {
    this.#onStatus.add(callback);
    return () => this.#onStatus.delete(callback);
  }

  onWire(callback: (entry: Omit<WireEntry, 'id'>) => void): () => void {
    this.#onWire.add(callback);
    return () => this.#onWire.delete(callback);
  }

  start(): void {
    this.#status = { state: 'connecting' };
    queueMicrotask(() => {
      this.#deadline = setTimeout(() => this.#fail(timeout()), timeouts.connect);
      this.#connect().catch((error) => this.#fail(error));
    });
  }

  async #connect(): Promise<void> {
    const { jid, via } = this.#options;
    const address = readJid(jid);
    if (via.kind === 'websocket') checkUrl(via.url);
    if (globalThis.crypto?.subtle === undefined) throw new PlainError(insecurePage);
    const tap: Tap = (direction, text) => {
      const entry = { account: this.account, direction, at: performance.timeOrigin + performance.now(), text };
      for (const callback of this.#onWire) callback(entry);
    };
    const service = via.kind === 'pipe' ? pipeService : via.url;
    const client = new Client({
      service,
      domain: address.domain,
      timeout: timeouts.step,
    });
    this.#client = client;
    client.transports.push(
      via.kind === 'pipe'
        ? pipeTransport({ open: via.open, tap, isOnline: () => this.#status.state === 'online' })
        : webSocketTransport(tap),
    );
    this.#negotiate(client, address);
    client.on('error', (error) => this.#fail(error));
    client.on('close', () => this.#onClosedByServer());
    client.on('disconnect', () => this.#onClosedByServer());
    client.on('online', (bound) => {
      if (this.#status.state !== 'connecting') return;
      clearTimeout(this.#deadline);
      this.#become({ state: 'online', jid: bound.toString() });
    });
    // Not client.start(): it leaves a promise behind that nobody hears when the connection ends too early.
    await client.connect(service);
    await client.open({ domain: address.domain });
  }

  /** Sets up what happens with the server's stream features: sign in, bind a resource, or give up. */
  #negotiate(client: Client, address: Address): void {
    const { password = '', mechanism } = this.#options;
    let exchange: Exchange | undefined;
    const saslFactory = createSaslFactory((begun) => {
      exchange = begun;
    });
    client.on('nonza', (element) => {
      if (!element.is('success', nsSasl)) return;
      try {
        exchange?.finish(atob(element.text()));
      } catch (error) {
        this.#fail(error);
      }
    });
    const steps = middleware({ entity: client });
    this.#stopEarly(client, steps);
    const features = streamFeatures({ middleware: steps });
    sasl({ streamFeatures: features, saslFactory }, async (authenticate, offered) => {
      const chosen = chooseMechanism({
        offered,
        mechanism,
        anonymous: address.local === '',
        secure: this.#isPrivate(),
      });
      // xmpp.js's types know of one argument; the second is the mechanism.
      const begin = authenticate as (credentials: object, mechanism: string) => Promise<void>;
      await begin({ username: address.local, password }, chosen);
    });
    resourceBinding(
      { iqCaller: iqCaller({ middleware: steps, entity: client }), streamFeatures: features },
      address.resource,
    );
    steps.use(({ stanza }, next) => {
      if (stanza.is('features', 'http://etherx.jabber.org/streams') && !stanza.getChild('bind')) {
        this.#fail(new PlainError(noWayIn(stanza.getChild('starttls') !== undefined)));
      }
      return next();
    });
  }

  /** Goes online at the server's features where the caller wants no more than those (see `until`). */
  #stopEarly(client: Client, steps: ReturnType<typeof middleware>): void {
    const { until = 'bound', jid } = this.#options;
    if (until === 'bound') return;
    steps.use(({ stanza }, next) => {
      if (!stanza.is('features', 'http://etherx.jabber.org/streams')) return next();
      if (until === 'signed-in' && !stanza.getChild('bind')) return next();
      // What xmpp.js does when a resource is bound; its types leave it out.
      const inner = client as unknown as { _jid(jid: string): void; _ready(resumed: boolean): void };
      inner._jid(jid);
      inner._ready(false);
      return undefined;
    });
  }

  /** Whether a password may be sent as it is: nobody reads along in this tab's memory, nor under TLS. */
  #isPrivate(): boolean {
    return this.#options.via.kind === 'pipe' || this.#client?.isSecure() === true;
  }

  async send(xml: string): Promise<void> {
    if (this.#status.state !== 'online' || this.#client === null) {
      throw new Error(`${this.account} is not online, so nothing was sent. Connect the account first.`);
    }
    await this.#client.write(xml);
  }

  async close(): Promise<void> {
    const client = this.#client;
    if (client === null || this.#status.state === 'offline' || this.#status.state === 'failed') return;
    clearTimeout(this.#deadline);
    this.#become({ state: 'closing' });
    await shutDown(client);
    this.#become({ state: 'offline' });
  }

  cut(): void {
    if (this.#status.state !== 'connecting' && this.#status.state !== 'online') return;
    clearTimeout(this.#deadline);
    this.#become({ state: 'offline' });
    this.#client?.socket?.end();
  }

  #onClosedByServer(): void {
    if (this.#status.state === 'online') {
      this.#fail(new PlainError('The server closed the connection. Connect again when you want to go on.'));
    } else if (this.#status.state === 'connecting') {
      this.#fail(
        new PlainError('The server closed the connection before the account was signed in. Its log says why.'),
      );
    }
  }

  #fail(error: unknown): void {
    if (this.#status.state !== 'connecting' && this.#status.state !== 'online') return;
    clearTimeout(this.#deadline);
    this.#become({ state: 'failed', ...reasonOf(error, this.#options) });
    if (this.#client !== null) shutDown(this.#client);
  }

  #become(status: SessionStatus): void {
    this.#status = status;
    for (const callback of this.#onStatus) callback(status);
  }
}

interface Address {
  readonly local: string;
  readonly domain: string;
  readonly resource: string | undefined;
}

function readJid(text: string): Address {
  try {
    const { local, domain, resource } = parseJid(text.trim());
    if (domain !== '') return { local, domain, resource: resource || undefined };
  } catch {
    // Told below in plainer words.
  }
  throw new PlainError(`"${text}" is no XMPP address. One looks like romeo@montague.example, or is a domain alone.`);
}

function checkUrl(url: string): void {
  const isGood = URL.canParse(url) && /^wss?:$/.test(new URL(url).protocol);
  if (!isGood)
    throw new PlainError(`"${url}" is no WebSocket address. One looks like wss://example.com:5281/xmpp-websocket.`);
}

const insecurePage =
  'The browser does the hashing for passwords (SCRAM) only on pages that came over https or from localhost. Open this page in one of these ways.';

interface Choice {
  readonly offered: readonly string[];
  readonly mechanism: string | undefined;
  readonly anonymous: boolean;
  readonly secure: boolean;
}

function chooseMechanism({ offered, mechanism, anonymous, secure }: Choice): string {
  if (mechanism !== undefined) {
    if (offered.includes(mechanism)) return mechanism;
    throw new PlainError(`The server does not offer ${mechanism}. Both ends know: ${offered.join(', ')}.`);
  }
  if (anonymous) {
    if (offered.includes('ANONYMOUS')) return 'ANONYMOUS';
    throw new PlainError('This host takes no anonymous guests. Write the address with an account: romeo@example.com.');
  }
  const chosen = offered.find((name) => name !== 'ANONYMOUS' && (secure || name !== 'PLAIN'));
  if (chosen !== undefined) return chosen;
  if (offered.includes('PLAIN')) {
    throw new PlainError(
      'The server only takes the password unhashed (PLAIN), and ws:// would show it to the network. Use wss://.',
    );
  }
  throw new PlainError('This host takes anonymous guests only. Write the domain alone as the address.');
}

function noWayIn(starttls: boolean): string {
  return starttls
    ? 'The server wants TLS before it lets anybody sign in, and this connection has none. In a configuration for the playground, set c2s_require_encryption = false.'
    : 'The server offers no way to sign in on this connection. Its log says which mechanisms are on.';
}

function timeout(): Error {
  return Object.assign(new Error('timeout'), { name: 'TimeoutError' });
}

/** Ends the stream and then the connection; resolves when both are closed, or when the server took too long. */
async function shutDown(client: Client): Promise<void> {
  client.timeout = timeouts.close;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeouts.close);
  });
  await Promise.race([client.stop().catch(() => {}), late]);
  clearTimeout(timer);
  client.socket?.end();
}
