/** Milliseconds between two questions. */
const INTERVAL = 1000;
/** So many questions without any sign of life: more than a start takes on a slow and busy machine. */
const PATIENCE = 20;

/**
 * Notices a worker that hangs where its own watchdog cannot see it. It counts turns of this page's timer, not
 * time: a laptop that slept, or a tab in the background, misses turns together with its worker.
 */
export class Heartbeat {
  #missed = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(ask: () => void, onSilence: (seconds: number) => void) {
    this.#timer = setInterval(() => {
      this.#missed += 1;
      if (this.#missed > PATIENCE) onSilence((PATIENCE * INTERVAL) / 1000);
      else ask();
    }, INTERVAL);
  }

  heard(): void {
    this.#missed = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
