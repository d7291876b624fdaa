/** The pages that can be done, by kind, for a list of them. */
import { existsSync } from 'node:fs';
import { contentFolder, listPages } from '../../content/index.ts';
import { listRecipes } from '../recipe/list.ts';

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
  const under = async (folder: string): Promise<readonly DonePage[]> => {
    if (!existsSync(`${contentFolder}/${folder}`)) return [];
    const pages = await listPages(folder);
    const place = ({ lesson }: (typeof pages)[number]): number => lesson.order ?? Number.MAX_SAFE_INTEGER;
    return pages
      .filter(({ lesson }) => lesson.kind !== 'page' && lesson.kind !== 'guide')
      .sort((one, other) => place(one) - place(other))
      .map(({ lesson: { slug, title } }) => ({ slug, title }));
  };
  const recipes = (await listRecipes()).map(({ lesson: { slug, title } }) => ({ slug, title }));
  const first = (await listPages('playground')).filter(({ lesson }) => lesson.kind === 'recipe');
  const lessons = [...first.map(({ lesson: { slug, title } }) => ({ slug, title })), ...(await under('lessons'))];
  return [
    { name: 'Lessons', pages: lessons },
    { name: 'Drills', pages: await under('drills') },
    { name: 'Recipes', pages: recipes },
  ].filter(({ pages }) => pages.length > 0);
}
