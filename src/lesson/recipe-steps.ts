/** The steps of a recipe, for whoever plays it. */
import type { Lesson, RecipeStep } from './types.ts';

/** All that a recipe's page has: `read` lets no other step into one. */
export const recipeSteps = ({ steps }: Lesson): readonly RecipeStep[] =>
  steps.filter((step) => step.kind === 'send' || step.kind === 'receive' || step.kind === 'shown');
