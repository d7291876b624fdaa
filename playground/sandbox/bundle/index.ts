/** Node only. The door to Prosody's source: gets it, checks it and writes the files that the site ships. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Files, packFiles } from '../bundle-format.ts';
import { ensureImages } from '../image/make.ts';
import { withKey } from '../image/module-key.ts';
import { replaceFile, SourceError, type SourceOptions } from './archives.ts';
import { bundleOf, installedPath } from './contents.ts';
import { getModule, moduleKey } from './module/index.ts';
import { getNewer, newerPackage } from './newer.ts';
import { newerName, newerVersion } from './newer-version.ts';
import { optionsAsLua, optionsIn } from './options.ts';
import { pinned, prosodyName } from './pinned.ts';
import { getSource } from './source.ts';

export { debianMirrors, debianSources, privateApt, trixie } from './apt.ts';
export { cacheFolder, SourceError } from './archives.ts';
export { getNewer, newerPackage } from './newer.ts';
export { type PinnedFile, pinned } from './pinned.ts';
export { getSource } from './source.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const generated = here('../generated/');
const paths = {
  /** What the default configuration needs, compressed. */
  core: here('../generated/prosody.bin'),
  /** The modules that are loaded on request, compressed. */
  more: here('../generated/prosody-more.bin'),
  /** The newer Prosody, all of it, compressed; without files when it could not be fetched. */
  newer: here('../generated/prosody-newer.bin'),
  /** Lua and the libraries in C. */
  module: here('../generated/engine.wasm'),
  /** Prosody's licence, a text to publish beside them. */
  licence: here('../generated/prosody-licence.txt'),
  /** The licences of what is in the module. */
  libraryLicences: here('../generated/library-licences.txt'),
} as const;
const keyPath = here('../generated/prosody.key');

export interface Bundle {
  readonly paths: Readonly<Record<keyof typeof paths, string>>;
  /** True when nothing had to be done. */
  readonly cached: boolean;
}

/**
 * Makes sure that the bundles exist and are up to date.
 * @throws SourceError, in words for the user, when Prosody's source cannot be obtained or is not the pinned one.
 */
export async function ensureBundle(options: Partial<SourceOptions> = {}): Promise<Bundle> {
  const onProgress = options.onProgress ?? (() => {});
  const shims = await ownFiles();
  const keyOfModule = await moduleKey(pinned.treeSha256);
  const key = await bundleKey(shims, keyOfModule);
  const present = await Promise.all(Object.values(paths).map((path) => stat(path).catch(() => null)));
  const isCurrent = (await readFile(keyPath, 'utf8').catch(() => '')) === key && present.every((file) => file?.size);
  const sourceOptions = { env: process.env, ...options, onProgress };
  if (isCurrent) {
    await ensureImages(key, paths, sourceOptions);
    return { paths, cached: true };
  }

  const source = await getSource(sourceOptions);
  const { wasm, lua, licences } = await getModule(source, keyOfModule, sourceOptions);
  onProgress(`Packing ${prosodyName} for the browser`);
  const core = new Map([...shims, ...lua]);
  core.set('prosody/prosody.version', new TextEncoder().encode(`${pinned.version}\n`));
  const bundles = { core, more: new Map<string, Uint8Array>() };
  for (const [path, content] of [...source].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bundle = bundleOf(path);
    if (bundle) bundles[bundle].set(installedPath(path), content);
  }
  bundles.more.set('stanzabox/options.lua', optionsAsLua(optionsIn(source)));
  await mkdir(generated, { recursive: true });
  await replaceFile(paths.core, gzipSync(packFiles(bundles.core), { level: 9 }));
  await replaceFile(paths.more, gzipSync(packFiles(bundles.more), { level: 9 }));
  await replaceFile(paths.newer, gzipSync(packFiles(await newerOrNothing(sourceOptions)), { level: 9 }));
  await replaceFile(paths.module, withKey(wasm, key));
  await replaceFile(paths.licence, source.get('COPYING') ?? new Uint8Array());
  await replaceFile(paths.libraryLicences, new TextEncoder().encode(licences));
  await replaceFile(keyPath, new TextEncoder().encode(key));
  await ensureImages(key, paths, sourceOptions);
  return { paths, cached: false };
}

/** The site is whole without the newer Prosody: whoever chooses it is told that it is not there. */
async function newerOrNothing(options: SourceOptions): Promise<Files> {
  try {
    const tree = await getNewer(options);
    const wanted = [...tree].filter(([path]) => bundleOf(path) !== null).sort(([a], [b]) => (a < b ? -1 : 1));
    const files = new Map(wanted.map(([path, content]) => [installedPath(path), content]));
    files.set('prosody/prosody.version', new TextEncoder().encode(`${newerVersion}\n`));
    return files.set('stanzabox/options.lua', optionsAsLua(optionsIn(tree)));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    options.onProgress(
      `${error.message}\nThe playground goes without ${newerName}. To try again, delete ${keyPath} and build again.`,
    );
    return new Map();
  }
}

/** Our own Lua, which goes into the bundle so that browser and Node load it in the same way. */
async function ownFiles(): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  for (const name of (await readdir(here('../lua'))).sort()) {
    if (name.endsWith('.lua')) files.set(`stanzabox/${name}`, await readFile(here(`../lua/${name}`)));
  }
  return files;
}

/** Changes whenever the bundle would: with Prosody's version, the module, our Lua, or the rules of what goes in. */
async function bundleKey(shims: Files, keyOfModule: string): Promise<string> {
  const sum = createHash('sha256')
    .update(pinned.treeSha256)
    .update(newerPackage.sha256)
    .update(keyOfModule)
    .update(packFiles(shims));
  for (const rule of [
    './contents.ts',
    './index.ts',
    './newer.ts',
    './module/index.ts',
    './options.ts',
    '../image/module-key.ts',
    '../left-out.ts',
    '../modules-on-request.ts',
    '../bundle-format.ts',
  ]) {
    sum.update(await readFile(here(rule)));
  }
  return sum.digest('hex');
}
