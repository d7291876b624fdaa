/** Files that several runners read and write at once: whole or not at all, and checked when they are read. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

/**
 * Makes a file or a folder in a place beside its own and moves it there when it is whole: nobody sees half of it, also when
 * this process is killed.
 * @param make writes to the path that it is given; what it leaves there is removed when it throws
 */
export async function makeWhole(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    await make(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Writes a text file: readers see the old one or the new one. */
export const writeWhole = (file: string, text: string): Promise<void> =>
  makeWhole(file, (temporary) => writeFile(temporary, text));

/** The value in a JSON text, or undefined when it is not JSON or not of that shape. */
export function parseJson<Shape>(text: string, shape: z.ZodType<Shape>): Shape | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A file of the cache. One that is missing, cut short or of an older program is the same: it is made again. */
export async function readCached<Shape>(file: string, shape: z.ZodType<Shape>): Promise<Shape | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseJson(text, shape);
}

/**
 * A file that another process of this run wrote, and without which this one cannot go on.
 * @param wayOut what to do when it is wrong, as a sentence
 * @throws Error that names the file and the way out
 */
export async function readRequired<Shape>(file: string, shape: z.ZodType<Shape>, wayOut: string): Promise<Shape> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`${file || 'The file'} could not be read (${error.message}). ${wayOut}`);
  });
  const found = parseJson(text, shape);
  if (found === undefined) throw new Error(`${file} is not what this version of the lab writes. ${wayOut}`);
  return found;
}
