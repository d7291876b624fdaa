/** Which pages show which name, for the playground's explanations: `/shown-in.json`. */
import type { APIRoute } from 'astro';
import { withBase } from '../navigation.ts';
import { listShowing } from '../reference/shown-in.ts';

export const GET: APIRoute = async () => {
  const showing = await listShowing();
  const pages = [...new Map([...showing.values()].flat().map((page) => [page.path, page])).values()];
  const indexOf = new Map(pages.map(({ path }, index) => [path, index]));
  const names = [...showing].map(([name, on]) => [name, on.map(({ path }) => indexOf.get(path))]);
  return new Response(
    JSON.stringify({
      format: 1,
      pages: pages.map(({ title, path }) => [title, withBase(path)]),
      names: Object.fromEntries(names),
    }),
    { headers: { 'Content-Type': 'application/json' } },
  );
};
