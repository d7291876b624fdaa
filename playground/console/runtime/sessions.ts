import { clientPort } from '../../cast.ts';
import type { Session, SessionStatus } from '../../session/index.ts';
import type { BytePipe } from '../../session/types.ts';
import type { Text } from '../state/journal.ts';
import type { Account } from '../state/types.ts';
import type { inPlainWords } from './failure-words.ts';
import { Traffic } from './traffic.ts';

export interface SessionEvents {
  /** A pipe to a port of a server in the sandbox. */
  readonly connect: (server: string, port: number) => Promise<BytePipe>;
  readonly onStatus: (account: string, status: SessionStatus) => void;
  readonly onText: (text: Text) => void;
}

/** Where a stream that is written by hand goes: to the port for clients, for components (XEP-0114), or for HTTP (RFC 7395). */
const ports = Object.freeze({ client: clientPort, component: 5347, websocket: 5280 });

/** xmpp.js and SASL: not needed before the server is up, so they load beside it. */
const load = (): Promise<typeof import('./open-session.ts')> => import('./open-session.ts');

/** The sessions of all accounts, by name. A session that was replaced is no longer listened to. */
export class Sessions {
  readonly traffic = new Traffic();
  readonly #events: SessionEvents;
  readonly #open = new Map<string, Session>();
  /** Accounts that connect as soon as the code for it is there, and it is their turn; each attempt has a mark of its own. */
  readonly #pending = new Map<string, symbol>();
  /** Accounts that were asked to connect while they were closing: a server may let that wait. */
  readonly #afterClosing = new Map<string, Account>();

  #plainWords: typeof inPlainWords | undefined;

  constructor(events: SessionEvents) {
    this.#events = events;
  }

  /** Begins to fetch what `connect` needs. */
  preload(): void {
    load().catch(() => {});
  }

  /** @param turn what the account lets go first; it counts as connecting meanwhile */
  async connect(account: Account, turn?: Promise<unknown>): Promise<void> {
    const { name } = account;
    const current = this.#open.get(name)?.status.state;
    if (current === 'closing') this.#afterClosing.set(name, account);
    if (this.#pending.has(name) || current === 'connecting' || current === 'online' || current === 'closing') return;
    const { onStatus, onText } = this.#events;
    const attempt = Symbol(name);
    this.#pending.set(name, attempt);
    onStatus(name, { state: 'connecting' });
    const begin = await this.#opener(account);
    await turn;
    // Disconnected or removed in the meantime, and perhaps connected anew.
    if (this.#pending.get(name) !== attempt) return;
    this.#pending.delete(name);
    this.traffic.begin(name);
    const session = begin();
    this.#open.set(name, session);
    // The account can be renamed while it is connected.
    const present = (): string | undefined => [...this.#open].find(([, open]) => open === session)?.[0];
    session.onStatus((status) => {
      const now = present();
      if (now === undefined) return;
      onStatus(now, this.#told(account, now, status));
      const again = this.#afterClosing.get(now);
      if (again === undefined || status.state === 'closing') return;
      this.#afterClosing.delete(now);
      void this.connect(again);
    });
    session.onWire((text) => {
      const named = { ...text, account: present() ?? text.account };
      this.traffic.add(named);
      onText(named);
    });
  }

  #told({ jid, place }: Account, now: string, status: SessionStatus): SessionStatus {
    if (status.state !== 'failed' || place.kind !== 'websocket') return status;
    return this.#plainWords?.(status, jid, place.url, this.traffic.lastReceived(now)) ?? status;
  }

  /** Loads what the kind of connection needs; what it gives opens the session at once. */
  async #opener({ name, jid, password, place, until = 'bound', speaks = 'client' }: Account): Promise<() => Session> {
    const { connect } = this.#events;
    if (until === 'raw') {
      const { openRaw } = await import('../../session/by-hand/index.ts');
      if (place.kind === 'websocket')
        return () => openRaw({ via: { kind: 'websocket', url: place.url }, jid, account: name });
      const pipe = () => connect(place.server, ports[speaks]);
      const via =
        speaks === 'websocket'
          ? ({ kind: 'pipe-websocket', open: pipe, host: place.server } as const)
          : ({ kind: 'pipe', open: pipe } as const);
      return () => openRaw({ via, jid, account: name });
    }
    const { open, inPlainWords } = await load();
    this.#plainWords = inPlainWords;
    const via =
      place.kind === 'sandbox'
        ? ({ kind: 'pipe', open: () => connect(place.server, clientPort) } as const)
        : ({ kind: 'websocket', url: place.url } as const);
    return () => open({ via, jid, password, account: name, until });
  }

  async send(name: string, text: string): Promise<void> {
    const session = this.#open.get(name);
    if (session === undefined)
      throw new Error(`${name} is not online, so nothing was sent. Connect the account first.`);
    await session.send(text);
  }

  async close(name: string): Promise<void> {
    this.#afterClosing.delete(name);
    if (this.#pending.delete(name)) this.#events.onStatus(name, { state: 'offline' });
    await this.#open.get(name)?.close();
  }

  /** Nothing is said while an account is renamed, so no text is lost. */
  rename(name: string, to: string): void {
    const session = this.#open.get(name);
    if (session !== undefined) this.#open.set(to, session);
    this.#open.delete(name);
    this.#pending.delete(name);
    this.#afterClosing.delete(name);
    this.traffic.rename(name, to);
  }

  /** Drops the connection as a tunnel does: the server does not learn of it. */
  cut(name: string): void {
    if (this.#pending.delete(name)) this.#events.onStatus(name, { state: 'offline' });
    this.#open.get(name)?.cut();
  }

  /** Ends a session and forgets it; its callbacks are not called any more. */
  async drop(name: string): Promise<void> {
    const session = this.#open.get(name);
    this.#open.delete(name);
    this.#pending.delete(name);
    this.#afterClosing.delete(name);
    await session?.close();
  }
}
