/** The pages that can be done, by kind, for a list of them. */
import { existsSync } from 'node:fs';
import { contentFolder, listPages, type RunPage } from '../../content/index.ts';
import { listLessons, listRecipes } from '../recipe/list.ts';

export interface DonePage {
  readonly slug: string;
  readonly title: string;
}

export interface DoneGroup {
  readonly name: string;
  readonly pages: readonly DonePage[];
}

/** In reading order; groups without pages are left out. */
export async function listDoneGroups(): Promise<readonly DoneGroup[]> {
  const shown = (pages: readonly RunPage[]): readonly DonePage[] =>
    pages.map(({ lesson: { slug, title } }) => ({ slug, title }));
  const drills = existsSync(`${contentFolder}/drills`) ? await listPages('drills') : [];
  return [
    { name: 'Lessons', pages: shown(await listLessons()) },
    { name: 'Drills', pages: shown(drills.filter(({ lesson }) => lesson.drill !== undefined)) },
    { name: 'Recipes', pages: shown(await listRecipes()) },
  ].filter(({ pages }) => pages.length > 0);
}
