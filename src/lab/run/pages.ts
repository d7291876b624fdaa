/** Finds and reads the pages that run, and puts them in the order in which they come after each other. */
import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { errorLine, type Lesson, type LessonError, read, slugOf } from '../../lesson/index.ts';

/** A page with its file. */
export interface Page {
  readonly lesson: Lesson;
  /** The file, relative to the folder of pages' parent: `content/guides/prosody/install.mdx`. */
  readonly path: string;
  readonly file: string;
}

export interface PageSet {
  readonly pages: ReadonlyMap<string, Page>;
  readonly errors: readonly LessonError[];
}

/** A page in the tree of pages that start from each other's machines. */
export interface PageNode {
  readonly page: Page;
  /** Asked for, not only run because another page comes after it. */
  readonly wanted: boolean;
  readonly children: readonly PageNode[];
}

const runs = (lesson: Lesson): boolean => lesson.kind === 'guide' || lesson.kind === 'drill';

/** Reads one page's file. */
export async function readPage(content: string, file: string): Promise<Page | LessonError[]> {
  const path = relative(join(content, '..'), file);
  const lesson = read(path, await readFile(file, 'utf8'));
  return Array.isArray(lesson) ? lesson : { lesson, path, file };
}

/** Reads all pages of a folder; those that run nothing on machines are left out. */
export async function readPages(content: string): Promise<PageSet> {
  const pages = new Map<string, Page>();
  const errors: LessonError[] = [];
  for await (const name of glob('**/*.mdx', { cwd: content })) {
    const found = await readPage(content, join(content, name));
    if (Array.isArray(found)) errors.push(...found);
    else if (runs(found.lesson)) pages.set(found.lesson.slug, found);
  }
  return { pages, errors };
}

/**
 * The pages that the words mean: slugs, folders of slugs, or paths of files. No words: all but drafts.
 * @param errors of pages that could not be read: named when a word means one of them
 * @throws Error when a word means no page, or one that is wrong
 */
export function select(
  pages: ReadonlyMap<string, Page>,
  words: readonly string[],
  errors: readonly LessonError[],
): string[] {
  const slugs = [...pages.keys()].sort();
  const means = (word: string, slug: string): boolean => slug === word || slug.startsWith(`${word}/`);
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
    const behind: string[] = [];
    for (let at: string | undefined = slug; at !== undefined; at = pages.get(at)?.lesson.after) {
      if (behind.includes(at))
        throw new Error(`Pages come after each other in a circle: ${[...behind, at].join(', after ')}.`);
      if (!pages.has(at)) {
        const from = pages.get(behind.at(-1) ?? '')?.path;
        throw new Error(
          `${from ?? 'A page'} says "after: ${at}", but no guide has that address. Write the address of a guide, such as guides/foundations/machine.`,
        );
      }
      behind.push(at);
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

/** The pages behind a page, first one first. */
export function before(pages: ReadonlyMap<string, Page>, lesson: Lesson): Lesson[] {
  const found = lesson.after === undefined ? undefined : pages.get(lesson.after)?.lesson;
  return found ? [...before(pages, found), found] : [];
}
