import { type Page, readIfThere, readPages } from '../../content/index.ts';
import { isStale, parseEvidence, runLabel, slugOf } from '../../lesson/index.ts';
import { evidenceFile } from '../run/evidence.ts';
import { before, select } from '../run/plan.ts';
import { checkRecipes } from './check-recipes.ts';
import { complain } from './run.ts';

/** What is wrong with a page's evidence, or undefined. */
async function stale(pages: ReadonlyMap<string, Page>, page: Page): Promise<string | undefined> {
  const text = await readIfThere(evidenceFile(page.file, page.lesson.slug));
  if (text === undefined) return 'never ran';
  try {
    const evidence = parseEvidence(text);
    if (isStale(page.lesson, evidence, before(pages, page.lesson)))
      return 'changed since it ran, or a page before it did';
    if (evidence.kind === 'guide' && evidence.status !== 'passed')
      return `its last run ${evidence.status}: ${evidence.reason ?? ''}`;
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** `check`: needs neither Linux nor root. Exit status 0 when the evidence of all pages fits them. */
export async function checkCommand(content: string, words: readonly string[]): Promise<number> {
  const { pages, errors } = await readPages(content);
  const slugs = words.map((word) => slugOf(word.replace(/\/+$/, '')));
  const isRecipe = (slug: string): boolean => slug === 'recipes' || slug.startsWith('recipes/');
  const ofRecipes = slugs.filter(isRecipe);
  const ofGuides = slugs.filter((slug) => !isRecipe(slug));
  complain(errors.filter(({ path }) => !isRecipe(slugOf(path))));
  let wrong = errors.filter(({ path }) => !isRecipe(slugOf(path))).length;
  let checked = 0;
  if (words.length === 0 || ofGuides.length > 0) {
    for (const slug of select(pages, ofGuides, errors)) {
      checked += 1;
      const page = pages.get(slug);
      const reason = page && (await stale(pages, page));
      if (!reason) continue;
      wrong += 1;
      const run = runLabel(slug).slice(slug.length);
      console.error(`${page.path}${run}: ${reason}. Run it: npm run lab -- run ${slug}`);
    }
  }
  if (words.length === 0 || ofRecipes.length > 0) {
    const recipes = await checkRecipes(content, ofRecipes);
    checked += recipes.checked;
    wrong += recipes.wrong;
  }
  const fits =
    checked === 1 ? 'The evidence of the run fits its page.' : `The evidence of ${checked} runs fits their pages.`;
  console.log(wrong === 0 ? fits : `${wrong} to look at.`);
  return wrong === 0 ? 0 : 1;
}
