import { requestTimeout } from '../../stanza/index.ts';
import type { Journal } from '../state/journal.ts';

const now = (): number => performance.timeOrigin + performance.now();

/** A request that nobody answers becomes visible as such, though nothing more arrives. */
export class TimeOuts {
  readonly #journal: Journal;
  /** When the latest text will have waited too long, in milliseconds since the epoch. */
  #due = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Something has come. Cheap to call for each: a timer that is set stays, and looks again when it is over. */
  watch(): void {
    this.#due = now() + requestTimeout;
    this.#timer ??= this.#set();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #set(): ReturnType<typeof setTimeout> {
    return setTimeout(
      () => {
        this.#journal.expire(now());
        this.#timer = now() < this.#due ? this.#set() : undefined;
      },
      // A little later than due, so that it is over then.
      this.#due - now() + 100,
    );
  }
}
