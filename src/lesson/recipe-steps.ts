/** The steps of a recipe or a lesson, for whoever plays it. */
import type { Lesson, RecipeStep } from './types.ts';

/** Whether the page is of stanzas alone: it runs in the sandbox, and its evidence is that of a recipe. */
export const isOfStanzas = ({ kind }: Pick<Lesson, 'kind'>): boolean => kind === 'recipe' || kind === 'lesson';

/** All that such a page has: `read` lets no other step into one. */
export const recipeSteps = ({ steps }: Lesson): readonly RecipeStep[] =>
  steps.filter((step) => step.kind === 'send' || step.kind === 'receive' || step.kind === 'shown');
