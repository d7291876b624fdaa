/** Brings machines to where some pages leave them, for tasks that use the machines and record nothing about the pages. */
import type { Page } from '../../content/index.ts';
import type { Job } from '../host/job.ts';
import type { Images } from '../machine/image.ts';
import type { PageResult } from '../result.ts';
import { runnerFingerprint } from '../run/fingerprint.ts';
import type { RunningPage } from '../run/page.ts';
import { prepare, stateKeys } from '../run/prepare.ts';
import { progress, tellTrouble } from '../run/progress.ts';
import { runTrees } from '../run/schedule.ts';
import type { World } from '../world/setup.ts';

/** Where a task runs. */
export interface Place {
  readonly job: Job;
  readonly world: World;
  readonly images: Images;
}

/**
 * Runs the pages and those before them, one after the other, from cached states where there are any.
 * @param onReached called for each of `slugs`: with the page still running when it passed
 */
export async function reach(
  { job, world, images }: Place,
  pages: ReadonlyMap<string, Page>,
  slugs: readonly string[],
  onReached: (result: PageResult, running: RunningPage | undefined) => Promise<void>,
): Promise<void> {
  const keyOf = await stateKeys(job, images, pages, await runnerFingerprint());
  const options = { cold: false, single: true, keyOf };
  const { lab, starts, fromCache, keep } = await prepare(job, world, images, pages, slugs, options);
  if (fromCache.length > 0) console.log(`Starting from the cached end of ${fromCache.join(', ')}`);
  await runTrees(lab, starts, {
    updates: () => false,
    ...progress,
    onFailure: async () => undefined,
    onEnd: keep,
    onResult: async (result, node, running) => {
      tellTrouble(result);
      if (node.wanted) await onReached(result, result.status === 'passed' ? running : undefined);
    },
  });
}
