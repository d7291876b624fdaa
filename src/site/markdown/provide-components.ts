/**
 * Pages import nothing: each component in `src/site/provided/` can be used in any page by its name.
 * This adds the imports that a page needs before MDX is compiled.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The imports that a page's text asks for, as one line. */
export function importsFor(text: string, available: ReadonlyMap<string, string>): string {
  const used = new Set([...text.matchAll(/<([A-Z]\w*)/g)].map(([, name]) => name));
  return [...available]
    .filter(([name]) => used.has(name))
    .map(([name, path]) => `import ${name} from ${JSON.stringify(path)};`)
    .join(' ');
}

export function provideComponents(folder: URL, pages: URL): Plugin {
  const root = fileURLToPath(pages);
  const components = () =>
    new Map(
      readdirSync(folder)
        .filter((file) => /\.(astro|svelte)$/.test(file))
        .map((file) => [file.replace(/\.\w+$/, ''), fileURLToPath(new URL(file, folder))]),
    );
  return {
    name: 'stanzabox-provide-components',
    enforce: 'pre',
    transform: {
      filter: { id: /\.mdx$/ },
      handler(text, id) {
        if (!id.startsWith(root)) return;
        const imports = importsFor(text, components());
        // At the end, where they move no block and no line of an error; the blank line begins MDX's block of imports.
        return imports === '' ? undefined : { code: `${text}\n\n${imports}\n`, map: null };
      },
    },
  };
}
