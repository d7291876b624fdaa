/**
 * Takes a stylesheet out of a page that links the same text already. The bundler writes the styles of a component under a second name when
 * two parts of the playground share it, and a first visit would fetch both.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rewritePages, stylesheet } from './built-pages.ts';

/** @param textOf the text of a stylesheet, by its path in the built site */
export function withSingleStyles(html: string, textOf: (path: string) => string): string {
  const seen = new Set<string>();
  return html.replace(stylesheet, (link, path: string) => {
    const text = textOf(path);
    if (seen.has(text)) return '';
    seen.add(text);
    return link;
  });
}

export function singleStyles(): AstroIntegration {
  return {
    name: 'stanzabox-single-styles',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir);
        rewritePages(root, (html) => withSingleStyles(html, (style) => readFileSync(join(root, style), 'utf8')));
      },
    },
  };
}
