/** Recipes on the disk. */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  evidenceFile,
  formatEvidence,
  type Lesson,
  type LessonError,
  parseEvidence,
  type RecipeEvidence,
  read,
} from '../../lesson/index.ts';

export const folder = 'content/recipes';

export interface RecipePage {
  /** From the project's folder: `content/recipes/ping.mdx`. */
  readonly path: string;
  readonly text: string;
  readonly lesson: Lesson;
}

/** The recipes that are meant by any of the words: by name or path, or else by a part of the path. All of them without words. */
export function findRecipes(words: readonly string[]): string[] {
  const paths = globSync(`${folder}/**/*.{md,mdx}`).sort();
  if (words.length === 0) return paths;
  const meant = words.flatMap((word) => {
    const exact = paths.filter((path) => word === path || word === nameOf(path));
    return exact.length > 0 ? exact : paths.filter((path) => path.includes(word));
  });
  return paths.filter((path) => meant.includes(path));
}

export function nameOf(path: string): string {
  return basename(path).replace(/\.mdx?$/, '');
}

export function readRecipe(path: string): RecipePage | readonly LessonError[] {
  const text = readFileSync(path, 'utf8');
  const lesson = read(path, text);
  if (Array.isArray(lesson)) return lesson;
  if (lesson.kind !== 'recipe') {
    return [{ path, line: 1, plain: 'This page is no recipe: write "kind: recipe" into its frontmatter.' }];
  }
  return { path, text, lesson };
}

/** @throws Error in plain words when the file is not evidence of a recipe */
export function readRecipeEvidence(path: string): RecipeEvidence | undefined {
  const file = evidenceFile(path);
  if (!existsSync(file)) return undefined;
  const evidence = parseEvidence(readFileSync(file, 'utf8'));
  if (evidence.kind !== 'recipe')
    throw new Error(`${file} is evidence of a guide. Remove it and run the recipe again.`);
  return evidence;
}

export function writeRecipeEvidence(path: string, evidence: RecipeEvidence): void {
  writeFileSync(evidenceFile(path), formatEvidence(evidence));
}
