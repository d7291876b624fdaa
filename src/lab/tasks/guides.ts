/** The `run` command inside the world. */
import { writeFile } from 'node:fs/promises';
import { type Page, readPages } from '../../content/index.ts';
import { runLabel } from '../../lesson/index.ts';
import type { RunJob } from '../host/job.ts';
import { type PageResult, skippedPage } from '../result.ts';
import { type Choice, limitOf, timeUp } from '../run/choose.ts';
import { sharePages, updatePage, updaters, writeEvidence } from '../run/evidence.ts';
import { runnerFingerprint } from '../run/fingerprint.ts';
import { keepOpen } from '../run/keep.ts';
import { notePass } from '../run/passes.ts';
import { before, every, type PageNode } from '../run/plan.ts';
import { prepare, stateKeys } from '../run/prepare.ts';
import { progress, tellTrouble } from '../run/progress.ts';
import { junit, older, summary } from '../run/report.ts';
import { runTrees, type ScheduleOptions } from '../run/schedule.ts';
import { readEvidence, selectPages } from '../run/selection.ts';
import type { Place } from './reach.ts';

/** Runs the pages. Returns 0 when none failed. */
export async function runTask(task: RunJob, { job, world, images }: Place): Promise<number> {
  const pages = new Map((await readPages(job.content)).pages);
  const runner = await runnerFingerprint();
  const keyOf = await stateKeys(job, images, pages, runner);
  const cold = task.cold || task.repeat > 1;
  const selection = { wanted: task.slugs, runner, cold, keyOf };
  const evidence = await readEvidence(pages.values());
  const { budget } = task;
  const choice = budget === undefined ? undefined : await selectPages(pages, evidence, { ...selection, budget });
  const wanted = choice ? choice.run.map(({ slug }) => slug) : task.slugs;
  if (choice) console.log(`${wanted.length} of ${task.slugs.length} runs of pages are to be done.`);

  const started = performance.now();
  const results: PageResult[] = [];
  if (wanted.length > 0) await runWanted();
  for (const { slug, reason } of choice?.leftOut ?? []) {
    const page = pages.get(slug);
    if (page && !results.some((result) => result.page.lesson.slug === slug)) results.push(skippedPage(page, reason));
  }
  console.log(`\n${summary(results, performance.now() - started)}`);
  const note = older(results, evidence);
  if (note) console.log(note);
  if (task.json) await writeFile(task.json, JSON.stringify(results.map(plain), null, 2));
  if (task.junit) await writeFile(task.junit, junit(results));
  return results.some(({ status }) => status === 'failed') ? 1 : 0;

  async function runWanted(): Promise<void> {
    const { lab, starts, fromCache, keep } = await prepare(job, world, images, pages, wanted, {
      cold,
      // One after the other, so that each run of a page begins with what the one before it wrote.
      single: task.keep || (task.update && sharePages(pages, wanted)),
      keyOf,
    });
    if (fromCache.length > 0)
      console.log(`Starting from the cached end of ${fromCache.join(', ')} (--cold runs everything)`);
    const options: ScheduleOptions = {
      updates: task.update ? updaters(pages, wanted) : () => false,
      ...progress,
      current: (page) => pages.get(page.lesson.slug) ?? page,
      ...(choice && budget !== undefined ? { refuse: refuseLate(choice, budget, started) } : {}),
      onFailure: async (failed, running) => {
        if (task.keep) await keepOpen(failed, running);
      },
      onEnd: (page, snapshot) => keep(pages.get(page.lesson.slug) ?? page, snapshot),
      onResult: (result, node) => record(result, node),
    };
    // The reader's path is compared with what the whole runs have written into their pages.
    const isReader = ({ node }: (typeof starts)[number]): boolean => node.page.lesson.reader === true;
    const parts = task.update ? [starts.filter((start) => !isReader(start)), starts.filter(isReader)] : [starts];
    for (let round = 1; round <= task.repeat; round += 1) {
      if (task.repeat > 1) console.log(`Round ${round} of ${task.repeat}`);
      for (const part of parts) await runTrees(lab, part, options);
      if (results.some(({ status }) => status === 'failed')) break;
    }
  }

  async function record(result: PageResult, node: PageNode): Promise<void> {
    results.push(result);
    tellTrouble(result);
    if (result.status === 'skipped') return;
    const isUpdated = task.update && node.wanted;
    const { page, runs, outputs } = isUpdated
      ? await updatePage(result, job.content)
      : { page: result.page, runs: [], outputs: 0 };
    if (outputs > 0) console.log(`${page.path}: ${outputs} outputs rewritten`);
    // Its other runs begin with it as it now is, and pages after it name it so in their evidence.
    for (const run of runs) pages.set(run.lesson.slug, run);
    if (result.status === 'passed' && (node.wanted || !task.update))
      await notePass(keyOf(page), page.lesson.slug, result.date);
    if (!node.wanted) return;
    const context = { runner, cold: task.cold, before: before(pages, page.lesson), downloads: job.downloads };
    const stays = await writeEvidence({ ...result, page }, job.content, context);
    if (stays) console.log(`The evidence of ${runLabel(result.page.lesson.slug)} stays as it was: ${stays}.`);
  }
}

/** Keeps a run to its time where pages take longer than they were expected to: it begins none that could wait. */
function refuseLate(
  choice: Choice,
  budget: number,
  started: number,
): (node: PageNode) => ((page: Page) => string) | undefined {
  const whys = new Map(choice.run.map(({ slug, why }) => [slug, why]));
  return (node) => {
    const meant = every([node]).flatMap(({ page }) => whys.get(page.lesson.slug) ?? []);
    const limit = Math.max(...meant.map((why) => limitOf(why, budget)));
    if (performance.now() - started < limit) return undefined;
    return ({ lesson }) => {
      const why = whys.get(lesson.slug);
      return why && why.kind !== 'steps'
        ? timeUp(lesson.slug, why, budget)
        : 'the pages that come after it were left out';
    };
  };
}

const plain = ({ page, logs, ...rest }: PageResult) => ({
  page: page.lesson.slug,
  ...rest,
  ...(logs ? { logs: Object.fromEntries(logs) } : {}),
});
