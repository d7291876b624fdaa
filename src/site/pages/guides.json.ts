/** The evidence of all guides as data, for others to use: `/guides.json`. */
import type { APIRoute } from 'astro';
import { evidenceState, summarise } from '../../lesson/index.ts';
import { listGuides } from '../guide/index-of-guides.ts';

export const GET: APIRoute = ({ site }) => {
  const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
  const guides = listGuides().map(({ lesson, evidence }) => ({
    page: lesson.slug,
    title: lesson.title,
    address: new URL(`${base}${lesson.slug}/`, site).href,
    server: lesson.server ?? null,
    after: lesson.after ?? null,
    state: evidenceState(lesson, evidence),
    summary: summarise(evidence, lesson),
    hash: lesson.hash,
    evidence: evidence ?? null,
  }));
  return new Response(JSON.stringify({ format: 1, guides }, null, 2), {
    headers: { 'Content-Type': 'application/json' },
  });
};
