/** The recipes: where they lie, and what was recorded of them. */
import { glob } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import {
  type Explanation,
  errorLine,
  evidenceFile,
  type LessonError,
  parseEvidence,
  type RecipeEvidence,
  requireHabits,
} from '../lesson/index.ts';
import { readIfThere } from './files.ts';
import { type Page, readPage } from './pages.ts';

export interface RecipeSet {
  /** In the order of their paths. */
  readonly recipes: readonly Page[];
  readonly errors: readonly LessonError[];
}

/** Every recipe of a folder of pages; pages of other kinds are left out. */
export async function readRecipes(content: string): Promise<RecipeSet> {
  const recipes: Page[] = [];
  const errors: LessonError[] = [];
  for await (const name of glob('recipes/**/*.mdx', { cwd: content })) {
    const found = await readPage(content, join(content, name));
    if (Array.isArray(found)) errors.push(...found);
    else if (found.lesson.kind === 'recipe') recipes.push(found);
  }
  recipes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { recipes, errors };
}

export const nameOf = ({ path }: Page): string => basename(path).replace(/\.mdx$/, '');

/**
 * The recipes that the words mean, by name or path; without words all of them.
 * @throws Error when a word means none
 */
export function chooseRecipes({ recipes, errors }: RecipeSet, words: readonly string[]): readonly Page[] {
  const meant = (word: string) => (recipe: Page) =>
    [nameOf(recipe), recipe.path, recipe.lesson.slug].includes(word.replace(/\/+$/, ''));
  const wrong = errors.filter(
    ({ path }) => words.length === 0 || words.some((word) => path.replace(/\.mdx$/, '').endsWith(word)),
  );
  if (wrong.length > 0) throw new Error(wrong.map(errorLine).join('\n'));
  if (words.length === 0) return recipes;
  for (const word of words) {
    if (!recipes.some(meant(word)))
      throw new Error(`No recipe is called "${word}". Recipes: ${recipes.map(nameOf).join(', ') || 'none'}.`);
  }
  return recipes.filter((recipe) => words.some((word) => meant(word)(recipe)));
}

/** What lies beside the page, if anything. */
export async function readRecipeEvidence(recipe: Page): Promise<RecipeEvidence | undefined> {
  const text = await readIfThere(evidenceFile(recipe.file));
  if (text === undefined) return undefined;
  const evidence = parseEvidence(text);
  if (evidence.kind !== 'recipe') throw new Error(`${recipe.path}: beside it lies the evidence of a guide. Remove it.`);
  return evidence;
}

/** The sentences that hold for all recipes; none where the file is not there. */
export async function readAllHabits(content: string): Promise<readonly Explanation[]> {
  const file = join(content, 'recipes', 'differences.yaml');
  return requireHabits(relative(join(content, '..'), file), (await readIfThere(file)) ?? '');
}
