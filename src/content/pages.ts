/** Finds and reads pages. Nobody else does. */
import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Lesson, type LessonError, read, runsOf, runsOnMachines } from '../lesson/index.ts';
import { remember } from './files.ts';

/** The folder of the site's pages, from the project's folder, where all commands run. */
export const contentFolder = 'content';

/** A page with its file. */
export interface Page {
  readonly lesson: Lesson;
  /** The file, relative to the folder of pages' parent: `content/guides/prosody/install.mdx`. */
  readonly path: string;
  readonly file: string;
}

export interface PageSet {
  /** The runs of all pages, by their slugs: `guides/prosody/install` and `guides/prosody/install@reader`. */
  readonly pages: ReadonlyMap<string, Page>;
  readonly errors: readonly LessonError[];
}

const remembered = remember<Page | LessonError[]>();

/** Reads one page's file. */
export async function readPage(content: string, file: string): Promise<Page | LessonError[]> {
  const path = relative(join(content, '..'), file);
  const text = await readFile(file, 'utf8');
  return remembered(file, [path, text], () => {
    const lesson = read(path, text);
    return Array.isArray(lesson) ? lesson : { lesson, path, file };
  });
}

/** The files of all pages under a folder, in the order of their paths. */
export async function pageFiles(content: string, under = '.'): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const name of glob('**/*.{md,mdx}', { cwd: join(content, under) })) files.push(join(content, under, name));
  return files.sort();
}

/** Reads every page under a folder, in the order of their paths. */
export async function readAll(
  content: string,
  under?: string,
): Promise<{ readonly pages: readonly Page[]; readonly errors: readonly LessonError[] }> {
  const pages: Page[] = [];
  const errors: LessonError[] = [];
  for (const file of await pageFiles(content, under)) {
    const found = await readPage(content, file);
    if (Array.isArray(found)) errors.push(...found);
    else pages.push(found);
  }
  return { pages, errors };
}

/** Each of the ways in which the lab runs a page, as a page of its own with the same file. */
export const runsOfPage = (page: Page): readonly Page[] => runsOf(page.lesson).map((lesson) => ({ ...page, lesson }));

/** Reads all pages of a folder that run on machines. */
export async function readPages(content: string): Promise<PageSet> {
  const { pages, errors } = await readAll(content);
  const running = pages.filter(({ lesson }) => runsOnMachines(lesson)).flatMap(runsOfPage);
  return { pages: new Map(running.map((page) => [page.lesson.slug, page])), errors };
}
