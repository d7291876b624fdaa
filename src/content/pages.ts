/** Finds and reads the pages that run. */
import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Lesson, type LessonError, read } from '../lesson/index.ts';

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
