/** The recipes in the order of the learning path, and how its parts are called. */
import { existsSync } from 'node:fs';
import { contentFolder, listPages, type RunPage, readRunPage } from '../../content/index.ts';
import { tiers as order, type Tier } from '../../lesson/index.ts';

const partOf: Readonly<Record<Tier, { readonly name: string; readonly about: string }>> = {
  'first-steps': { name: 'First steps', about: 'One account, one server: come online, write, ask, register.' },
  'people-and-rooms': {
    name: 'People and rooms',
    about: 'Contacts, devices, the archive, rooms, and what is published.',
  },
  'break-it': { name: 'Break it on purpose', about: 'Conflicts, lost connections, wrong addresses, broken XML.' },
};

export const tiers = order.map((tier) => ({ tier, ...partOf[tier] }));

/** Every recipe, in the order of the learning path; those without a tier come last. */
export async function listRecipes(): Promise<RunPage[]> {
  const part = ({ lesson }: RunPage) => (lesson.tier === undefined ? order.length : order.indexOf(lesson.tier));
  const place = ({ lesson }: RunPage) => lesson.order ?? Number.MAX_SAFE_INTEGER;
  const recipes = (await listPages('recipes')).filter(({ lesson }) => lesson.kind === 'recipe');
  return recipes.sort((a, b) => part(a) - part(b) || place(a) - place(b));
}

/** One recipe, or the first lesson, which runs as they do, by the path of its file; undefined when that page is none. */
export async function recipeAt(path: string | undefined): Promise<RunPage | undefined> {
  const places = [`${contentFolder}/recipes/`, `${contentFolder}/playground/lesson.mdx`];
  if (path === undefined || !existsSync(path) || !places.some((place) => path.includes(place))) return undefined;
  const page = await readRunPage(path);
  return page.lesson.kind === 'recipe' ? page : undefined;
}
