/**
 * Ends a build in which a link leads nowhere: a page, file or anchor of this site that does not exist.
 * It reads the built HTML, so links in components, in the sidebar and under a base path are checked like those in Markdown.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { builtPages } from './built-pages.ts';

interface PageLinks {
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly string[];
}

/** What a page links to, and what can be linked to in it. */
export function readPage(html: string): PageLinks {
  const anchors = new Set<string>();
  const links: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('attrs' in node) {
      for (const { name, value } of node.attrs) {
        if (name === 'id') anchors.add(value);
        if (name === 'href' || name === 'src') links.push(value);
      }
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return { anchors, links };
}

/** Every link that leads nowhere, as `page: link (why)`. `folder` is a built site that was made for `base`. */
export function brokenLinks(folder: string, base: string): readonly string[] {
  const pages = new Map(builtPages(folder).map((file) => [file, readPage(readFileSync(join(folder, file), 'utf8'))]));
  const broken: string[] = [];
  for (const [file, { links }] of pages) {
    const here = new URL(`${base}${file.replace(/index\.html$/, '')}`, 'https://here.invalid');
    for (const link of new Set(links)) {
      const why = URL.canParse(link, here) ? problem(new URL(link, here), here, folder, base, pages) : 'not an address';
      if (why !== undefined) broken.push(`${file}: ${link} (${why})`);
    }
  }
  return broken;
}

function problem(
  target: URL,
  here: URL,
  folder: string,
  base: string,
  pages: ReadonlyMap<string, PageLinks>,
): string | undefined {
  if (target.origin !== here.origin) return undefined;
  if (!target.pathname.startsWith(base)) return `outside the site, which lives under ${base}`;
  const path = decodeURIComponent(target.pathname.slice(base.length));
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const absolute = join(folder, file);
  if (!existsSync(absolute)) return 'no such page or file';
  if (statSync(absolute).isDirectory()) return 'write a final slash';
  const anchor = decodeURIComponent(target.hash.slice(1));
  const page = pages.get(file);
  // `#_top` is the page itself; a hash of the playground carries a text, not an anchor.
  if (anchor === '' || page === undefined || file === join('playground', 'index.html')) return undefined;
  return page.anchors.has(anchor) ? undefined : 'no such heading on that page';
}

export function checkLinks(): AstroIntegration {
  let base = '/';
  return {
    name: 'stanzabox-check-links',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.endsWith('/') ? config.base : `${config.base}/`;
      },
      'astro:build:done': ({ dir, logger }) => {
        const broken = brokenLinks(fileURLToPath(dir), base);
        if (broken.length > 0) throw new Error(`Links that lead nowhere:\n  ${broken.join('\n  ')}`);
        logger.info('All links within the site lead somewhere.');
      },
    },
  };
}
