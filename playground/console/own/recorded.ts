/** The site's recipes and what they came to on the servers that the guides set up, as the site hands them out. */
import type { RecipeStep } from '../../session/index.ts';

export const recordedServers = ['sandbox', 'prosody', 'ejabberd', 'openfire'] as const;
export type RecordedServer = (typeof recordedServers)[number];

/** How what a run came to is shown, as in the matrix. */
export interface Mark {
  readonly sign: string;
  readonly word: string;
}

/** What the matrix says of one run. */
export interface Recorded {
  /** A name among the marks. */
  readonly mark: string;
  readonly version: string;
}

export interface RecordedRecipe {
  readonly page: string;
  readonly title: string;
  readonly address: string;
  readonly steps: readonly RecipeStep[];
  readonly recorded: Readonly<Partial<Record<RecordedServer, Recorded>>>;
}

export interface RecordedRecipes {
  /** By their names: `passed`, `but` and others. */
  readonly marks: Readonly<Record<string, Mark>>;
  readonly recipes: readonly RecordedRecipe[];
}

/** Beside the playground's own page. @throws Error in plain words when it cannot be loaded */
export async function readRecipes(): Promise<RecordedRecipes> {
  const response = await fetch(new URL('../recipes.json', location.href)).catch(() => undefined);
  if (!response?.ok) throw new Error('The recipes could not be loaded. Check that you are online, and try again.');
  return (await response.json()) as RecordedRecipes;
}
