/** The part of `check` that looks at recipes. */

import { nameOf, type Page, readAllHabits, readRecipeEvidence, readRecipes } from '../../content/index.ts';
import { type Explanation, errorLine, type RecipeResult, unexplained } from '../../lesson/index.ts';

const remedy = (server: RecipeResult['server'], name: string): string =>
  server === 'sandbox' ? `npm run recipe -- update ${name}` : `npm run lab -- matrix ${name} --servers ${server}`;

/** What is wrong with a recipe's evidence, with what fixes it. */
async function problemsOf(recipe: Page, habits: readonly Explanation[]): Promise<readonly string[]> {
  const name = nameOf(recipe);
  const evidence = await readRecipeEvidence(recipe);
  if (!evidence?.results.some(({ server }) => server === 'sandbox'))
    return [`${recipe.path}: never ran. Run it: npm run recipe -- test ${name}`];
  const stale = evidence.results
    .filter(({ hash }) => hash !== recipe.lesson.hash)
    .map(({ server }) => `${recipe.path}: changed since it ran on ${server}. Run it: ${remedy(server, name)}`);
  const open = unexplained(recipe.lesson, evidence, habits).map(
    ({ line, plain }) => `${recipe.path}:${line}: ${plain} Sentences go under "differences" at the top of the page.`,
  );
  return [...stale, ...open];
}

/**
 * Prints what is wrong with recipes.
 * @param words which of them, by slug or folder; all without
 * @returns how many recipes there are, and how many things are wrong
 */
export async function checkRecipes(
  content: string,
  words: readonly string[],
): Promise<{ readonly checked: number; readonly wrong: number }> {
  const { recipes, errors } = await readRecipes(content);
  const habits = await readAllHabits(content);
  const isMeant = (slug: string): boolean =>
    words.length === 0 || words.some((word) => slug === word || slug.startsWith(`${word}/`));
  const meant = recipes.filter(({ lesson }) => isMeant(lesson.slug));
  const problems = errors.map(errorLine);
  for (const recipe of meant)
    problems.push(...(await problemsOf(recipe, habits).catch((error: Error) => [`${recipe.path}: ${error.message}`])));
  for (const problem of problems) console.error(problem);
  return { checked: meant.length, wrong: problems.length };
}
