import { callBack } from '../call-back.ts';
import type { BytePipe } from '../types.ts';

/** One end of a connection, as the other end sees it. */
export interface End {
  deliver(bytes: Uint8Array): void;
  /** The other end closed. */
  finish(): void;
}

/**
 * The client's end. What the server writes is kept until the server's turn is over: a client that answers
 * at once must not re-enter a Lua that is still running.
 */
export class ClientPipe implements BytePipe, End {
  remote: End | null = null;
  readonly #onPending: (pipe: ClientPipe) => void;
  #pending: (Uint8Array | null)[] = [];
  #onData: ((bytes: Uint8Array | null) => void) | null = null;
  #closed = false;

  constructor(onPending: (pipe: ClientPipe) => void) {
    this.#onPending = onPending;
  }

  set onData(callback: (bytes: Uint8Array | null) => void) {
    this.#onData = callback;
    this.flush();
  }

  get onData(): (bytes: Uint8Array | null) => void {
    return this.#onData ?? (() => {});
  }

  send(bytes: Uint8Array): void {
    // A copy: the caller may use its array again.
    if (!this.#closed) this.remote?.deliver(bytes.slice());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#pending = [];
    this.remote?.finish();
  }

  deliver(bytes: Uint8Array): void {
    if (this.#closed) return;
    this.#pending.push(bytes);
    this.#onPending(this);
  }

  finish(): void {
    if (this.#closed) return;
    this.#pending.push(null);
    this.#onPending(this);
  }

  flush(): void {
    if (!this.#onData) return;
    const pending = this.#pending;
    this.#pending = [];
    for (const bytes of pending) {
      if (this.#closed) return;
      if (bytes === null) this.#closed = true;
      callBack(this.#onData, bytes);
    }
  }
}
