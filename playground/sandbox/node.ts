/** The sandbox's door in Node: the same engine without a worker, for tests and for the recipe runner. */
import { readFile } from 'node:fs/promises';
import { ensureBundle } from './bundle/index.ts';
import { type Files, gunzip, unpackFiles } from './bundle-format.ts';
import { Images } from './engine/images.ts';
import { LocalSandbox } from './engine/local-sandbox.ts';
import type { SandboxOptions } from './types.ts';

export { capulet, defaultDns, montague, requireEncryption } from './config.ts';
export { type Difference, differences } from './differences.ts';
export type { LocalSandbox } from './engine/local-sandbox.ts';
export { leftOut } from './left-out.ts';
export type * from './types.ts';
export { versions, withVersion } from './versions.ts';

let bundle: ReturnType<typeof ensureBundle> | undefined;
type BundleName = 'core' | 'more' | 'newer';
let module: Promise<WebAssembly.Module> | undefined;
const images = new Images();
const loaded = new Map<BundleName, Promise<Files>>();

/** Starts the servers in this thread. Gets and packs Prosody's source first where that has not been done. */
export async function startInNode(options: SandboxOptions): Promise<LocalSandbox> {
  module ??= compile();
  return LocalSandbox.start(options, {
    files: await load('core'),
    more: () => load('more'),
    newer: () => load('newer'),
    module: await module,
    images,
  });
}

async function compile(): Promise<WebAssembly.Module> {
  bundle ??= ensureBundle();
  const { paths } = await bundle;
  return WebAssembly.compile(await readFile(paths.module));
}

function load(which: BundleName): Promise<Files> {
  const known = loaded.get(which) ?? read(which);
  loaded.set(which, known);
  return known;
}

async function read(which: BundleName): Promise<Files> {
  bundle ??= ensureBundle();
  const { paths } = await bundle;
  return unpackFiles(await gunzip(new Blob([await readFile(paths[which])]).stream()));
}
