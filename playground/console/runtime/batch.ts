import { type Turns, turns } from './turns.ts';

export interface BatchOptions<T> {
  /** Is given what has come, in order, a slice at a time. */
  readonly deliver: (items: readonly T[]) => void;
  /** How much is in a slice: so many items, or what they weigh together. One that is heavier is a slice of its own. */
  readonly slice: number;
  readonly weigh?: (item: T) => number;
  /** What takes long with an item that is a slice of its own. It is done in a task before the one in which the item is handed on. */
  readonly prepare?: (item: T) => void;
  /** Milliseconds after which what is left waits for the next frame. */
  readonly budget: number;
  readonly turns?: Turns;
}

/**
 * Collects what comes in and hands it on at most once for each frame and for a few milliseconds, so that a flood of stanzas never blocks
 * the page. It does so in a task of its own: what the browser does for the frame, with all that is new in it, is another one.
 */
export class Batch<T> {
  readonly #options: BatchOptions<T>;
  readonly #turns: Turns;
  #items: T[] = [];
  /** How many of the items have been handed on: to take them out each time would move all others. */
  #taken = 0;
  /** How many of them are ready. */
  #prepared = 0;
  /** A delivery is due, or the frame after the last one is. */
  #isUnderWay = false;

  constructor(options: BatchOptions<T>) {
    this.#options = options;
    this.#turns = options.turns ?? turns;
  }

  add(item: T): void {
    this.#items.push(item);
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    this.#turns.soon(() => this.#round());
  }

  /** Hands on at once what has been collected. */
  flush(): void {
    this.#deliver(Number.POSITIVE_INFINITY);
  }

  #round(): void {
    if (this.#prepares()) {
      this.#turns.soon(() => this.#round());
      return;
    }
    this.#deliver(this.#turns.now() + this.#options.budget);
    this.#turns.afterFrame(() => {
      if (this.#items.length > 0) this.#round();
      else this.#isUnderWay = false;
    });
  }

  #deliver(until: number): void {
    const { deliver } = this.#options;
    while (this.#taken < this.#items.length) {
      const from = this.#taken;
      this.#taken = this.#endOfSlice(from);
      deliver(this.#items.slice(from, this.#taken));
      if (this.#turns.now() >= until || (until < Number.POSITIVE_INFINITY && this.#isHeavy(this.#taken))) break;
    }
    if (this.#taken < this.#items.length) return;
    this.#items = [];
    this.#taken = 0;
    this.#prepared = 0;
  }

  /** Makes the next item ready, if that takes long and has not been done. */
  #prepares(): boolean {
    const { prepare } = this.#options;
    const next = this.#items[this.#taken];
    if (prepare === undefined || next === undefined || this.#prepared > this.#taken || !this.#isHeavy(this.#taken))
      return false;
    prepare(next);
    this.#prepared = this.#taken + 1;
    return true;
  }

  #isHeavy(at: number): boolean {
    const { slice, weigh = () => 1 } = this.#options;
    const item = this.#items[at];
    return item !== undefined && weigh(item) > slice;
  }

  #endOfSlice(from: number): number {
    const { slice, weigh = () => 1 } = this.#options;
    let weight = 0;
    let end = from;
    for (const item of this.#items.slice(from, from + slice)) {
      weight += weigh(item);
      if (weight > slice && end > from) break;
      end += 1;
    }
    return end;
  }
}
