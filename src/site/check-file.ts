/** The site serves the check of a server as one file, for computers that have no clone of the project. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { makeCheckFile } from '../check/file/make.ts';
import { fileName } from '../check/file/name.ts';

/** @param guides what the addresses of guides begin with, as the file prints them */
export function checkFile(guides: string): AstroIntegration {
  return {
    name: 'stanzabox-check-file',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const text = await makeCheckFile(guides);
        writeFileSync(join(fileURLToPath(dir), fileName), text);
        logger.info(`Wrote ${fileName}, ${Math.ceil(text.length / 1024)} KiB.`);
      },
    },
  };
}
