/**
 * Debian 13's Prosody and the C libraries it stands on, from packages that apt downloads into a folder of our own. Its Lua is the
 * package's; a test says that the sandbox has the same. Nothing is installed; it needs no root.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getNewer, getSource, newerPackage, pinned } from '../../playground/sandbox/bundle/index.ts';
import { candidate, debianFolder, type Release } from './debian-folder.ts';

/** Raised when the folder's making changes, so that an old one is not taken for it. */
const LAYOUT = 2;

/** In the order of the sandbox's versions. */
export const releases: readonly Release[] = ['debian-13', 'newer'];

/** Debian 13 has moved on. It is no lack of this computer's: the sandbox has to follow. */
class OtherVersion extends Error {}

/**
 * Why native Prosody cannot be had here, in words; null when it can. Gets what is missing first.
 * @throws OtherVersion when Debian 13's package is not the version that the sandbox runs. That its unstable release has moved on is said by one test
 * (native-packages.test.ts), and what compares with it is skipped.
 */
export async function nativeProblem(release: Release = 'debian-13'): Promise<string | null> {
  if (process.platform !== 'linux') return 'native Prosody from Debian packages needs Linux';
  try {
    await nativeFolder(release);
    return null;
  } catch (error) {
    if (error instanceof OtherVersion && release === 'debian-13') throw error;
    return `native Prosody could not be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const preparing = new Map<Release, Promise<string>>();

/** The folder that holds Debian's libraries, made at first use and kept in the cache. */
export function nativeFolder(release: Release = 'debian-13'): Promise<string> {
  const folder = preparing.get(release) ?? makeRoot(release);
  preparing.set(release, folder);
  return folder;
}

const pinnedVersion = (release: Release): string => (release === 'newer' ? newerPackage.version : pinned.debianVersion);

function makeRoot(release: Release): Promise<string> {
  return debianFolder({
    release,
    name: `native-prosody-${pinnedVersion(release)}-${LAYOUT}`,
    packages: ['prosody', 'lua-unbound', 'lua5.4'],
    before: async (apt) => refuseOtherVersion(await candidate(apt, 'prosody'), release),
    after: (root) => addMainScript(join(root, 'usr/lib/prosody'), release),
  });
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
export function luaCommand(root: string): Promise<string[]> {
  return loaderCommand(root, 'usr/bin/lua5.4');
}

/** A program of such a folder, loaded with the libraries that are in it. */
export async function loaderCommand(root: string, program: string): Promise<string[]> {
  const libraries = await libraryFolders(root);
  return [await dynamicLoader(root), '--library-path', libraries.join(':'), join(root, program)];
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
