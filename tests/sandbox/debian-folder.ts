/** Packages of Debian 13 with all that they need, which apt downloads into a folder of our own. Nothing is installed; it needs no root. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, debianMirrors, privateApt, trixie } from '../../playground/sandbox/bundle/index.ts';

const run = promisify(execFile);

export interface DebianFolderOptions {
  /** The folder's name in the cache; another one when what is done to it changes. */
  readonly name: string;
  readonly packages: readonly string[];
  /** Before anything is downloaded, with apt's options. */
  readonly before?: (apt: readonly string[]) => Promise<void>;
  /** What is still to be done to the files, before the folder gets its name. */
  readonly after?: (root: string) => Promise<void>;
}

/** Makes it at first use and keeps it in the cache. */
export async function debianFolder({ name, packages, before, after }: DebianFolderOptions): Promise<string> {
  const cache = cacheFolder();
  const root = join(cache, name);
  if (existsSync(root)) return root;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'native-'));
  try {
    const apt = await privateApt(join(work, 'apt'), trixie('deb', await debianMirrors()));
    await run('apt-get', [...apt, '-q', 'update']);
    await before?.(apt);
    // Nothing counts as installed there, so all that they need comes along, the C library included.
    await run('apt-get', [...apt, '-q', '-y', '--no-install-recommends', '--download-only', 'install', ...packages]);
    const archives = join(work, 'apt/cache/archives');
    for (const file of await readdir(archives)) {
      if (file.endsWith('.deb')) await run('dpkg-deb', ['-x', join(archives, file), join(work, 'root')]);
    }
    await after?.(join(work, 'root'));
    // Test files run side by side: another one may have made the same meanwhile.
    await rename(join(work, 'root'), root).catch((error) => {
      if (!existsSync(root)) throw error;
    });
    return root;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
