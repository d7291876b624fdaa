/** Milliseconds between two questions. */
const INTERVAL = 1000;
/** So many questions without any sign of life: more than a start takes on a slow and busy machine. */
const PATIENCE = 20;
/** From so many on the page is told: two missed answers happen on a busy machine. */
const BUSY = 3;

export interface HeartbeatEvents {
  readonly ask: () => void;
  /** Told each second while no answer comes, from the third on; and 0 when one came. */
  readonly onBusy: (seconds: number) => void;
  readonly onSilence: (seconds: number) => void;
}

/**
 * Notices a worker that is busy or hangs where its own watchdog cannot see it. It counts turns of this page's timer, not
 * time: a laptop that slept, or a tab in the background, misses turns together with its worker.
 */
export class Heartbeat {
  #missed = 0;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #events: HeartbeatEvents;

  constructor(events: HeartbeatEvents) {
    this.#events = events;
    this.#timer = setInterval(() => {
      this.#missed += 1;
      const silent = this.#missed - 1;
      if (silent >= BUSY) events.onBusy(silent);
      if (silent >= PATIENCE) events.onSilence((PATIENCE * INTERVAL) / 1000);
      else events.ask();
    }, INTERVAL);
  }

  get isBusy(): boolean {
    return this.#missed > BUSY;
  }

  heard(): void {
    if (this.isBusy) this.#events.onBusy(0);
    this.#missed = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
