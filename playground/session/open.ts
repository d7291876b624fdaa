import { Client } from '@xmpp/client-core';
import iqCaller from '@xmpp/iq/caller.js';
import middleware from '@xmpp/middleware';
import resourceBinding from '@xmpp/resource-binding';
import sasl from '@xmpp/sasl';
import streamFeatures from '@xmpp/stream-features';
import type { WireEntry } from '../stanza/types.ts';
import { type Address, checkUrl, readJid } from './address.ts';
import { chooseMechanism, noWayIn } from './mechanism.ts';
import { PlainError, reasonOf } from './reasons.ts';
import { createSaslFactory, type Exchange } from './sasl.ts';
import { pipeService, pipeTransport, type Tap, webSocketTransport } from './transports.ts';
import type { Session, SessionOptions, SessionStatus } from './types.ts';

/** Milliseconds for each step of connecting, and for all of it. */
const timeouts = Object.freeze({ step: 10_000, connect: 20_000, close: 2_000 });

const nsSasl = 'urn:ietf:params:xml:ns:xmpp-sasl';

/**
 * Connects one account, signs it in and binds its resource (RFC 6120 sections 4, 6 and 7). Begins at once and returns
 * before anything happened, so callbacks set in the same turn miss nothing. It never throws: what goes wrong, an invalid
 * address included, comes as the status `failed`. It never connects again by itself, answers no requests and sends
 * no presence: after `online` only what goes through `send` is sent.
 */
export function open(options: SessionOptions): Session {
  const session = new XmppSession(options);
  session.start();
  return session;
}

/**
 * xmpp.js in parts. Its whole, `client()` of @xmpp/client, answers requests, connects again, turns on stream management and signs in by
 * SASL2, each by itself; the reader of the playground must see and do all that. Its build for browsers has no SCRAM, so that Node and
 * browsers would sign in by different code. And it makes this room's code a third heavier (22.2 instead of 16.7 kB compressed).
 */
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
    client.on('online', (bound) => this.#becomeOnline(bound.toString()));
    // Not client.start(): it leaves a promise without a handler when the connection ends too early.
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
    this.#stopEarly(steps);
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

  /** Goes online at the server's features where the caller needs no more than those (see `until`). */
  #stopEarly(steps: ReturnType<typeof middleware>): void {
    const { until = 'bound', jid } = this.#options;
    if (until === 'bound') return;
    steps.use(({ stanza }, next) => {
      if (!stanza.is('features', 'http://etherx.jabber.org/streams')) return next();
      if (until === 'signed-in' && !stanza.getChild('bind')) return next();
      this.#becomeOnline(jid);
      return undefined;
    });
  }

  /** Whether a password may be sent as it is: nobody can read it in this tab's memory, nor under TLS. */
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
      this.#fail(new PlainError('The server closed the connection. Connect again to continue.'));
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

  #becomeOnline(jid: string): void {
    if (this.#status.state !== 'connecting') return;
    clearTimeout(this.#deadline);
    this.#become({ state: 'online', jid });
  }

  #become(status: SessionStatus): void {
    this.#status = status;
    for (const callback of this.#onStatus) callback(status);
  }
}

const insecurePage =
  'The browser hashes passwords (SCRAM) only on pages loaded over https or from localhost. Open this page in one of these ways.';

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
