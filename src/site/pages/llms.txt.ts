/** A plain list of all pages for programs that read documentation (llmstxt.org). */
import type { APIRoute } from 'astro';
import { withBase } from '../navigation.ts';
import { listPages, summary } from '../plain-text.ts';

export const GET: APIRoute = async ({ site }) => {
  const pages = await listPages();
  const links = pages.map(({ title, path, description }) => {
    const address = new URL(path, site);
    return `- [${title}](${address})${description ? `: ${description}` : ''}`;
  });
  const whole = new URL(withBase('/llms-full.txt'), site);
  return new Response(
    `# Stanzabox\n\n> ${summary}\n\nThe text of all pages in one file: ${whole}\n\n## Pages\n\n${links.join('\n')}\n`,
  );
};
