/** The pages of a built site, as what is done to all of them needs them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all pages below a folder, relative to it. */
export function builtPages(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
}

/** A page's link to a stylesheet of the built site, and its path there. */
export const stylesheet = /<link rel="stylesheet" href="[^"]*\/(_astro\/[^"/]+\.css)">/g;

/**
 * Writes what `rewritten` makes of each page; one that stays as it is is left alone.
 * @returns how many pages there are
 */
export function rewritePages(folder: string, rewritten: (html: string, file: string) => string): number {
  const files = builtPages(folder);
  for (const file of files) {
    const path = join(folder, file);
    const html = readFileSync(path, 'utf8');
    const now = rewritten(html, file);
    if (now !== html) writeFileSync(path, now);
  }
  return files.length;
}
