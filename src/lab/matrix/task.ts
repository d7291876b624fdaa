/** The `matrix` command inside the world: each server as its guide leaves it, and every recipe against it. */
import { writeFile } from 'node:fs/promises';
import { formatEvidence, hashOf, type Lesson, mergeRecipeResult, type ServerName } from '../../lesson/index.ts';
import type { Images } from '../machine/image.ts';
import { evidenceFile } from '../run/evidence.ts';
import type { RunningPage } from '../run/page.ts';
import { type Page, readPages } from '../run/pages.ts';
import { prepare } from '../run/prepare.ts';
import { failureReport, stepLine } from '../run/report.ts';
import { runTrees } from '../run/schedule.ts';
import type { Job, MatrixJob } from '../world/job.ts';
import type { World } from '../world/setup.ts';
import { openTheatre } from './play.ts';
import { type Recipe, readRecipeEvidence, readRecipes } from './recipes.ts';

/** The page whose end state a server is tested in. */
export const guideOf = (server: ServerName): string => `guides/${server}/first-message`;

/**
 * A page without steps that comes after the server's guide: to the lab, recipes are one more page that starts from what a
 * guide left behind, so that its cached end state is found, or made and kept.
 */
export function stageFor(server: ServerName, guide: Page): Page {
  const machines = Object.fromEntries(
    Object.entries(guide.lesson.machines).filter(([name]) => name === 'server' || name === 'friend'),
  );
  const lesson: Omit<Lesson, 'hash'> = {
    slug: `matrix/${server}`,
    kind: 'guide',
    title: `Recipes on ${server}`,
    server,
    after: guide.lesson.slug,
    machines,
    downloads: [],
    steps: [],
  };
  return { lesson: { ...lesson, hash: hashOf(lesson) }, path: guide.path, file: guide.file };
}

/** Returns 0 when every recipe passed on every server that could be had. */
export async function matrixTask(job: Job, task: MatrixJob, world: World, images: Images): Promise<number> {
  const pages = new Map((await readPages(job.content)).pages);
  const recipes = (await readRecipes(job.content)).recipes.filter(({ file }) => task.recipes.includes(file));
  for (const server of task.servers) {
    const guide = pages.get(guideOf(server));
    if (!guide) throw new Error(`There is no page ${guideOf(server)}, which brings ${server} up.`);
    const stage = stageFor(server, guide);
    pages.set(stage.lesson.slug, stage);
  }
  const slugs = task.servers.map((server) => `matrix/${server}`);
  // One server after the other: a recipe measures what comes in time, and a busy machine would answer late.
  const { lab, starts, fromCache, keep } = await prepare(job, world, images, pages, slugs, {
    cold: false,
    single: true,
  });
  if (fromCache.length > 0) console.log(`Starting from the cached end of ${fromCache.join(', ')}`);
  let failed = 0;
  await runTrees(lab, starts, {
    update: false,
    onPage: (page) => console.log(`---- ${page.lesson.slug}`),
    onStep: (page, result) => console.log(stepLine(page.lesson.slug, result)),
    onFailure: async () => undefined,
    onEnd: keep,
    onResult: async (result, node, running) => {
      if (result.status === 'failed') console.log(`\n${failureReport(result)}`);
      if (!node.wanted) return;
      const { server } = result.page.lesson;
      if (!server) return;
      if (result.status !== 'passed' || !running) {
        console.error(`SKIPPED ${server}: ${result.reason}. What was recorded of it before stays, with its old date.`);
        return;
      }
      failed += await playAll(server, running, recipes);
    },
  });
  return failed === 0 ? 0 : 1;
}

/** @returns how many recipes did not pass */
async function playAll(server: ServerName, running: RunningPage, recipes: readonly Recipe[]): Promise<number> {
  const theatre = await openTheatre(server, running);
  console.log(`${server} ${theatre.version}: ${recipes.length} recipes`);
  let failed = 0;
  try {
    for (const recipe of recipes) {
      const result = await theatre.play(recipe);
      const evidence = mergeRecipeResult(recipe.lesson, await readRecipeEvidence(recipe), result);
      await writeFile(evidenceFile(recipe.file), formatEvidence(evidence));
      console.log(`${result.status === 'passed' ? 'ok  ' : 'FAIL'} ${server} ${recipe.path}`);
      for (const step of result.steps.filter(({ status }) => status === 'failed'))
        console.log(`       line ${step.line} (${step.id}): ${step.reason}`);
      if (result.status === 'failed') failed += 1;
    }
  } finally {
    await theatre.close();
  }
  return failed;
}
