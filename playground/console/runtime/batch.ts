/**
 * Collects what comes in and hands it on once for each frame, at most `most` items at a time, so that a flood of stanzas
 * never blocks the page. In a hidden tab, where no frames come, it goes by a timer.
 */
export class Batch<T> {
  readonly #deliver: (items: readonly T[]) => void;
  readonly #most: number;
  #items: T[] = [];
  #scheduled = false;

  constructor(most: number, deliver: (items: readonly T[]) => void) {
    this.#most = most;
    this.#deliver = deliver;
  }

  add(item: T): void {
    this.#items.push(item);
    this.#schedule();
  }

  /** Hands on at once what has been collected. */
  flush(): void {
    for (let items = this.#items.splice(0, this.#most); items.length > 0; items = this.#items.splice(0, this.#most)) {
      this.#deliver(items);
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    nextFrame(() => {
      this.#scheduled = false;
      const items = this.#items.splice(0, this.#most);
      if (items.length > 0) this.#deliver(items);
      if (this.#items.length > 0) this.#schedule();
    });
  }
}

const hiddenInterval = 100;

function nextFrame(callback: () => void): void {
  const hasFrames = typeof requestAnimationFrame === 'function';
  if (!hasFrames) {
    setTimeout(callback, 0);
    return;
  }
  let done = false;
  const once = (): void => {
    if (done) return;
    done = true;
    callback();
  };
  requestAnimationFrame(once);
  setTimeout(once, hiddenInterval);
}
