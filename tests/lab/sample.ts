/** Lessons for tests, read from text as pages are. */

import type { Page } from '../../src/content/index.ts';
import { type GuideEvidence, type Lesson, read } from '../../src/lesson/index.ts';

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

/** Evidence of a run of the page that passed. */
export const guideEvidenceOf = (page: Page, changes: Partial<GuideEvidence> = {}): GuideEvidence => ({
  kind: 'guide',
  format: 1,
  page: page.lesson.slug,
  hash: page.lesson.hash,
  date: '2026-11-22T14:03:00.000Z',
  duration: 30_000,
  status: 'passed',
  cold: true,
  chain: [],
  machines: [],
  downloads: [],
  steps: [],
  ...changes,
});
