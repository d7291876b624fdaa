/** Milliseconds between two questions. */
const INTERVAL = 1000;
/** So many questions without any sign of life: more than a start takes on a slow and busy machine. */
const PATIENCE = 20;
/** From so many on the page is told: two missed answers happen on a busy machine. */
const BUSY = 3;

export interface HeartbeatEvents {
  readonly ask: () => void;
  /** Whether the worker has been asked for something that it has not answered yet. */
  readonly isOwed: () => boolean;
  /** Told each second while no answer comes, from the third on; and 0 when one came. */
  readonly onBusy: (seconds: number) => void;
  readonly onSilence: (seconds: number) => void;
}

/**
 * Notices a worker that is busy or hangs where its own watchdog cannot see it. It counts turns of this page's timer, not
 * time: a laptop that slept, or a tab in the background, misses turns together with its worker.
 *
 * It asks while an answer is owed, and once more after the last thing that either side said. A playground that nobody uses sleeps.
 */
export class Heartbeat {
  #missed = 0;
  /** Something was said that no question has followed yet. */
  #isStirred = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #events: HeartbeatEvents;

  constructor(events: HeartbeatEvents) {
    this.#events = events;
  }

  get isBusy(): boolean {
    return this.#missed > BUSY;
  }

  /** One side said something to the other. */
  stir(): void {
    this.#isStirred = true;
    this.#timer ??= setInterval(() => this.#turn(), INTERVAL);
  }

  heard(): void {
    if (this.isBusy) this.#events.onBusy(0);
    this.#missed = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #turn(): void {
    if (!this.#isStirred && this.#missed === 0 && !this.#events.isOwed()) {
      this.stop();
      return;
    }
    this.#isStirred = false;
    this.#missed += 1;
    const silent = this.#missed - 1;
    if (silent >= BUSY) this.#events.onBusy(silent);
    if (silent >= PATIENCE) this.#events.onSilence((PATIENCE * INTERVAL) / 1000);
    else this.#events.ask();
  }
}
