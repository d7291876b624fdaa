/** Lessons for tests, read from text as pages are. */

import type { Page } from '../../src/content/index.ts';
import { type Lesson, read } from '../../src/lesson/index.ts';

export function lessonOf(slug: string, frontmatter: string, body = ''): Lesson {
  const path = `content/${slug}.mdx`;
  const lesson = read(path, `---\ntitle: ${slug}\nkind: guide\n${frontmatter}\n---\n\n${body}`);
  if (Array.isArray(lesson)) throw new Error(lesson.map(({ line, plain }) => `${path}:${line}: ${plain}`).join('\n'));
  return lesson;
}

export function pageOf(slug: string, frontmatter = '', body = ''): Page {
  return {
    lesson: lessonOf(slug, frontmatter, body),
    path: `content/${slug}.mdx`,
    file: `/nowhere/content/${slug}.mdx`,
  };
}

export const pagesOf = (...pages: Page[]): Map<string, Page> => new Map(pages.map((page) => [page.lesson.slug, page]));
