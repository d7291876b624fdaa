/** Node only. The door to Prosody's source: gets it, checks it and writes the one file that the site ships. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Files, packFiles } from '../bundle-format.ts';
import { installedPath, isNeeded } from './contents.ts';
import { pinned } from './pinned.ts';
import { getSource, type SourceOptions } from './source.ts';

export { debianMirror, privateApt, trixie } from './apt.ts';
export { pinned } from './pinned.ts';
export { cacheFolder, getSource, SourceError } from './source.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const generated = here('../generated/');
const bundlePath = here('../generated/prosody.bin');
const keyPath = here('../generated/prosody.key');
const licencePath = here('../generated/prosody-licence.txt');

export interface Bundle {
  /** The compressed bundle, `playground/sandbox/generated/prosody.bin`. */
  readonly path: string;
  /** Prosody's licence, a text to publish beside it. */
  readonly licence: string;
  /** True when nothing had to be done. */
  readonly cached: boolean;
}

/**
 * Makes sure that the bundle exists and is up to date.
 * @throws SourceError, in words for the user, when Prosody's source is not to be had or not the pinned one.
 */
export async function ensureBundle(options: Partial<SourceOptions> = {}): Promise<Bundle> {
  const onProgress = options.onProgress ?? (() => {});
  const shims = await ownFiles();
  const key = await bundleKey(shims);
  const present = await Promise.all([bundlePath, licencePath].map((path) => readFile(path).catch(() => null)));
  const isCurrent = (await readFile(keyPath, 'utf8').catch(() => '')) === key && present.every((file) => file !== null);
  if (isCurrent) return { path: bundlePath, licence: licencePath, cached: true };

  const source = await getSource({ env: process.env, ...options, onProgress });
  onProgress(`Packing Prosody ${pinned.version} for the browser`);
  const files = new Map(shims);
  files.set('prosody/prosody.version', new TextEncoder().encode(`${pinned.version}\n`));
  for (const [path, content] of [...source].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (isNeeded(path)) files.set(installedPath(path), content);
  }
  await mkdir(generated, { recursive: true });
  await replaceFile(bundlePath, gzipSync(packFiles(files), { level: 9 }));
  await replaceFile(licencePath, source.get('COPYING') ?? new Uint8Array());
  await replaceFile(keyPath, new TextEncoder().encode(key));
  return { path: bundlePath, licence: licencePath, cached: false };
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
  const sum = createHash('sha256').update(pinned.archiveSha256).update(packFiles(shims));
  for (const rule of ['./contents.ts', './index.ts', '../left-out.ts', '../bundle-format.ts']) {
    sum.update(await readFile(here(rule)));
  }
  return sum.digest('hex');
}

/** Never leaves a half-written file behind, also when two builds run at once. */
async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  await writeFile(`${path}.${process.pid}.part`, content);
  await rename(`${path}.${process.pid}.part`, path);
}
