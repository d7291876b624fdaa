/** The `run` command inside the world. */
import { writeFile } from 'node:fs/promises';
import { readPages } from '../../content/index.ts';
import type { RunJob } from '../host/job.ts';
import type { PageResult } from '../result.ts';
import { updatePage, writeEvidence } from '../run/evidence.ts';
import { keepOpen } from '../run/keep.ts';
import { before } from '../run/plan.ts';
import { prepare } from '../run/prepare.ts';
import { progress, tellTrouble } from '../run/progress.ts';
import { junit, summary } from '../run/report.ts';
import { runTrees } from '../run/schedule.ts';
import type { Place } from './reach.ts';

/** Runs the pages. Returns 0 when none failed. */
export async function runTask(task: RunJob, { job, world, images }: Place): Promise<number> {
  const pages = new Map((await readPages(job.content)).pages);
  const options = { cold: task.cold || task.repeat > 1, single: task.keep };
  const { lab, starts, fromCache, keep } = await prepare(job, world, images, pages, task.slugs, options);
  if (fromCache.length > 0)
    console.log(`Starting from the cached end of ${fromCache.join(', ')} (--cold runs everything)`);
  const results: PageResult[] = [];
  const started = performance.now();
  for (let round = 1; round <= task.repeat; round += 1) {
    if (task.repeat > 1) console.log(`Round ${round} of ${task.repeat}`);
    await runTrees(lab, starts, {
      update: task.update,
      ...progress,
      onFailure: async (failed, running) => {
        if (task.keep) await keepOpen(failed, running);
      },
      onEnd: (page, snapshot) => keep(pages.get(page.lesson.slug) ?? page, snapshot),
      onResult: async (result, node) => {
        results.push(result);
        tellTrouble(result);
        if (!node.wanted || result.status === 'skipped') return;
        const { page, outputs } = task.update
          ? await updatePage(result, job.content)
          : { page: result.page, outputs: 0 };
        if (outputs > 0) console.log(`${page.path}: ${outputs} outputs rewritten`);
        // Pages after this one name it in their evidence as it now is.
        pages.set(page.lesson.slug, page);
        const stays = await writeEvidence({ ...result, page }, job.content, {
          cold: task.cold,
          before: before(pages, page.lesson),
          downloads: job.downloads,
        });
        if (stays) console.log(`The evidence of ${result.page.lesson.slug} stays as it was: ${stays}.`);
      },
    });
    if (results.some(({ status }) => status === 'failed')) break;
  }
  console.log(`\n${summary(results, performance.now() - started)}`);
  if (task.json) await writeFile(task.json, JSON.stringify(results.map(plain), null, 2));
  if (task.junit) await writeFile(task.junit, junit(results));
  return results.some(({ status }) => status === 'failed') ? 1 : 0;
}

const plain = ({ page, logs, ...rest }: PageResult) => ({
  page: page.lesson.slug,
  ...rest,
  ...(logs ? { logs: Object.fromEntries(logs) } : {}),
});
