/** Tasks of a page that the reader has to wait for, and what to compare them with. */
import type { Browser, Page } from '@playwright/test';
import { type Figure, milliseconds } from './figures.ts';

/** A task longer than this is felt (https://web.dev/articles/optimize-long-tasks, RAIL). */
const longTask = 50;

declare global {
  interface Window {
    tasks: number[];
  }
}

/** From now on the page notes each task over 50 ms, in milliseconds. */
export function watchTasks(): void {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** The long tasks since the last time that this was asked. A task is reported after it has ended, so this waits for two frames. */
export function takeTasks(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const idle = (): Promise<unknown> => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
    await frame();
    await frame();
    await idle();
    return window.tasks.splice(0);
  });
}

/** A long task, in milliseconds: how long it took, and for how much of that the page's thread had a processor, where that is known. */
export interface LongTask {
  readonly took: number;
  readonly worked?: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name?: string };
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
}

/** The names of threads, and their long tasks. A trace of some minutes is longer than a string may be; each event is a line of it. */
function readEvents(trace: Buffer): TraceEvent[] {
  const events: TraceEvent[] = [];
  for (let from = 0; from < trace.length; ) {
    const next = trace.indexOf('\n', from);
    const end = next < 0 ? trace.length : next;
    const line = trace.toString('utf8', from, end);
    from = end + 1;
    if (!/"name":"(?:RunTask|thread_name)"/.test(line)) continue;
    const event = JSON.parse(line.slice(line.indexOf('{'), line.lastIndexOf('}') + 1)) as TraceEvent;
    if (event.name === 'thread_name' || (event.dur ?? 0) > longTask * 1000) events.push(event);
  }
  return events;
}

/**
 * The long tasks of pages while something is done. The browser's trace also tells the processor time of each: the rest of a task is waiting, for the
 * worker, the browser's other processes, and whatever else the computer does.
 */
export async function longTasksOf(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<LongTask[]> {
  // What was done before is not measured.
  await takeTasks(page);
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await act();
  const noted = await takeTasks(page);
  const events = readEvents(await browser.stopTracing());
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  );
  const traced = events
    .filter((event) => event.name === 'RunTask' && pages.has(threadOf(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ took: dur / 1000, worked: tdur / 1000 }));
  // A trace of some minutes may be cut off: then only the page knows of all its tasks.
  return traced.length < noted.length ? noted.map((took) => ({ took })) : traced;
}

export const blocked = (tasks: readonly number[]): number =>
  tasks.reduce((sum, duration) => sum + Math.max(0, duration - longTask), 0);

/**
 * Milliseconds that a fixed piece of work takes in this page at this moment: a list of 20 000 records written as text, read again and sorted.
 * On a computer that is slow or busy it takes longer, as everything else does: a task as a multiple of it says something about the console.
 */
export function yardstick(page: Page): Promise<number> {
  return page.evaluate(() => {
    const records = Array.from({ length: 20_000 }, (_, at) => ({ id: `id${(at * 7919) % 20_011}`, at }));
    const times = Array.from({ length: 7 }, () => {
      const began = performance.now();
      const read = JSON.parse(JSON.stringify(records)) as typeof records;
      read.sort((a, b) => (a.id < b.id ? -1 : 1));
      return performance.now() - began;
    });
    return Math.min(...times);
  });
}

/**
 * The run with the shortest longest task: what else the computer does makes tasks longer, never shorter.
 * @param runs the tasks of each run, and what `yardstick` measured in the same page
 */
export function tasksFigure(
  what: string,
  runs: readonly { readonly unit: number; readonly tasks: readonly LongTask[] }[],
): Figure {
  const ordered = runs
    .map(({ unit, tasks }) => ({
      unit,
      count: tasks.length,
      longest: Math.max(0, ...tasks.map(({ took }) => took)),
      most: Math.max(0, ...tasks.map(({ worked = Number.NaN }) => worked)),
    }))
    .sort((a, b) => a.longest - b.longest);
  const say = ({ unit, count, longest, most }: (typeof ordered)[number]): string =>
    count === 0
      ? 'no task over 50 ms'
      : `${count} tasks over 50 ms, longest ${milliseconds(longest)}, ${(longest / unit).toFixed(1)} yardsticks; ${Number.isNaN(most) ? 'how much of that was work is not known, because the trace was cut off' : `at most ${milliseconds(most)} of work in one`}`;
  const [least] = ordered;
  const middle = ordered[ordered.length >> 1];
  if (least === undefined || middle === undefined) throw new Error(`Nothing was measured: ${what}.`);
  return {
    what,
    figure: ordered.length === 1 ? say(least) : `${say(least)}; median of ${ordered.length}: ${say(middle)}`,
    budget: 'no task over 50 ms',
    kept: least.count === 0,
  };
}
