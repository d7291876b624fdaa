/**
 * Which pages passed on this computer, each under the name of its end state (state-cache.ts): of the same steps, runner, images,
 * downloads and packages. A run with a time budget does not run them again.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readCached, writeWhole } from '../host/files.ts';
import { cacheFolder } from '../paths.ts';

const pass = z.strictObject({ page: z.string().min(1), date: z.iso.datetime() });

const keptDays = 30;

const folder = (): string => join(cacheFolder(), 'passes');
const fileOf = (key: string): string => join(folder(), `${key}.json`);

/** Notes that the page with this end state passed. */
export const notePass = (key: string, page: string, date: string): Promise<void> =>
  writeWhole(fileOf(key), JSON.stringify({ page, date } satisfies z.infer<typeof pass>));

/** When the page with this end state passed here: ISO 8601; undefined when it did not. */
export const passedAt = async (key: string): Promise<string | undefined> => (await readCached(fileOf(key), pass))?.date;

/** Removes what is too old to be of use: by then the archive has changed. */
export async function dropOldPasses(): Promise<void> {
  const limit = Date.now() - keptDays * 24 * 3_600_000;
  for (const name of await readdir(folder()).catch((): string[] => [])) {
    const file = join(folder(), name);
    const found = await stat(file).catch(() => undefined);
    if (found && found.mtimeMs < limit) await rm(file, { force: true });
  }
}
