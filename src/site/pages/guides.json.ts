/** The evidence of all guides as data, for others to use: `/guides.json`. */
import type { APIRoute } from 'astro';
import { summarise } from '../../lesson/index.ts';
import { listGuides } from '../guide/index-of-guides.ts';
import { withBase } from '../navigation.ts';

export const GET: APIRoute = async ({ site }) => {
  const guides = (await listGuides()).map(({ lesson, evidence, state }) => ({
    page: lesson.slug,
    title: lesson.title,
    address: new URL(withBase(`/${lesson.slug}/`), site).href,
    server: lesson.server ?? null,
    after: lesson.after ?? null,
    state,
    summary: summarise(evidence, lesson),
    hash: lesson.hash,
    evidence: evidence ?? null,
  }));
  return new Response(JSON.stringify({ format: 1, guides }, null, 2), {
    headers: { 'Content-Type': 'application/json' },
  });
};
