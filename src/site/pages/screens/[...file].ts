/** The screenshots of the runs, from beside their pages, under `/screens/<slug>/<file>`. */
import { readFile } from 'node:fs/promises';
import type { APIRoute, GetStaticPaths } from 'astro';

const types: Readonly<Record<string, string>> = { webp: 'image/webp', png: 'image/png' };

export const getStaticPaths: GetStaticPaths = () => {
  // Only the names are needed: what a file holds is read when its page is written.
  const files = Object.keys(import.meta.glob('/content/**/*.{webp,png}', { query: '?url' }));
  return files.map((path) => ({ params: { file: path.replace(/^\/content\//, '') } }));
};

export const GET: APIRoute = async ({ params }) => {
  const file = params.file ?? '';
  const type = types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return new Response(await readFile(`content/${file}`), { headers: { 'Content-Type': type } });
};
