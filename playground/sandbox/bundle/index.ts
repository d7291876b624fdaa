/** Node only. The door to Prosody's source: gets it, checks it and writes the one file that the site ships. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Files, packFiles } from '../bundle-format.ts';
import { bundleOf, installedPath } from './contents.ts';
import { optionsAsLua, optionsIn } from './options.ts';
import { pinned, prosodyName } from './pinned.ts';
import { getSource, type SourceOptions } from './source.ts';

export { debianMirrors, privateApt, trixie } from './apt.ts';
export { type PinnedFile, pinned } from './pinned.ts';
export { cacheFolder, getSource, SourceError } from './source.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const generated = here('../generated/');
const paths = {
  /** What the default configuration needs, compressed. */
  core: here('../generated/prosody.bin'),
  /** The modules that are loaded on request, compressed. */
  more: here('../generated/prosody-more.bin'),
  /** Prosody's licence, a text to publish beside them. */
  licence: here('../generated/prosody-licence.txt'),
} as const;
const keyPath = here('../generated/prosody.key');

export interface Bundle {
  readonly paths: Readonly<Record<'core' | 'more' | 'licence', string>>;
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
  const key = await bundleKey(shims);
  const present = await Promise.all(Object.values(paths).map((path) => stat(path).catch(() => null)));
  const isCurrent = (await readFile(keyPath, 'utf8').catch(() => '')) === key && present.every((file) => file?.size);
  if (isCurrent) return { paths, cached: true };

  const source = await getSource({ env: process.env, ...options, onProgress });
  onProgress(`Packing ${prosodyName} for the browser`);
  const core = new Map(shims);
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
  await replaceFile(paths.licence, source.get('COPYING') ?? new Uint8Array());
  await replaceFile(keyPath, new TextEncoder().encode(key));
  return { paths, cached: false };
}

/** Our own Lua, which goes into the bundle so that browser and Node load it in the same way. */
async function ownFiles(): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  for (const name of (await readdir(here('../lua'))).sort()) {
    if (name.endsWith('.lua')) files.set(`stanzabox/${name}`, await readFile(here(`../lua/${name}`)));
  }
  return files;
}

/** Changes whenever the bundle would: with Prosody's version, our Lua, or the rules of what goes in. */
async function bundleKey(shims: Files): Promise<string> {
  const sum = createHash('sha256').update(pinned.treeSha256).update(packFiles(shims));
  for (const rule of [
    './contents.ts',
    './index.ts',
    './options.ts',
    '../left-out.ts',
    '../modules-on-request.ts',
    '../bundle-format.ts',
  ]) {
    sum.update(await readFile(here(rule)));
  }
  return sum.digest('hex');
}

/** Never leaves a half-written file behind, also when two builds run at once. */
async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  await writeFile(`${path}.${process.pid}.part`, content);
  await rename(`${path}.${process.pid}.part`, path);
}
