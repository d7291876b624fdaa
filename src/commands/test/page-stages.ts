/** The stages that concern some pages: `npm test -- site/guides/prosody`. */
import { readLessons, readPages, readRecipes } from '../../content/index.ts';
import { pageSlug, slugOf } from '../../lesson/index.ts';
import { asOne, playwright, type Stage, vitest } from './stage.ts';
import { build, guides } from './stages.ts';

export interface Chosen {
  readonly guides: readonly string[];
  /** Lessons too: they run in the same way. */
  readonly recipes: readonly string[];
}

/**
 * The pages that a word means: `site/guides/prosody`, `content/guides/prosody/install.mdx` or `guides/prosody` is a page, or all
 * pages of a folder.
 * @returns undefined when it means none
 */
export async function pagesOf(content: string, word: string): Promise<Chosen | undefined> {
  const wanted = slugOf(word.replace(/^site\//, '').replace(/\/+$/, ''));
  const isMeant = (slug: string): boolean => pageSlug(slug) === wanted || slug.startsWith(`${wanted}/`);
  const { pages } = await readPages(content);
  const [{ recipes }, { recipes: lessons }] = await Promise.all([readRecipes(content), readLessons(content)]);
  const chosen = {
    guides: [...new Set([...pages.keys()].filter(isMeant).map(pageSlug))],
    recipes: [...recipes, ...lessons].map(({ lesson }) => lesson.slug).filter(isMeant),
  };
  return chosen.guides.length + chosen.recipes.length > 0 ? chosen : undefined;
}

/** The tests that read each page and run each recipe. */
export const testsOf = Object.freeze({
  pages: 'tests/content/site-pages.test.ts',
  recipes: 'tests/session/recipe/recipes.test.ts',
  lessons: 'tests/session/recipe/lessons.test.ts',
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** All that concerns these pages: their format, evidence, built pages, accessibility, and a run of them. */
export function stagesOf(chosen: Chosen): readonly Stage[] {
  const slugs = [...chosen.guides, ...chosen.recipes];
  const named = slugs.map(escaped).join('|');
  const recipes: Stage = {
    name: 'recipes in the sandbox',
    needs: ['Prosody’s source'],
    run: () => vitest('sandbox', [testsOf.recipes, testsOf.lessons], chosen.recipes.map(escaped).join('|')),
  };
  const run: Stage = { name: 'guides', needs: ['the lab'], run: () => guides(chosen.guides) };
  return [
    { name: 'format of pages', wants: ['ShellCheck'], run: () => vitest('pure', [testsOf.pages]) },
    { name: 'evidence', run: () => asOne('node', ['src/lab/cli.ts', 'check', ...slugs]) },
    ...(chosen.recipes.length > 0 ? [recipes] : []),
    { name: 'build', needs: ['Prosody’s source'], run: build },
    { name: 'built pages', needs: ['Prosody’s source'], run: () => vitest('built', [], named) },
    {
      name: 'pages in Chromium',
      needs: ['Prosody’s source', 'Chromium'],
      run: () => playwright(['--grep', `/(${named})/`]),
    },
    ...(chosen.guides.length > 0 ? [run] : []),
  ];
}
