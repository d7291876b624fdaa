/** Writes the worker that keeps the site for offline use: one file where the site lives, so that it may answer for all pages. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';
import { keeperName } from '../../../playground/console/offline/messages.ts';
import { listKept } from './list.ts';

const entry = fileURLToPath(new URL('worker.ts', import.meta.url));

/** The worker's text, for a site that has been built in that folder. */
export async function makeWorker(
  folder: string,
  firstPages: readonly string[],
  leftOut: readonly string[] = [],
): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { stanzaboxKeptList: JSON.stringify(listKept(folder, firstPages, leftOut)) },
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'stanzabox' } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (first === undefined || !('output' in first)) throw new Error('The bundler made no worker for offline use.');
  return first.output[0].code;
}

/** @param firstPages are kept with the first visit to the playground */
export function offline(firstPages: readonly string[], leftOut: readonly string[]): AstroIntegration {
  return {
    name: 'stanzabox-offline',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const text = await makeWorker(folder, firstPages, leftOut);
        writeFileSync(join(folder, keeperName), text);
        logger.info(`Wrote ${keeperName}, ${Math.ceil(text.length / 1024)} KiB.`);
      },
    },
  };
}
