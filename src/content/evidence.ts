/** The evidence beside a page. */
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Evidence, evidenceFile, formatEvidence, parseEvidence, type RecipeEvidence } from '../lesson/index.ts';
import { readIfThere } from './files.ts';
import type { Page } from './pages.ts';

/**
 * What the last run left beside the page, if anything.
 * @throws Error in plain words, with the file, when it is not evidence of this format
 */
export async function readEvidence({ file, lesson }: Pick<Page, 'file' | 'lesson'>): Promise<Evidence | undefined> {
  const found = evidenceFile(file, lesson.slug);
  const text = await readIfThere(found);
  return text === undefined ? undefined : evidenceOf(found, text);
}

/** @param file of the evidence; @param text what it holds */
export function evidenceOf(file: string, text: string): Evidence {
  try {
    return parseEvidence(text);
  } catch (error) {
    const where = relative(process.cwd(), file);
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * What lies beside a recipe, if anything.
 * @throws Error in plain words when it is not evidence of a recipe
 */
export async function readRecipeEvidence(recipe: Page): Promise<RecipeEvidence | undefined> {
  const evidence = await readEvidence(recipe);
  if (evidence === undefined || evidence.kind === 'recipe') return evidence;
  throw new Error(`${evidenceFile(recipe.path)} is the evidence of a guide. Remove it and run the recipe again.`);
}

export async function writeRecipeEvidence({ file }: Pick<Page, 'file'>, evidence: RecipeEvidence): Promise<void> {
  await writeFile(evidenceFile(file), formatEvidence(evidence));
}
