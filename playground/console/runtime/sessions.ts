import { open, type Session, type SessionStatus } from '../../session/index.ts';
import type { BytePipe } from '../../session/types.ts';
import type { Text } from '../state/journal.ts';
import type { Account } from '../state/types.ts';

export interface SessionEvents {
  /** A pipe to port 5222 of a server in the sandbox. */
  readonly connect: (server: string) => Promise<BytePipe>;
  readonly onStatus: (account: string, status: SessionStatus) => void;
  readonly onText: (text: Text) => void;
}

/** The sessions of all accounts, by name. A session that was replaced is no longer listened to. */
export class Sessions {
  readonly #events: SessionEvents;
  readonly #open = new Map<string, Session>();

  constructor(events: SessionEvents) {
    this.#events = events;
  }

  connect({ name, jid, password, place }: Account): void {
    const current = this.#open.get(name)?.status.state;
    if (current === 'connecting' || current === 'online' || current === 'closing') return;
    const { connect, onStatus, onText } = this.#events;
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
    onStatus(name, session.status);
  }

  async send(name: string, text: string): Promise<void> {
    const session = this.#open.get(name);
    if (session === undefined)
      throw new Error(`${name} is not online, so nothing was sent. Connect the account first.`);
    await session.send(text);
  }

  async close(name: string): Promise<void> {
    await this.#open.get(name)?.close();
  }

  /** Ends a session and forgets it; nothing more is heard of it. */
  async drop(name: string): Promise<void> {
    const session = this.#open.get(name);
    this.#open.delete(name);
    await session?.close();
  }
}
