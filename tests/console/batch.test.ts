import { describe, expect, it } from 'vitest';
import { Batch } from '../../playground/console/runtime/batch.ts';
import type { Turns } from '../../playground/console/runtime/turns.ts';

/** A browser whose tasks and frames come when the test says so, and whose clock moves by what is done in it. */
class Tab implements Turns {
  time = 0;
  #tasks: (() => void)[] = [];
  #frames: (() => void)[] = [];
  readonly now = (): number => this.time;
  readonly soon = (act: () => void): void => void this.#tasks.push(act);
  readonly afterFrame = (act: () => void): void => void this.#frames.push(act);

  task(): void {
    for (const act of this.#tasks.splice(0)) act();
  }

  frame(): void {
    for (const act of this.#frames.splice(0)) act();
  }

  get isQuiet(): boolean {
    return this.#tasks.length + this.#frames.length === 0;
  }
}

/** @param cost milliseconds that each item takes */
function batchIn(tab: Tab, cost = 0): { readonly batch: Batch<number>; readonly deliveries: number[][] } {
  const deliveries: number[][] = [];
  const deliver = (items: readonly number[]): void => {
    deliveries.push([...items]);
    tab.time += cost * items.length;
  };
  return { batch: new Batch({ deliver, slice: 20, budget: 8, turns: tab }), deliveries };
}

const upTo = (count: number): number[] => [...Array(count).keys()];

describe('what comes in while the page is shown', () => {
  it('is handed on in the next task, whatever came until then together', () => {
    const tab = new Tab();
    const { batch, deliveries } = batchIn(tab);
    for (const item of upTo(3)) batch.add(item);
    expect(deliveries).toEqual([]);
    tab.task();
    expect(deliveries).toEqual([[0, 1, 2]]);
  });

  it('waits for a frame once something was handed on, so that the page is drawn in between', () => {
    const tab = new Tab();
    const { batch, deliveries } = batchIn(tab);
    batch.add(0);
    tab.task();
    batch.add(1);
    tab.task();
    expect(deliveries).toEqual([[0]]);
    tab.frame();
    expect(deliveries).toEqual([[0], [1]]);
  });

  it('is handed on in slices until the time is over; the rest comes after the frame, in order', () => {
    const tab = new Tab();
    const { batch, deliveries } = batchIn(tab, 0.25);
    for (const item of upTo(100)) batch.add(item);
    tab.task();
    // Twenty take 5 ms: the second slice ends after the 8.
    expect(deliveries.map((items) => items.length)).toEqual([20, 20]);
    tab.frame();
    tab.frame();
    expect(deliveries.flat()).toEqual(upTo(100));
  });

  it('goes on however long one slice takes', () => {
    const tab = new Tab();
    const { batch, deliveries } = batchIn(tab, 100);
    for (const item of upTo(30)) batch.add(item);
    tab.task();
    expect(deliveries.flat()).toEqual(upTo(20));
    tab.frame();
    expect(deliveries.flat()).toEqual(upTo(30));
  });

  it('is cut where what has come gets heavy, so that two long stanzas are not one task', () => {
    const deliveries: string[][] = [];
    const tab = new Tab();
    const deliver = (items: readonly string[]): void => {
      deliveries.push([...items]);
      tab.time += 10;
    };
    const batch = new Batch<string>({ deliver, slice: 10, budget: 8, weigh: ({ length }) => length, turns: tab });
    for (const item of ['one', 'two', 'three', 'a very long one', 'another long one', 'four']) batch.add(item);
    tab.task();
    expect(deliveries).toEqual([['one', 'two']]);
    for (let frame = 0; frame < 4; frame += 1) tab.frame();
    expect(deliveries).toEqual([['one', 'two'], ['three'], ['a very long one'], ['another long one'], ['four']]);
  });

  it('makes what is heavy ready in a task before the one in which it is handed on, and what is light not at all', () => {
    const seen: string[] = [];
    const tab = new Tab();
    const batch = new Batch<string>({
      deliver: (items) => void seen.push(`handed on: ${items}`),
      prepare: (item) => void seen.push(`made ready: ${item}`),
      slice: 10,
      budget: 8,
      weigh: ({ length }) => length,
      turns: tab,
    });
    for (const item of ['one', 'a very long one', 'another long one']) batch.add(item);
    const turns = [tab.task, tab.frame, tab.task, tab.frame, tab.task, tab.frame];
    const made = turns.map((turn) => {
      turn.call(tab);
      return seen.splice(0);
    });
    expect(made).toEqual([
      ['handed on: one'],
      ['made ready: a very long one'],
      ['handed on: a very long one'],
      ['made ready: another long one'],
      ['handed on: another long one'],
      [],
    ]);
    expect(tab.isQuiet).toBe(true);
  });

  it('asks for no frame when nothing is left, and starts again with the next one', () => {
    const tab = new Tab();
    const { batch, deliveries } = batchIn(tab);
    batch.add(0);
    tab.task();
    tab.frame();
    expect(tab.isQuiet).toBe(true);
    batch.add(1);
    tab.task();
    expect(deliveries).toEqual([[0], [1]]);
  });

  it('comes at once when it is asked for, and only once', () => {
    const tab = new Tab();
    const { batch, deliveries } = batchIn(tab, 1);
    for (const item of upTo(50)) batch.add(item);
    batch.flush();
    expect(deliveries.flat()).toEqual(upTo(50));
    tab.task();
    tab.frame();
    expect(deliveries.flat()).toEqual(upTo(50));
  });
});
