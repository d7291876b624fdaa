/** The recipes and the lessons in the order of their learning paths, and how the parts of the recipes' path are called. */
import { existsSync } from 'node:fs';
import { listPages, type RunPage, readRunPage } from '../../content/index.ts';
import { isOfStanzas, tiers as order, type Tier } from '../../lesson/index.ts';

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

/** Every lesson, in the order of the path. */
export async function listLessons(): Promise<RunPage[]> {
  const lessons = (await listPages('lessons')).filter(({ lesson }) => lesson.kind === 'lesson' && !lesson.draft);
  return lessons.sort((a, b) => (a.lesson.order ?? 0) - (b.lesson.order ?? 0));
}

/** Which lesson it is, from 1, and how many there are. */
export async function placeOf({ lesson }: RunPage): Promise<{ readonly number: number; readonly count: number }> {
  const slugs = (await listLessons()).map((page) => page.lesson.slug);
  return { number: slugs.indexOf(lesson.slug) + 1, count: slugs.length };
}

/** One recipe or lesson by the path of its file; undefined when that page is none. */
export async function stanzaPageAt(path: string | undefined): Promise<RunPage | undefined> {
  if (path === undefined || !existsSync(path)) return undefined;
  const page = await readRunPage(path);
  return isOfStanzas(page.lesson) ? page : undefined;
}
