/** Lua and the libraries that Prosody stands on, as one WebAssembly module that is compiled on the reader's computer, once. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from '../../bundle-format.ts';
import { cacheFolder, replaceFile, type SourceOptions } from '../archives.ts';
import { compileModule } from './compile.ts';
import { getLibraries, libraries } from './libraries.ts';
import { compilerFlags, linkerFlags, type Sources, treeOf, units } from './units.ts';

const own = fileURLToPath(new URL('../../c', import.meta.url));

export interface Module {
  readonly wasm: Uint8Array;
  /** Files of Lua that belong to the libraries, by the paths that `require` looks at. */
  readonly lua: Files;
  /** The licences of all libraries in it, as one text. */
  readonly licences: string;
}

/** Changes whenever the module would. */
export async function moduleKey(prosodySum: string): Promise<string> {
  const version = await compilerVersion();
  const sums = Object.values(libraries).map(({ sha256 }) => sha256);
  const sum = createHash('sha256').update(
    JSON.stringify([prosodySum, version, sums, compilerFlags, linkerFlags, units]),
  );
  for (const [path, content] of await ownFiles()) sum.update(`\0${path}\0`).update(content);
  return sum.digest('hex');
}

/**
 * The module, from the cache or compiled.
 * @param prosody Prosody's source tree
 * @param key of moduleKey
 * @throws SourceError when the libraries cannot be obtained; Error when they cannot be compiled
 */
export async function getModule(prosody: Files, key: string, options: SourceOptions): Promise<Module> {
  const found = await getLibraries(options);
  const cached = join(cacheFolder(options.env), `engine-${key}.wasm`);
  const licences = Object.entries(libraries).map(([name, { title }]) => {
    const { licence } = found[name as keyof typeof libraries];
    return `${title}\n\n${plainText(licence)}\n`;
  });
  const url = found.luasocket.files.get('url.lua') ?? new Uint8Array();
  const rest = { lua: new Map([['lua/socket/url.lua', url]]), licences: licences.join(`\n${'-'.repeat(72)}\n\n`) };
  const known = await readFile(cached).catch(() => null);
  if (known) return { wasm: known, ...rest };
  options.onProgress('Compiling Lua and the libraries that Prosody stands on: once, some 15 seconds');
  const files = await ownFiles();
  const sources: Sources = {
    lua: found.lua.files,
    expat: found.expat.files,
    luaexpat: found.luaexpat.files,
    lfs: found.lfs.files,
    prosody: below('util-src/', prosody),
    own: new Map([...files].filter(([path]) => !path.startsWith('include/'))),
  };
  const folder = join(cacheFolder(options.env), 'engine');
  const wasm = await compileModule(treeOf(sources, below('include/', files)), folder, await compilerVersion());
  await replaceFile(cached, wasm);
  return { wasm, ...rest };
}

async function compilerVersion(): Promise<string> {
  const compiler = createRequire(import.meta.url).resolve('@yowasp/clang');
  const { version } = JSON.parse(await readFile(join(dirname(compiler), '../package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Our C, by the paths below its folder. */
async function ownFiles(): Promise<Files> {
  const paths = (await readdir(own, { recursive: true })).filter((path) => /\.[ch]$/.test(path)).sort();
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(own, path))] as const)));
}

function below(folder: string, files: Files): Files {
  const inner = [...files].filter(([path]) => path.startsWith(folder));
  return new Map(inner.map(([path, content]) => [path.slice(folder.length), content]));
}

/** A licence's text; Lua's is the last comment of its header. */
function plainText(text: string): string {
  const comment = /\/\*{20,}\n([\s\S]*?)\*{20,}\/\s*#endif\s*$/.exec(text)?.[1];
  return (comment?.replace(/^\* ?/gm, '') ?? text).trim();
}
