/**
 * Writes a small page at each address of `movedPages` that sends its visitor on, without scripts. Astro's own redirects are no whole
 * HTML pages: they name no encoding, so the policy has no place in them. Only a build has these pages, not the development server.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { movedPages } from './table.ts';

/**
 * @param base path of the site on its host, with both slashes
 * @param to path from there; neither has characters that HTML would read
 */
export function redirectPage(base: string, to: string): string {
  const address = `${base}${to}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>This page has moved | Stanzabox</title>
<meta name="robots" content="noindex">
<link rel="icon" href="${base}favicon.svg" type="image/svg+xml">
<meta http-equiv="refresh" content="0; url=${address}">
<link rel="canonical" href="${address}">
</head>
<body>
<p>This page has moved: <a href="${address}">go on to ${address}</a>.</p>
</body>
</html>
`;
}

/** @param base path of the site on its host, with both slashes */
export function movedAddresses(base: string): AstroIntegration {
  return {
    name: 'stanzabox-moved-addresses',
    hooks: {
      'astro:build:done': ({ dir }) => {
        for (const [old, to] of Object.entries(movedPages)) {
          const folder = join(fileURLToPath(dir), old);
          const file = join(folder, 'index.html');
          if (existsSync(file)) {
            throw new Error(
              `src/site/moved/table.ts says that ${old} has moved, but there is a page. Take the line out.`,
            );
          }
          mkdirSync(folder, { recursive: true });
          writeFileSync(file, redirectPage(base, to.slice(1)));
        }
      },
    },
  };
}
