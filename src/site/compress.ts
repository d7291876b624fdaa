/**
 * Puts a compressed copy beside each file that is worth it, so that nothing is compressed while a reader waits: `npm start` serves the copies, and so do
 * web servers that are told to (nginx: `gzip_static on`). Others ignore them.
 */
import { globSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';

const kinds = '**/*.{html,js,css,json,svg,txt,wasm,xml}';
/** In fewer bytes a header is as large as what is saved. */
const least = 1024;
const packed = promisify(gzip);

/** @returns how many files have a copy */
export async function compressFiles(folder: string): Promise<number> {
  const files = globSync(kinds, { cwd: folder }).filter((file) => statSync(join(folder, file)).size >= least);
  await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      await writeFile(`${path}.gz`, await packed(await readFile(path), { level: 9 }));
    }),
  );
  return files.length;
}

export function compress(): AstroIntegration {
  return {
    name: 'stanzabox-compress',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        logger.info(`Compressed ${await compressFiles(fileURLToPath(dir))} files.`);
      },
    },
  };
}
