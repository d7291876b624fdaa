/** The recipes and the lessons: where they are, which ones somebody means, and the sentences that hold for all recipes. */
import { basename, join, relative } from 'node:path';
import { type Explanation, errorLine, isOfStanzas, type LessonError, requireHabits } from '../lesson/index.ts';
import { readIfThere, remember } from './files.ts';
import { type Page, pageFiles, readAll, readPage } from './pages.ts';

const folder = 'recipes';
const lessonFolder = 'lessons';

export interface RecipeSet {
  /** In the order of their paths. */
  readonly recipes: readonly Page[];
  readonly errors: readonly LessonError[];
}

/** Every recipe of a folder of pages; pages of other kinds are left out. */
export async function readRecipes(content: string): Promise<RecipeSet> {
  const { pages, errors } = await readAll(content, folder);
  return { recipes: pages.filter(({ lesson }) => lesson.kind === 'recipe'), errors };
}

/** Every lesson, in the order of the path. They run as recipes do. */
export async function readLessons(content: string): Promise<RecipeSet> {
  const { pages, errors } = await readAll(content, lessonFolder);
  const lessons = pages.filter(({ lesson }) => lesson.kind === 'lesson');
  return { recipes: lessons.sort((a, b) => (a.lesson.order ?? 0) - (b.lesson.order ?? 0)), errors };
}

/** Reads one recipe's or lesson's file; a page of another kind is an error. */
export async function readRecipe(content: string, file: string): Promise<Page | LessonError[]> {
  const page = await readPage(content, file);
  if (Array.isArray(page) || isOfStanzas(page.lesson)) return page;
  return [{ path: page.path, line: 1, plain: 'This page is not a recipe: write "kind: recipe" into its frontmatter.' }];
}

/** `block` of `content/recipes/block.mdx`. */
export const nameOf = ({ path }: Pick<Page, 'path'>): string => basename(path).replace(/\.mdx?$/, '');

/**
 * The recipes' paths that words mean, without reading a page; all of them without words. A word is a recipe's name, path or
 * slug, or else a part of one recipe's path.
 * @throws Error when a word means none, or is a part of several
 */
export async function findRecipes(content: string, words: readonly string[]): Promise<readonly string[]> {
  return found(content, words, [folder]);
}

/** The same of recipes and lessons together. */
export async function findStanzaPages(content: string, words: readonly string[]): Promise<readonly string[]> {
  return found(content, words, [folder, lessonFolder]);
}

async function found(
  content: string,
  words: readonly string[],
  folders: readonly string[],
): Promise<readonly string[]> {
  const files = await Promise.all(folders.map((one) => pageFiles(content, one)));
  return meant(
    files.flat().map((file) => relative(join(content, '..'), file)),
    words,
  );
}

/**
 * The recipes that words mean, as `findRecipes` reads words.
 * @throws Error when a word means none or several, or a recipe that cannot be read
 */
export function chooseRecipes({ recipes, errors }: RecipeSet, words: readonly string[]): readonly Page[] {
  const broken = [...new Set(errors.map(({ path }) => path))];
  const chosen = meant([...recipes.map(({ path }) => path), ...broken], words);
  const wrong = errors.filter(({ path }) => chosen.includes(path));
  if (wrong.length > 0) throw new Error(wrong.map(errorLine).join('\n'));
  return recipes.filter(({ path }) => chosen.includes(path));
}

function meant(paths: readonly string[], words: readonly string[]): readonly string[] {
  if (words.length === 0) return paths;
  const chosen = new Set(words.flatMap((word) => meantBy(word, paths)));
  return paths.filter((path) => chosen.has(path));
}

function meantBy(word: string, paths: readonly string[]): readonly string[] {
  const asked = word.replace(/^\.\//, '').replace(/\/+$/, '');
  const withoutEnding = asked.replace(/\.mdx?$/, '');
  const exact = paths.filter((path) => {
    const address = path.replace(/\.mdx?$/, '');
    return [path, address, nameOf({ path }), address.replace(/^.*?\/(?=(?:recipes|lessons)\/)/, '')].some(
      (name) => name === asked || name === withoutEnding,
    );
  });
  if (exact.length > 0) return exact;
  const parts = paths.filter((path) => path.includes(asked));
  if (parts.length === 1) return parts;
  const names = (parts.length === 0 ? paths : parts).map((path) => nameOf({ path })).join(', ') || 'none';
  throw new Error(
    parts.length === 0
      ? `No recipe or lesson is called "${word}". There are: ${names}.`
      : `"${word}" is a part of several names. Write one of: ${names}.`,
  );
}

const remembered = remember<readonly Explanation[]>();

/** The sentences that hold for all recipes; none where the file is not there. Unchanged, they are the same objects again. */
export async function readAllHabits(content: string): Promise<readonly Explanation[]> {
  const file = join(content, folder, 'differences.yaml');
  const text = (await readIfThere(file)) ?? '';
  return remembered(file, [text], () => requireHabits(relative(join(content, '..'), file), text));
}
