/** The console never freezes: the longest tasks of whatever a reader may do, each in several runs on a fresh page. */
import type { Browser } from '@playwright/test';
import type { Figure } from './figures.ts';
import { putPagesFirst } from './first-in-line.ts';
import { fullTranscript } from './full-transcript.ts';
import { type Load, loads, open, paste } from './loads.ts';
import { type LongTask, longTasksOf, tasksFigure, yardstick } from './long-tasks.ts';

const times = 3;

/** What one run measured: the long tasks of each thing that was done, and the yardstick. */
interface Run {
  readonly unit: number;
  readonly tasks: ReadonlyMap<string, readonly LongTask[]>;
}

async function runOnce(browser: Browser, site: string, load: Load): Promise<Run> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await open(page, site);
  // Monaco comes with the first focus, and is measured by itself.
  await paste(page, '<presence/>');
  await putPagesFirst(browser);
  const unit = await yardstick(page);
  const tasks = new Map<string, readonly LongTask[]>();
  await load(page, async (what, act) => void tasks.set(what, await longTasksOf(browser, page, act)));
  await context.close();
  return { unit, tasks };
}

export async function measureSmoothness(browser: Browser, site: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [load, count] of [...loads.map((load) => [load, times] as const), [fullTranscript(), 1] as const]) {
    const runs: Run[] = [];
    for (let round = 0; round < count; round += 1) runs.push(await runOnce(browser, site, load));
    for (const what of runs[0]?.tasks.keys() ?? []) {
      figures.push(
        tasksFigure(
          what,
          runs.map(({ unit, tasks }) => ({ unit, tasks: tasks.get(what) ?? [] })),
        ),
      );
    }
  }
  return figures;
}
