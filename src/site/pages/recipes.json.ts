/** All recipes as data: their steps, and what each server's run came to. The playground runs them on a reader's own server. */
import type { APIRoute } from 'astro';
import { recipeSteps } from '../../lesson/index.ts';
import { withBase } from '../navigation.ts';
import { outcomeOf } from '../recipe/answers.ts';
import { listRecipes } from '../recipe/list.ts';

export const GET: APIRoute = async () => {
  const outcomes = await Promise.all((await listRecipes()).map(outcomeOf));
  const recipes = outcomes.map(({ recipe: { lesson }, cells }) => ({
    page: lesson.slug,
    title: lesson.title,
    address: withBase(`/${lesson.slug}/`),
    steps: recipeSteps(lesson),
    recorded: Object.fromEntries([...cells].map(([server, { verdict, version }]) => [server, { verdict, version }])),
  }));
  return new Response(JSON.stringify({ format: 1, recipes }), { headers: { 'Content-Type': 'application/json' } });
};
