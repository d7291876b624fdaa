/**
 * Asks in a page's head for the scripts that an island which wakes at once will run, with all that they import. Without this a browser learns of them in
 * waves: from the island what it imports, from those what they import, and each wave waits for the one before.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rewritePages } from './built-pages.ts';

const island = /<astro-island[^>]*\sclient="load"[^>]*>/g;
const urls = /\s(?:component|renderer)-url="([^"]*\/)_astro\/([^"/]+\.js)"/g;
const staticImport = /(?:^|[;}\s])(?:import|export)\s*(?:[\w${},*\s]+?from\s*)?["']\.\/([^"'/]+\.js)["']/g;

export interface BuiltScripts {
  /** Names of all of them. */
  readonly names: readonly string[];
  readonly textOf: (name: string) => string;
}

/** What runs before a script does, and the script itself. */
function withImports(first: readonly string[], { textOf }: BuiltScripts): ReadonlySet<string> {
  const found = new Set(first);
  for (const name of found) for (const [, imported = ''] of textOf(name).matchAll(staticImport)) found.add(imported);
  return found;
}

/**
 * @param followers parts that an island asks for as soon as it runs: they are asked for too, after all that is needed to see the page
 * @returns the page with its links, or as it was when nothing on it wakes at once
 */
export function withEarlyScripts(html: string, followers: readonly string[], scripts: BuiltScripts): string {
  const islands = [...html.matchAll(island)].flatMap(([tag]) => [...tag.matchAll(urls)]);
  const base = islands[0]?.[1];
  if (base === undefined) return html;
  const first = withImports(
    islands.map(([, , name = '']) => name),
    scripts,
  );
  const later = withImports(
    followers.map((part) => {
      const name = scripts.names.find((one) => one.startsWith(`${part}.`));
      if (name === undefined) throw new Error(`No built script is called ${part}: see src/site/console-scripts.ts.`);
      return name;
    }),
    scripts,
  );
  const link = (name: string, how = ''): string => `<link rel="modulepreload" href="${base}_astro/${name}"${how}>`;
  const links = [
    ...[...first].map((name) => link(name)),
    ...[...later].filter((name) => !first.has(name)).map((name) => link(name, ' fetchpriority="low"')),
  ];
  return html.replace('</head>', () => `${links.join('')}</head>`);
}

export function earlyScripts(followers: readonly string[]): AstroIntegration {
  return {
    name: 'stanzabox-early-scripts',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = join(fileURLToPath(dir), '_astro');
        const scripts: BuiltScripts = {
          names: readdirSync(folder),
          textOf: (name) => readFileSync(join(folder, name), 'utf8'),
        };
        rewritePages(fileURLToPath(dir), (html) => withEarlyScripts(html, followers, scripts));
      },
    },
  };
}
