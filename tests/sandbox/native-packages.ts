/**
 * Debian 13's Prosody and the C libraries it stands on, from packages that apt downloads into a folder of our own. Its Lua is the
 * package's; a test says that the sandbox has the same. Nothing is installed; it needs no root.
 */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getSource, pinned } from '../../playground/sandbox/bundle/index.ts';
import { debianFolder } from './debian-folder.ts';

const run = promisify(execFile);
/** Raised when the folder's making changes, so that an old one is not taken for it. */
const LAYOUT = 2;

/** Debian 13 has moved on. It is no lack of this computer's: the sandbox has to follow. */
class OtherVersion extends Error {}

/**
 * Why native Prosody cannot be had here, in words; null when it can. Gets what is missing first.
 * @throws OtherVersion when Debian's package is not the version that the sandbox runs
 */
export async function nativeProblem(): Promise<string | null> {
  if (process.platform !== 'linux') return 'native Prosody from Debian packages needs Linux';
  try {
    await nativeFolder();
    return null;
  } catch (error) {
    if (error instanceof OtherVersion) throw error;
    return `native Prosody could not be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}

let preparing: Promise<string> | undefined;

/** The folder that holds Debian's libraries, made at first use and kept in the cache. */
export function nativeFolder(): Promise<string> {
  preparing ??= makeRoot();
  return preparing;
}

function makeRoot(): Promise<string> {
  return debianFolder({
    name: `native-prosody-${pinned.debianVersion}-${LAYOUT}`,
    packages: ['prosody', 'lua-unbound', 'lua5.4'],
    before: refuseOtherVersion,
    after: (root) => addMainScript(join(root, 'usr/lib/prosody')),
  });
}

async function refuseOtherVersion(apt: readonly string[]): Promise<void> {
  const { stdout } = await run('apt-cache', [...apt, 'policy', 'prosody'], { env: { ...process.env, LC_ALL: 'C' } });
  const candidate = /^ *Candidate: (.+)$/m.exec(stdout)?.[1];
  if (candidate === pinned.debianVersion) return;
  throw new OtherVersion(
    `Debian 13 has prosody ${candidate} now, and the sandbox runs ${pinned.debianVersion}. What to do: move the sandbox to Debian's version, as the comment in playground/sandbox/bundle/pinned.ts says.`,
  );
}

/** Debian's main script has the paths of an installed system in it; the source's asks the environment. */
async function addMainScript(folder: string): Promise<void> {
  const source = await getSource({ env: process.env, onProgress: () => {} });
  await writeFile(join(folder, 'prosody'), source.get('prosody') ?? '');
}

/** Runs a Lua script over native Prosody's libraries (`require "util.encodings"`); resolves to what it printed. */
export async function runNativeLua(script: string, input: string): Promise<string> {
  const root = await nativeFolder();
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
