/** The text of all pages in one file, as it was written. */
import type { APIRoute } from 'astro';
import { listPages, summary } from '../plain-text.ts';

export const GET: APIRoute = async ({ site }) => {
  const pages = await listPages();
  const texts = pages.map(
    ({ title, path, body }) => `# ${title}\n\nAddress: ${new URL(path, site)}\n\n${body.trim()}\n`,
  );
  return new Response(`> ${summary}\n\n${texts.join('\n\n')}`);
};
