/**
 * Debian 13's Prosody and the C libraries it stands on, from packages that apt downloads into a folder of our own. Its Lua is the
 * package's; a test says that the sandbox has the same. Nothing is installed; it needs no root.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  cacheFolder,
  debianMirrors,
  debianSources,
  getNewer,
  getSource,
  newerPackage,
  pinned,
  privateApt,
  trixie,
} from '../../playground/sandbox/bundle/index.ts';

const run = promisify(execFile);
/** Raised when the folder's making changes, so that an old one is not taken for it. */
const LAYOUT = 2;

/** Debian 13 has moved on. It is no lack of this computer's: the sandbox has to follow. */
class OtherVersion extends Error {}

/**
 * Why native Prosody cannot be had here, in words; null when it can. Gets what is missing first.
 * @throws OtherVersion when Debian's package is not the version that the sandbox runs
 */
export async function nativeProblem(release: Release = 'debian-13'): Promise<string | null> {
  if (process.platform !== 'linux') return 'native Prosody from Debian packages needs Linux';
  try {
    await nativeFolder(release);
    return null;
  } catch (error) {
    if (error instanceof OtherVersion) throw error;
    return `native Prosody could not be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Debian 13's, or the newer one of Debian's next release. */
export type Release = 'debian-13' | 'newer';

const preparing = new Map<Release, Promise<string>>();

/** The folder that holds Debian's libraries, made at first use and kept in the cache. */
export function nativeFolder(release: Release = 'debian-13'): Promise<string> {
  const folder = preparing.get(release) ?? makeRoot(release);
  preparing.set(release, folder);
  return folder;
}

const pinnedVersion = (release: Release): string => (release === 'newer' ? newerPackage.version : pinned.debianVersion);

async function aptOf(folder: string, release: Release): Promise<string[]> {
  const mirrors = await debianMirrors();
  const sources = release === 'newer' ? debianSources('deb', mirrors.main, 'sid') : trixie('deb', mirrors);
  const apt = await privateApt(folder, sources);
  await run('apt-get', [...apt, '-q', 'update']);
  return apt;
}

async function makeRoot(release: Release): Promise<string> {
  const cache = cacheFolder();
  const root = join(cache, `native-prosody-${pinnedVersion(release)}-${LAYOUT}`);
  if (existsSync(root)) return root;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'native-'));
  try {
    const apt = await aptOf(join(work, 'apt'), release);
    refuseOtherVersion(await candidate(apt), release);
    // Nothing counts as installed there, so all that Prosody needs comes along, the C library included.
    const packages = ['prosody', 'lua-unbound', 'lua5.4'];
    await run('apt-get', [...apt, '-q', '-y', '--no-install-recommends', '--download-only', 'install', ...packages]);
    const archives = join(work, 'apt/cache/archives');
    for (const name of await readdir(archives)) {
      if (name.endsWith('.deb')) await run('dpkg-deb', ['-x', join(archives, name), join(work, 'root')]);
    }
    await addMainScript(join(work, 'root/usr/lib/prosody'), release);
    // Test files run side by side: another one may have made the same meanwhile.
    await rename(join(work, 'root'), root).catch((error) => {
      if (!existsSync(root)) throw error;
    });
    return root;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function candidate(apt: readonly string[]): Promise<string | undefined> {
  const { stdout } = await run('apt-cache', [...apt, 'policy', 'prosody'], { env: { ...process.env, LC_ALL: 'C' } });
  return /^ *Candidate: (.+)$/m.exec(stdout)?.[1];
}

/** The version that a release of Debian has today, asked anew. */
export async function versionToday(release: Release): Promise<string | undefined> {
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'apt-'));
  try {
    return await candidate(await aptOf(work, release));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @throws OtherVersion with what to do */
export function refuseOtherVersion(today: string | undefined, release: Release): void {
  if (today === pinnedVersion(release)) return;
  const [where, file] = release === 'newer' ? ["Debian's unstable release", 'newer.ts'] : ['Debian 13', 'pinned.ts'];
  throw new OtherVersion(
    `${where} has prosody ${today} now, and the sandbox has ${pinnedVersion(release)}. What to do: move the sandbox to Debian's version, as the comment in playground/sandbox/bundle/${file} says.`,
  );
}

/** Debian's main script has the paths of an installed system in it; ours asks the environment, as the source's does. */
async function addMainScript(folder: string, release: Release): Promise<void> {
  const options = { env: process.env, onProgress: () => {} };
  const files = release === 'newer' ? await getNewer(options) : await getSource(options);
  const script = files.get('prosody');
  const variables = { SOURCE: 'SRC', CONFIG: 'CFG', PLUGIN: 'PLUGIN', DATA: 'DATA' };
  const text = Object.entries(variables).reduce(
    (code, [ours, theirs]) =>
      code.replace(new RegExp(`^CFG_${ours}DIR=.*$`, 'm'), `CFG_${ours}DIR=os.getenv("PROSODY_${theirs}DIR")`),
    new TextDecoder().decode(script),
  );
  await writeFile(join(folder, 'prosody'), text);
}

/** Runs a Lua script over native Prosody's libraries (`require "util.encodings"`); resolves to what it printed. */
export async function runNativeLua(script: string, input: string, release?: Release): Promise<string> {
  const root = await nativeFolder(release);
  const [loader = '', ...lua] = await luaCommand(root);
  const env = await luaEnvironment(root);
  const source = join(root, 'usr/lib/prosody');
  env.LUA_PATH = `${source}/?.lua;${env.LUA_PATH}`;
  env.LUA_CPATH = `${source}/?.so;${env.LUA_CPATH}`;
  return execFileSync(loader, [...lua, '-e', script], { env, input, encoding: 'latin1', maxBuffer: 2 ** 30 });
}

/** The program and its first arguments: Debian's Lua, loaded with Debian's libraries. */
export async function luaCommand(root: string): Promise<string[]> {
  const libraries = await libraryFolders(root);
  return [await dynamicLoader(root), '--library-path', libraries.join(':'), join(root, 'usr/bin/lua5.4')];
}

export async function luaEnvironment(root: string): Promise<NodeJS.ProcessEnv> {
  const libraries = await libraryFolders(root);
  return {
    PATH: process.env.PATH,
    LUA_PATH: `${root}/usr/share/lua/5.4/?.lua;${root}/usr/share/lua/5.4/?/init.lua`,
    LUA_CPATH: libraries.map((folder) => `${folder}/lua/5.4/?.so`).join(';'),
  };
}

async function libraryFolders(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'usr/lib'));
  return names.filter((name) => /-linux-gnu/.test(name)).map((name) => join(root, 'usr/lib', name));
}

async function dynamicLoader(root: string): Promise<string> {
  for (const folder of ['usr/lib64', 'lib64', 'usr/lib', 'lib']) {
    const names = await readdir(join(root, folder)).catch(() => []);
    const loader = names.find((name) => /^ld-linux.*\.so/.test(name));
    // Links in there are absolute: the C library's own folder has the file.
    if (loader)
      return (await libraryFolders(root)).map((at) => join(at, loader)).find(existsSync) ?? join(root, folder, loader);
  }
  throw new Error(`there is no dynamic loader below ${root}`);
}
