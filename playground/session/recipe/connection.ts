import type { Session } from '../types.ts';
import type { Arrival, Names } from './types.ts';

/** An arrival that no step has expected yet. */
export interface PendingArrival extends Arrival {
  /** Rises with each arrival of the run. */
  readonly number: number;
}

/** One account's connection during a run: what has arrived on it, until a step takes it. */
export class AccountConnection {
  readonly session: Session;
  readonly pending: PendingArrival[] = [];
  readonly #wake = new Set<() => void>();
  readonly #forget: (() => void)[];

  private constructor(session: Session, names: Names, nextNumber: () => number) {
    this.session = session;
    const change = () => {
      for (const wake of this.#wake) wake();
    };
    this.#forget = [
      session.onWire(({ direction, at, text }) => {
        // What is said while signing in belongs to no step; a server ends the stream only after that.
        if (direction !== 'received' || session.status.state === 'connecting') return;
        if (isFraming(text)) return;
        this.pending.push({ text: names.incoming(text), at, number: nextNumber() });
        change();
      }),
      session.onStatus(change),
    ];
  }

  /** Resolves when the session is online. Rejects with its reason in plain words when it is not going to be. */
  static async open(session: Session, names: Names, nextNumber: () => number): Promise<AccountConnection> {
    const connection = new AccountConnection(session, names, nextNumber);
    while (session.status.state === 'connecting' || session.status.state === 'closing') await connection.change();
    const { status } = session;
    if (status.state === 'online') return connection;
    connection.drop();
    throw new Error(status.state === 'failed' ? status.plain : 'The connection was closed before it was open.');
  }

  get isOpen(): boolean {
    return this.session.status.state === 'online';
  }

  /** Why the connection is closed. */
  get ending(): string {
    const { status } = this.session;
    return status.state === 'failed' ? status.plain : 'The connection is closed.';
  }

  /** Resolves when something arrives or the connection closes, and after that many milliseconds at the latest. */
  change(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake.delete(done);
        resolve();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(done, milliseconds);
      this.#wake.add(done);
    });
  }

  take(arrival: PendingArrival): void {
    this.pending.splice(this.pending.indexOf(arrival), 1);
  }

  drop(): void {
    for (const forget of this.#forget) forget();
  }
}

/** White space that keeps a connection alive, and the ends of streams (RFC 6120 section 4.4, RFC 7395 section 3.6). */
function isFraming(text: string): boolean {
  return text.trim() === '' || text.trim() === '</stream:stream>' || /^\s*<close\s/.test(text);
}
