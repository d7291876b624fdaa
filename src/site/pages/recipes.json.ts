/** All recipes as data: their steps, what each server's run came to, and the words for that. The playground runs them on a reader's own server. */
import type { APIRoute } from 'astro';
import { recipeSteps } from '../../lesson/index.ts';
import { withBase } from '../navigation.ts';
import { outcomeOf } from '../recipe/answers.ts';
import { listRecipes } from '../recipe/list.ts';
import { markOf, marks } from '../recipe/matrix.ts';

export const GET: APIRoute = async () => {
  const outcomes = await Promise.all((await listRecipes()).map(outcomeOf));
  const recipes = outcomes.map(({ recipe: { lesson }, cells }) => ({
    page: lesson.slug,
    title: lesson.title,
    address: withBase(`/${lesson.slug}/`),
    steps: recipeSteps(lesson),
    recorded: Object.fromEntries(
      [...cells].map(([server, cell]) => [server, { mark: markOf(cell), version: cell.version }]),
    ),
  }));
  return new Response(JSON.stringify({ format: 2, marks, recipes }), {
    headers: { 'Content-Type': 'application/json' },
  });
};
