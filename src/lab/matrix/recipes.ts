/** The recipes, as the lab runs them: where they lie, what was recorded of them, and whose accounts they count on. */
import { glob } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { RecipeStep } from '../../../playground/session/index.ts';
import {
  type Explanation,
  errorLine,
  type LessonError,
  parseEvidence,
  type RecipeEvidence,
  requireHabits,
} from '../../lesson/index.ts';
import { evidenceFile } from '../run/evidence.ts';
import { type Page, readPage } from '../run/pages.ts';
import { readIfThere } from '../run/read-if-there.ts';

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

/** The accounts that recipes count on, as the sandbox has them: by host of the recipes. */
const casts: Readonly<Record<string, readonly string[]>> = {
  'montague.example': ['romeo', 'juliet', 'mercutio', 'nurse'],
  'capulet.example': ['juliet', 'tybalt'],
};

/**
 * Who must be there before the first stanza, in the recipe's names: `romeo@montague.example`. Also somebody who never signs
 * in, but is written to, or whose name is taken.
 */
export function castOf(steps: readonly RecipeStep[]): readonly string[] {
  const texts = steps.flatMap((step) => (step.kind === 'shown' ? [] : [`${step.as} ${step.xml}`])).join('\n');
  return Object.entries(casts).flatMap(([host, names]) =>
    names
      .filter((name) =>
        host === 'capulet.example' ? texts.includes(`${name}@${host}`) : new RegExp(`\\b${name}\\b`).test(texts),
      )
      .map((name) => `${name}@${host}`),
  );
}
