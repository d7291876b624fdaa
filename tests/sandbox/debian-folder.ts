/** Packages of Debian 13, or of its unstable release, with all that they need, which apt downloads into a folder of our own. Nothing is installed; it needs no root. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  cacheFolder,
  debianMirrors,
  debianSources,
  privateApt,
  trixie,
} from '../../playground/sandbox/bundle/index.ts';

const run = promisify(execFile);

/** Debian 13, or its unstable release, from which the newer Prosody comes. */
export type Release = 'debian-13' | 'newer';

export interface DebianFolderOptions {
  readonly release?: Release;
  /** The folder's name in the cache; another one when what is done to it changes. */
  readonly name: string;
  readonly packages: readonly string[];
  /** Before anything is downloaded, with apt's options. */
  readonly before?: (apt: readonly string[]) => Promise<void>;
  /** What is still to be done to the files, before the folder gets its name. */
  readonly after?: (root: string) => Promise<void>;
}

/** Makes it at first use and keeps it in the cache. */
export async function debianFolder({
  release = 'debian-13',
  name,
  packages,
  before,
  after,
}: DebianFolderOptions): Promise<string> {
  const cache = cacheFolder();
  const root = join(cache, name);
  if (existsSync(root)) return root;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'native-'));
  try {
    const apt = await updatedApt(join(work, 'apt'), release);
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

async function updatedApt(folder: string, release: Release): Promise<string[]> {
  const mirrors = await debianMirrors();
  const sources = release === 'newer' ? debianSources('deb', mirrors.main, 'sid') : trixie('deb', mirrors);
  const apt = await privateApt(folder, sources);
  await run('apt-get', [...apt, '-q', 'update']);
  return apt;
}

/** The version of a package that would be installed. */
export async function candidate(apt: readonly string[], name: string): Promise<string | undefined> {
  const { stdout } = await run('apt-cache', [...apt, 'policy', name], { env: { ...process.env, LC_ALL: 'C' } });
  return /^ *Candidate: (.+)$/m.exec(stdout)?.[1];
}

/** The version that a release of Debian has today, asked anew. */
export async function versionToday(name: string, release: Release): Promise<string | undefined> {
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'apt-'));
  try {
    return await candidate(await updatedApt(work, release), name);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
