/** What a first visit to a built page fetches before the reader does anything, compressed as a static host compresses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Kind = 'page' | 'style' | 'script' | 'font' | 'picture';

/** What a guide, a recipe or another page of text may weigh, in KiB; the bench measures the same in a browser. */
export const pageBudget = Object.freeze({ total: 64, scripts: 9 });

export interface Fetched {
  readonly kind: Kind;
  readonly path: string;
  /** Compressed; fonts and raster pictures are so already. */
  readonly bytes: number;
}

interface Reference {
  readonly kind: Kind;
  readonly path: string;
}

function attributes(node: DefaultTreeAdapterTypes.Element): Record<string, string> {
  return Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
}

function references(html: string): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node) {
      const { rel, href, src, media, as, loading, fetchpriority } = attributes(node);
      if (node.tagName === 'link' && href !== undefined) {
        if (rel === 'stylesheet' && media !== 'print') found.push({ kind: 'style', path: href });
        if (rel === 'preload' && as === 'font') found.push({ kind: 'font', path: href });
        // What is asked for with low priority comes behind the first view.
        if (rel === 'modulepreload' && fetchpriority !== 'low') found.push({ kind: 'script', path: href });
        if (rel === 'shortcut icon' || rel === 'icon') found.push({ kind: 'picture', path: href });
      }
      // An island that wakes at once, and what wakes it.
      if (node.tagName === 'astro-island' && attributes(node).client === 'load') {
        for (const name of ['component-url', 'renderer-url'])
          found.push({ kind: 'script', path: attributes(node)[name] ?? '' });
      }
      if (node.tagName === 'script' && src !== undefined) found.push({ kind: 'script', path: src });
      if (node.tagName === 'img' && src !== undefined && loading !== 'lazy') found.push({ kind: 'picture', path: src });
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

/** Modules that a script imports before it runs; `import()` comes later and does not count. */
function imports(script: string): readonly string[] {
  return [...script.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w${},*\s]+?from\s*)?["']([^"']+)["']/g)].map(
    ([, path = '']) => path,
  );
}

/** @param path of the page in the folder: `why/index.html` */
export function firstVisit(folder: string, path: string): readonly Fetched[] {
  const fetched = new Map<string, Fetched>();
  const add = ({ kind, path }: Reference) => {
    if (fetched.has(path)) return;
    const content = readFileSync(join(folder, path));
    const isCompressed = /\.(woff2|webp|png|jpg|avif)$/.test(path);
    fetched.set(path, { kind, path, bytes: isCompressed ? content.length : gzipSync(content).length });
    if (kind !== 'script') return;
    for (const imported of imports(content.toString())) {
      add({ kind, path: new URL(imported, `https://here.invalid${path}`).pathname });
    }
  };
  const html = readFileSync(join(folder, path), 'utf8');
  add({ kind: 'page', path });
  references(html).forEach(add);
  return [...fetched.values()];
}

/** Compressed size of the scripts inside a page, which count as scripts although they come with it. */
export function inlineScripts(folder: string, path: string): number {
  const html = readFileSync(join(folder, path), 'utf8');
  const texts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text);
  return gzipSync(texts.join('\n')).length;
}
