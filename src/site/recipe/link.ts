/** The link that opens a recipe in the playground. */
import { linkOf, stanzasOfRecipe } from '../../../playground/console/share/index.ts';
import type { Page } from '../../content/index.ts';
import { recipeSteps } from '../../lesson/index.ts';
import { withBase } from '../navigation.ts';

/**
 * The address of the playground with all stanzas that the recipe sends, each with its sender. Fails the build when a recipe is too
 * much for a link.
 */
export async function playgroundLink({ lesson, path }: Page): Promise<string> {
  const link = await linkOf({ title: lesson.title, stanzas: stanzasOfRecipe(recipeSteps(lesson)), first: 0 });
  if (typeof link === 'string') return `${withBase('/playground/')}${link}`;
  throw new Error(`${path}: its link to the playground cannot be made. ${link.plain}`);
}
