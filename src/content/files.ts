import { readFile } from 'node:fs/promises';

/**
 * A file's text, or undefined where there is no such file.
 * @throws Error of any other kind: a file that cannot be read is not taken for one that is missing, and then written anew
 */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
