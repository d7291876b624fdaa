/** The clock of all servers of a sandbox: real time plus what a lesson has skipped. */
export class Clock {
  #skippedSeconds = 0;

  /** Seconds since the epoch. */
  now(): number {
    return Date.now() / 1000 + this.#skippedSeconds;
  }

  /** Seconds since some moment; never goes back. */
  monotonic(): number {
    return performance.now() / 1000 + this.#skippedSeconds;
  }

  /** Seconds that this thread has worked, or waited; skipping does not move it. */
  cpu(): number {
    return performance.now() / 1000;
  }

  /** Seconds that were skipped so far. */
  get skipped(): number {
    return this.#skippedSeconds;
  }

  skip(seconds: number): void {
    this.#skippedSeconds += Math.max(0, seconds);
  }
}
