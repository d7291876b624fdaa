/**
 * Asks in a page's head for the scripts that an island which wakes at once will run, with all that they import. Without this a browser learns of them in
 * waves: from the island what it imports, from those what they import, and each wave waits for the one before. What the island needs only when a reader
 * means to write waits in a template, until the island finds that the page has nothing to do (playground/console/view/fetch-ahead.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { whenIdleId } from '../../playground/console/fetched-when-idle.ts';
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

/** Parts of the island, by the beginnings of their scripts' names. */
export interface Parts {
  /** What it asks for as soon as it runs: asked for too, after all that is needed to see the page. */
  readonly atOnce: readonly string[];
  readonly whenIdle: readonly string[];
  /** Workers of those, which only need to be in the browser's cache. */
  readonly workers: readonly string[];
}

function named(part: string, { names }: BuiltScripts): string {
  const name = names.find((one) => one.endsWith('.js') && (one.startsWith(`${part}.`) || one.startsWith(`${part}-`)));
  if (name === undefined) throw new Error(`No built script is called ${part}: see astro.config.mjs.`);
  return name;
}

/** @returns the page with its links, or as it was when nothing on it wakes at once */
export function withEarlyScripts(html: string, parts: Parts, scripts: BuiltScripts): string {
  const islands = [...html.matchAll(island)].flatMap(([tag]) => [...tag.matchAll(urls)]);
  const base = islands[0]?.[1];
  if (base === undefined) return html;
  const first = withImports(
    islands.map(([, , name = '']) => name),
    scripts,
  );
  const of = (which: readonly string[]) =>
    withImports(
      which.map((part) => named(part, scripts)),
      scripts,
    );
  const soon = of(parts.atOnce);
  const link = (name: string, how = ''): string => `<link rel="modulepreload" href="${base}_astro/${name}"${how}>`;
  const links = [
    ...[...first].map((name) => link(name)),
    ...[...soon].filter((name) => !first.has(name)).map((name) => link(name, ' fetchpriority="low"')),
  ];
  // Only into the browser's cache: compiled ahead, Monaco would cost those who never write.
  const idle = [
    ...[...of(parts.whenIdle)].filter((name) => !first.has(name) && !soon.has(name)),
    ...parts.workers.map((part) => named(part, scripts)),
  ].map((name) => `<link rel="prefetch" href="${base}_astro/${name}">`);
  return html
    .replace('</head>', () => `${links.join('')}</head>`)
    .replace('</body>', () => `<template id="${whenIdleId}">${idle.join('')}</template></body>`);
}

export function earlyScripts(parts: Parts): AstroIntegration {
  return {
    name: 'stanzabox-early-scripts',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = join(fileURLToPath(dir), '_astro');
        const scripts: BuiltScripts = {
          // A part may have a stylesheet of the same name.
          names: readdirSync(folder).filter((name) => name.endsWith('.js')),
          textOf: (name) => readFileSync(join(folder, name), 'utf8'),
        };
        rewritePages(fileURLToPath(dir), (html) => withEarlyScripts(html, parts, scripts));
      },
    },
  };
}
