/** The site's recipes and what they came to on the servers that the guides set up, as the site hands them out. */
import type { RecipeStep } from '../../session/index.ts';

export const recordedServers = ['sandbox', 'prosody', 'ejabberd', 'openfire'] as const;
export type RecordedServer = (typeof recordedServers)[number];

/** What the matrix says of one run (src/lesson/recipe-answers.ts). */
export interface Recorded {
  readonly verdict: 'passed' | 'allowed' | 'setting' | 'deviation' | 'failed' | 'skipped' | 'changed';
  readonly version: string;
}

export interface RecordedRecipe {
  readonly page: string;
  readonly title: string;
  readonly address: string;
  readonly steps: readonly RecipeStep[];
  readonly recorded: Readonly<Partial<Record<RecordedServer, Recorded>>>;
}

/** Beside the playground's own page. @throws Error in plain words when it cannot be loaded */
export async function readRecipes(): Promise<readonly RecordedRecipe[]> {
  const response = await fetch(new URL('../recipes.json', location.href)).catch(() => undefined);
  if (!response?.ok) throw new Error('The recipes could not be loaded. Check that you are online, and try again.');
  const { recipes } = (await response.json()) as { readonly recipes: readonly RecordedRecipe[] };
  return recipes;
}
