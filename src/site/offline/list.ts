/** Which files of a built site are kept for offline use. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { builtPages } from '../built-pages.ts';
import { namesAFile } from './page-files.ts';
import type { KeptList } from './types.ts';

const sumOf = (content: Buffer | string): string => createHash('sha256').update(content).digest('base64');

/**
 * Everything whose name changes with its content, but pictures: those come with the pages that a reader visits. The parts of the console are too
 * entangled to leave some out, and what only other pages use is a twentieth of it.
 *
 * @param leftOut pages without content: those that send their visitor on
 */
export function listKept(folder: string, firstPages: readonly string[], leftOut: readonly string[]): KeptList {
  const names = readdirSync(join(folder, '_astro'), { recursive: true, encoding: 'utf8' })
    .map((name) => `_astro/${name.split(sep).join('/')}`)
    .filter((path) => namesAFile(path))
    .sort();
  const contents = names.map((path) => readFileSync(join(folder, path)));
  const files = Object.fromEntries(names.map((path, index) => [path, sumOf(contents[index] ?? '')]));
  const pages = builtPages(folder)
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /(^|\/)index\.html$/.test(file))
    .map((file) => ({ path: file.replace(/index\.html$/, ''), content: readFileSync(join(folder, file)) }))
    .filter(({ path }) => !leftOut.includes(path))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const missing = firstPages.filter((page) => !pages.some(({ path }) => path === page));
  if (missing.length > 0) throw new Error(`There is no page ${missing.join(', ')} to keep for offline use.`);
  const sums = pages.map(({ path, content }) => `${path} ${sumOf(content)}`);
  return {
    version: createHash('sha256')
      .update(JSON.stringify([files, sums]))
      .digest('hex')
      .slice(0, 12),
    files,
    bytes: contents.reduce((sum, { length }) => sum + length, 0),
    firstPages,
    pages: pages.map(({ path }) => path),
    pageBytes: pages.reduce((sum, { content }) => sum + content.length, 0),
  };
}
