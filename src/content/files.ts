/** Files as the rooms above read them. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * A file's text, or undefined where there is no such file.
 * @throws Error of any other kind: a file that cannot be read is not taken for one that is missing, and then written again
 */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * A function that makes something for a file once, and again when what it is made from changed: a build and the development
 * server ask for the same page for each of its blocks. Callers give the file's text, not its time, which two quick writes can
 * share.
 */
export function remember<Made>(): (file: string, from: readonly unknown[], make: () => Made) => Made {
  const known = new Map<string, { readonly from: readonly unknown[]; readonly made: Made }>();
  return (file, from, make) => {
    const key = resolve(file);
    const before = known.get(key);
    if (before?.from.every((part, index) => part === from[index])) return before.made;
    const made = make();
    known.set(key, { from, made });
    return made;
  };
}
