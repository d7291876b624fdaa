/**
 * Takes a stylesheet out of a page on which nothing has its classes. All guides, recipes and lessons are one route, and Astro links to each
 * page of a route the styles of everything that one of them may load later: guides would fetch the styles of the console's rows.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rewritePages, stylesheet } from './built-pages.ts';

/** Small stylesheets stand in the page itself. */
const inlineStyle = /<style>([^<]*)<\/style>/g;
const scripts = /_astro\/[\w.-]+\.js/g;

/** The classes by which Svelte keeps the styles of a component to itself; none where a rule is for everybody, as far as selectors tell. */
export function scopesOf(css: string): readonly string[] {
  const selectors = css.replace(/@keyframes[^{]+\{(?:[^{}]*\{[^}]*\})*\}/g, '').match(/[^{}]+(?=\{)/g) ?? [];
  const rules = selectors.map((one) => one.trim()).filter((one) => !one.startsWith('@'));
  const scopes = rules.flatMap((rule) => rule.split(',').map((one) => /\.(svelte-\w+)/.exec(one)?.[1]));
  return scopes.every((one) => one !== undefined) ? [...new Set(scopes)] : [];
}

/**
 * @param textOf the text of a file of the built site, by its path in it
 * @returns the page without the stylesheets whose classes neither it nor any script that it may load names
 */
export function withoutUnusedStyles(html: string, textOf: (path: string) => string): string {
  // Not what styles themselves say: each of them names its own classes.
  const reachable = new Map<string, string>([['', html.replace(inlineStyle, '')]]);
  for (const text of reachable.values())
    for (const [path] of text.replace(/(["'(])\.\//g, '$1_astro/').matchAll(scripts))
      if (!reachable.has(path)) reachable.set(path, textOf(path));
  const all = [...reachable.values()];
  const isUsed = (css: string): boolean => {
    const scopes = scopesOf(css);
    return scopes.length === 0 || scopes.some((scope) => all.some((text) => text.includes(scope)));
  };
  return html
    .replace(stylesheet, (link, path: string) => (isUsed(textOf(path)) ? link : ''))
    .replace(inlineStyle, (style, css: string) => (isUsed(css) ? style : ''));
}

export function unusedStyles(): AstroIntegration {
  return {
    name: 'stanzabox-unused-styles',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir);
        const texts = new Map<string, string>();
        const textOf = (path: string): string => {
          const file = join(root, path);
          const known = texts.get(path) ?? (existsSync(file) ? readFileSync(file, 'utf8') : '');
          texts.set(path, known);
          return known;
        };
        rewritePages(root, (html) => withoutUnusedStyles(html, textOf));
      },
    },
  };
}
