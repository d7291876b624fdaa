import type { Session, SessionStatus } from '../../session/index.ts';
import type { BytePipe } from '../../session/types.ts';
import type { Text } from '../state/journal.ts';
import type { Account } from '../state/types.ts';

export interface SessionEvents {
  /** A pipe to the client port of a server in the sandbox. */
  readonly connect: (server: string) => Promise<BytePipe>;
  readonly onStatus: (account: string, status: SessionStatus) => void;
  readonly onText: (text: Text) => void;
}

/** xmpp.js and SASL: not needed before the server is up, so they load beside it. */
const load = (): Promise<typeof import('./open-session.ts')> => import('./open-session.ts');

/** The sessions of all accounts, by name. A session that was replaced is no longer listened to. */
export class Sessions {
  readonly #events: SessionEvents;
  readonly #open = new Map<string, Session>();
  /** Accounts that connect as soon as the code for it is there. */
  readonly #pending = new Set<string>();

  constructor(events: SessionEvents) {
    this.#events = events;
  }

  /** Begins to fetch what `connect` needs. */
  preload(): void {
    load().catch(() => {});
  }

  async connect({ name, jid, password, place }: Account): Promise<void> {
    const current = this.#open.get(name)?.status.state;
    if (this.#pending.has(name) || current === 'connecting' || current === 'online' || current === 'closing') return;
    const { connect, onStatus, onText } = this.#events;
    this.#pending.add(name);
    onStatus(name, { state: 'connecting' });
    const { open } = await load();
    // Disconnected or removed in the meantime.
    if (!this.#pending.delete(name)) return;
    const via =
      place.kind === 'sandbox'
        ? ({ kind: 'pipe', open: () => connect(place.server) } as const)
        : ({ kind: 'websocket', url: place.url } as const);
    const session = open({ via, jid, password, account: name });
    this.#open.set(name, session);
    session.onStatus((status) => {
      if (this.#open.get(name) === session) onStatus(name, status);
    });
    session.onWire(onText);
  }

  async send(name: string, text: string): Promise<void> {
    const session = this.#open.get(name);
    if (session === undefined)
      throw new Error(`${name} is not online, so nothing was sent. Connect the account first.`);
    await session.send(text);
  }

  async close(name: string): Promise<void> {
    if (this.#pending.delete(name)) this.#events.onStatus(name, { state: 'offline' });
    await this.#open.get(name)?.close();
  }

  /** Ends a session and forgets it; its callbacks are not called any more. */
  async drop(name: string): Promise<void> {
    const session = this.#open.get(name);
    this.#open.delete(name);
    this.#pending.delete(name);
    await session?.close();
  }
}
