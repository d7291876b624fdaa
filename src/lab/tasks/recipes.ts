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
import type { MatrixJob } from '../host/job.ts';
import { openServerUnderTest } from '../matrix/server-under-test.ts';
import { evidenceFile } from '../run/evidence.ts';
import type { RunningPage } from '../run/page.ts';
import { type Place, reach } from './reach.ts';

/** The page whose end state a server is tested in. */
export const guideOf = (server: ServerName): string => `guides/${server}/first-message`;

/**
 * A page without steps that comes after the server's guide: to the lab, recipes are one more page that starts from what a
 * guide left, so that its cached end state is found, or made and kept.
 */
export function emptyPageAfter(server: ServerName, guide: Page): Page {
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
export async function matrixTask(task: MatrixJob, place: Place): Promise<number> {
  const { content } = place.job;
  const pages = new Map((await readPages(content)).pages);
  const recipes = (await readRecipes(content)).recipes.filter(({ file }) => task.recipes.includes(file));
  for (const server of task.servers) {
    const guide = pages.get(guideOf(server));
    if (!guide) throw new Error(`There is no page ${guideOf(server)}, which brings ${server} up.`);
    const empty = emptyPageAfter(server, guide);
    pages.set(empty.lesson.slug, empty);
  }
  const slugs = task.servers.map((server) => `matrix/${server}`);
  // `reach` runs one server after the other: a recipe measures what comes in time, and a busy machine would answer late.
  await reach(place, pages, slugs, async (result, running) => {
    const { server } = result.page.lesson;
    if (!server) return;
    if (!running) return skip(server, result.reason ?? 'it did not come up', recipes);
    await runAll(server, running, recipes).catch((error: Error) => skip(server, error.message, recipes));
  });
  return (await tellUnexplained(content, recipes)) === 0 ? 0 : 1;
}

/** Says as an error that a server could not be asked. Where nothing of it was recorded before, the reason is. */
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

async function runAll(server: ServerName, running: RunningPage, recipes: readonly Page[]): Promise<void> {
  const tested = await openServerUnderTest(server, running);
  console.log(`${server} ${tested.version}: ${recipes.length} recipes`);
  try {
    for (const recipe of recipes) {
      const { lesson } = recipe;
      const result = await tested.run(recipe);
      const evidence = await record(recipe, result);
      const verdict = verdictOf(lesson, result, answersOf(lesson, evidence, []));
      const named = verdict === 'passed' ? '' : `  (${verdict})`;
      console.log(`${verdict === 'failed' ? 'FAIL' : 'ok  '} ${server} ${recipe.path}${named}`);
      if (verdict !== 'failed') continue;
      for (const step of result.steps.filter(({ status }) => status === 'failed'))
        console.log(`       line ${step.line} (${step.id}): ${step.reason}`);
    }
  } finally {
    await tested.close();
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
