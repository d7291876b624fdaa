/** The `matrix` command inside the world: each server as its guide leaves it, and every recipe against it. */
import { writeFile } from 'node:fs/promises';
import { type Page, readAllHabits, readPages, readRecipeEvidence, readRecipes } from '../../content/index.ts';
import {
  answersOf,
  formatEvidence,
  hashOf,
  type Lesson,
  mergeRecipeResult,
  type RecipeEvidence,
  type RecipeResult,
  type ServerName,
  skippedResult,
  unexplained,
  verdictOf,
} from '../../lesson/index.ts';
import type { Job, MatrixJob } from '../host/job.ts';
import type { Images } from '../machine/image.ts';
import { openTheatre } from '../matrix/play.ts';
import { evidenceFile } from '../run/evidence.ts';
import type { RunningPage } from '../run/page.ts';
import { prepare } from '../run/prepare.ts';
import { progress, tellFailure } from '../run/progress.ts';
import { runTrees } from '../run/schedule.ts';
import type { World } from '../world/setup.ts';

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

/** Returns 0 when every answer is the expected one, or a sentence says why it is not. */
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
  await runTrees(lab, starts, {
    update: false,
    ...progress,
    onFailure: async () => undefined,
    onEnd: keep,
    onResult: async (result, node, running) => {
      tellFailure(result);
      if (!node.wanted) return;
      const { server } = result.page.lesson;
      if (!server) return;
      if (result.status !== 'passed' || !running) return skip(server, result.reason ?? 'it did not come up', recipes);
      await playAll(server, running, recipes).catch((error: Error) => skip(server, error.message, recipes));
    },
  });
  return (await tellUnexplained(job.content, recipes)) === 0 ? 0 : 1;
}

/** Tells loudly that a server could not be asked. Where nothing of it was recorded before, the reason is. */
async function skip(server: ServerName, reason: string, recipes: readonly Page[]): Promise<void> {
  console.error(`SKIPPED ${server}: ${reason}. What was recorded of it before stays, with its old date.`);
  for (const recipe of recipes) {
    const before = await readRecipeEvidence(recipe);
    if (before?.results.some((result) => result.server === server && result.status !== 'skipped')) continue;
    await record(recipe, skippedResult(recipe.lesson, { server, version: 'unknown', date: new Date(), reason }));
  }
}

async function record(recipe: Page, result: RecipeResult): Promise<RecipeEvidence> {
  const evidence = mergeRecipeResult(recipe.lesson, await readRecipeEvidence(recipe), result);
  await writeFile(evidenceFile(recipe.file), formatEvidence(evidence));
  return evidence;
}

async function playAll(server: ServerName, running: RunningPage, recipes: readonly Page[]): Promise<void> {
  const theatre = await openTheatre(server, running);
  console.log(`${server} ${theatre.version}: ${recipes.length} recipes`);
  try {
    for (const recipe of recipes) {
      const { lesson } = recipe;
      const result = await theatre.play(recipe);
      const evidence = await record(recipe, result);
      const verdict = verdictOf(lesson, result, answersOf(lesson, evidence, []));
      const named = verdict === 'passed' ? '' : `  (${verdict})`;
      console.log(`${verdict === 'failed' ? 'FAIL' : 'ok  '} ${server} ${recipe.path}${named}`);
      if (verdict !== 'failed') continue;
      for (const step of result.steps.filter(({ status }) => status === 'failed'))
        console.log(`       line ${step.line} (${step.id}): ${step.reason}`);
    }
  } finally {
    await theatre.close();
  }
}

/** Prints the differences that no sentence explains, and the sentences that explain none. @returns how many */
async function tellUnexplained(content: string, recipes: readonly Page[]): Promise<number> {
  const habits = await readAllHabits(content);
  let found = 0;
  for (const recipe of recipes) {
    for (const { line, plain } of unexplained(recipe.lesson, await readRecipeEvidence(recipe), habits)) {
      found += 1;
      console.error(`${recipe.path}:${line}: ${plain}`);
    }
  }
  return found;
}
