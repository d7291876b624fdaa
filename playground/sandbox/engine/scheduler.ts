import type { Network } from '../network/network.ts';
import type { AdvanceOptions } from '../types.ts';
import type { Clock } from './clock.ts';
import type { Engine, StepResult } from './engine.ts';

/** Milliseconds that servers may run before the platform's other work gets its turn. */
const SLICE = 15;
/** `setTimeout` takes no longer delay (24.8 days); a later timer is simply armed again. */
const LONGEST_DELAY = 2 ** 31 - 1;
/** Milliseconds that clients get to answer between two moments of a clock that is being moved. */
const REACTION = 20;

/** Decides when which server runs: when bytes came for it, or when its next timer is due. */
export class Scheduler {
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #onEnd: (engine: Engine, why: string) => void;
  readonly #engines = new Set<Engine>();
  #isScheduled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(clock: Clock, network: Network, onEnd: (engine: Engine, why: string) => void) {
    this.#clock = clock;
    this.#network = network;
    this.#onEnd = onEnd;
  }

  add(engine: Engine): void {
    this.#engines.add(engine);
    engine.wake();
  }

  remove(engine: Engine): void {
    this.#engines.delete(engine);
  }

  /** Runs the servers after the caller's own work: nobody is called back from inside a `send`. */
  readonly wake = (): void => {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => this.#run());
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.#engines.clear();
  }

  /**
   * Moves the clock ahead from timer to timer, so that all that falls due in between happens, in its order. The platform gets its turn
   * after each slice of time, and clients get time to answer what reached them. Resolves to the seconds by which the clock moved.
   */
  async advance(seconds: number, { onProgress, signal }: AdvanceOptions = {}): Promise<number> {
    const began = this.#clock.skipped;
    const target = this.#clock.monotonic() + seconds;
    let turn = performance.now();
    while (!signal?.aborted) {
      const next = Math.min(...[...this.#engines].map((engine) => engine.deadline));
      const last = next > target;
      this.#clock.skip((last ? target : next) - this.#clock.monotonic());
      const reached = this.#run();
      if (last) break;
      if (!reached && performance.now() - turn < SLICE) continue;
      onProgress?.(this.#clock.skipped - began);
      await new Promise((resolve) => setTimeout(resolve, reached ? REACTION : 0));
      turn = performance.now();
    }
    return signal?.aborted ? this.#clock.skipped - began : seconds;
  }

  /** True when a client was handed something. */
  #run(): boolean {
    this.#isScheduled = false;
    const until = performance.now() + SLICE;
    let reached = false;
    let isBusy: boolean;
    do {
      isBusy = false;
      const now = this.#clock.monotonic();
      for (const engine of [...this.#engines]) {
        if (!engine.isRunnable && engine.deadline > now) continue;
        this.#finish(engine, engine.step());
        isBusy = true;
      }
      if (this.#network.flush()) reached = true;
    } while (isBusy && performance.now() < until);
    this.#arm();
    return reached;
  }

  #finish(engine: Engine, result: StepResult): void {
    if (result.kind === 'waiting') return;
    this.#engines.delete(engine);
    this.#onEnd(engine, result.why);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const runnable = [...this.#engines].some((engine) => engine.isRunnable);
    const next = Math.min(...[...this.#engines].map((engine) => engine.deadline));
    if (!runnable && next === Number.POSITIVE_INFINITY) return;
    const delay = runnable ? 0 : Math.max(0, (next - this.#clock.monotonic()) * 1000);
    this.#timer = setTimeout(() => this.#run(), Math.min(delay, LONGEST_DELAY));
  }
}
