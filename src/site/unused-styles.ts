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
/** A class by which Svelte keeps the styles of a component to itself. */
const anyScope = /svelte-\w+/g;

/** The classes by which Svelte keeps the styles of a component to itself; none where a rule is for everybody, as far as selectors tell. */
export function scopesOf(css: string): readonly string[] {
  const selectors = css.replace(/@keyframes[^{]+\{(?:[^{}]*\{[^}]*\})*\}/g, '').match(/[^{}]+(?=\{)/g) ?? [];
  const rules = selectors.map((one) => one.trim()).filter((one) => !one.startsWith('@'));
  const scopes = rules.flatMap((rule) => rule.split(',').map((one) => /\.(svelte-\w+)/.exec(one)?.[1]));
  return scopes.every((one) => one !== undefined) ? [...new Set(scopes)] : [];
}

/**
 * Takes them out of page after page. Most pages may load the same scripts, of several megabytes together: each is read through once.
 * @param textOf the text of a file of the built site, by its path in it
 * @returns what makes of a page the page without the stylesheets whose classes neither it nor any script that it may load names
 */
export function unusedStylesRemover(textOf: (path: string) => string): (html: string) => string {
  const texts = memoized(textOf);
  const scriptsNamedBy = memoized((path) => scriptsIn(texts(path)));
  const scopesNamedBy = memoized((path) => new Set(texts(path).match(anyScope)));
  const scopesOfFile = memoized((path) => scopesOf(texts(path)));

  return (html) => {
    // Not what styles themselves say: each of them names its own classes.
    const ownText = html.replace(inlineStyle, '');
    const reachable = new Set(scriptsIn(ownText));
    for (const path of reachable) for (const next of scriptsNamedBy(path)) reachable.add(next);
    const isNamed = (scope: string): boolean =>
      ownText.includes(scope) || [...reachable].some((path) => scopesNamedBy(path).has(scope));
    const isUsed = (scopes: readonly string[]): boolean => scopes.length === 0 || scopes.some(isNamed);
    return html
      .replace(stylesheet, (link, path: string) => (isUsed(scopesOfFile(path)) ? link : ''))
      .replace(inlineStyle, (style, css: string) => (isUsed(scopesOf(css)) ? style : ''));
  };
}

function scriptsIn(text: string): readonly string[] {
  const paths = text.replace(/(["'(])\.\//g, '$1_astro/').match(scripts);
  return [...new Set(paths)];
}

function memoized<T>(make: (path: string) => T): (path: string) => T {
  const known = new Map<string, { readonly made: T }>();
  return (path) => {
    const entry = known.get(path) ?? { made: make(path) };
    known.set(path, entry);
    return entry.made;
  };
}

export function unusedStyles(): AstroIntegration {
  return {
    name: 'stanzabox-unused-styles',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const root = fileURLToPath(dir);
        rewritePages(
          root,
          unusedStylesRemover((path) => {
            const file = join(root, path);
            return existsSync(file) ? readFileSync(file, 'utf8') : '';
          }),
        );
      },
    },
  };
}
