/** Which pages are meant, and the order in which they come after each other. */
import type { Page } from '../../content/index.ts';
import { errorLine, type Lesson, type LessonError, pageSlug, slugOf } from '../../lesson/index.ts';

/** A page in the tree of pages that start from each other's machines. */
export interface PageNode {
  readonly page: Page;
  /** Asked for, not only run because another page comes after it. */
  readonly wanted: boolean;
  readonly children: readonly PageNode[];
}

/**
 * The runs of pages that the words mean: slugs, folders of slugs, paths of files (each with all its runs), or one run alone
 * (`guides/prosody/install@reader`). No words: all but drafts.
 * @param errors of pages that could not be read: named when a word means one of them
 * @throws Error when a word means no page, or one that is wrong
 */
export function select(
  pages: ReadonlyMap<string, Page>,
  words: readonly string[],
  errors: readonly LessonError[],
): string[] {
  const slugs = [...pages.keys()].sort();
  const means = (word: string, slug: string): boolean =>
    slug === word || slug.startsWith(`${word}/`) || slug.startsWith(`${word}@`);
  const asked = words.map((word) => slugOf(word.replace(/\/+$/, '')));
  const wrong = errors.filter(({ path }) => words.length === 0 || asked.some((word) => means(word, slugOf(path))));
  if (wrong.length > 0) throw new Error(wrong.map(errorLine).join('\n'));
  if (words.length === 0) return slugs.filter((slug) => !pages.get(slug)?.lesson.draft);
  const chosen = asked.flatMap((word) => {
    const found = slugs.filter((slug) => means(word, slug));
    if (found.length === 0)
      throw new Error(`No page that runs is called "${word}". Pages that run: ${slugs.join(', ') || 'none'}.`);
    return found;
  });
  return [...new Set(chosen)];
}

/**
 * The trees of pages to run: what is wanted and all that it comes after.
 * @throws Error when a page comes after one that does not exist, or after itself
 */
export function plan(pages: ReadonlyMap<string, Page>, wanted: readonly string[]): PageNode[] {
  const needed = new Set<string>();
  for (const slug of wanted) {
    const passed: string[] = [];
    for (let at: string | undefined = slug; at !== undefined; at = pages.get(at)?.lesson.after) {
      if (passed.includes(at))
        throw new Error(`Pages come after each other in a circle: ${[...passed, at].join(', after ')}.`);
      if (!pages.has(at)) {
        const from = pages.get(passed.at(-1) ?? '')?.path;
        throw new Error(
          `${from ?? 'A page'} says "after: ${at}", but no guide has that address. ${instead(pages, at)}`,
        );
      }
      passed.push(at);
      needed.add(at);
    }
  }
  const build = (after: string | undefined): PageNode[] =>
    [...needed]
      .filter((slug) => pages.get(slug)?.lesson.after === after)
      .sort()
      .flatMap((slug) => {
        const page = pages.get(slug);
        return page ? [{ page, wanted: wanted.includes(slug), children: build(slug) }] : [];
      });
  return build(undefined);
}

/** What to write in the place of an address that no run has. */
function instead(pages: ReadonlyMap<string, Page>, at: string): string {
  const runs = [...pages.values()].filter(({ lesson }) => !lesson.reader && pageSlug(lesson.slug) === pageSlug(at));
  return runs.length > 0
    ? `That page runs once for each server: write one of ${runs.map(({ lesson }) => lesson.slug).join(', ')}.`
    : 'Write the address of a guide, such as guides/foundations/machine.';
}

/** All pages of the trees, each before those that come after it. */
export const every = (nodes: readonly PageNode[]): PageNode[] =>
  nodes.flatMap((node) => [node, ...every(node.children)]);

/** The pages that a page comes after, first one first. */
export function before(pages: ReadonlyMap<string, Page>, lesson: Lesson): Lesson[] {
  const found = lesson.after === undefined ? undefined : pages.get(lesson.after)?.lesson;
  return found ? [...before(pages, found), found] : [];
}
