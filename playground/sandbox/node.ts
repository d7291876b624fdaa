/** The sandbox's door in Node: the same engine without a worker, for tests and for the recipe runner. */
import { readFile } from 'node:fs/promises';
import { ensureBundle } from './bundle/index.ts';
import { type Files, gunzip, unpackFiles } from './bundle-format.ts';
import { Images } from './engine/images.ts';
import { LocalSandbox } from './engine/local-sandbox.ts';
import { imagePath } from './image/make.ts';
import { ShippedImages } from './image/shipped.ts';
import type { SandboxOptions } from './types.ts';

export { readyKeys } from './accounts.ts';
export { capulet, defaultDns, montague, requireEncryption } from './config.ts';
export { type Difference, differences } from './differences.ts';
export type { LocalSandbox } from './engine/local-sandbox.ts';
export { leftOut } from './left-out.ts';
export type * from './types.ts';
export { versions, withVersion } from './versions.ts';

type BundleName = 'core' | 'more' | 'newer';
const bundle = once(() => ensureBundle());
const module = once(async () => WebAssembly.compile(await readFile((await bundle()).paths.module)));
const images = new Images();
const shipped = once(async () => new ShippedImages((name) => unpack(imagePath(name)), module()));
const loaded = new Map<BundleName, Promise<Files>>();

/** Starts the servers in this thread. Gets and packs Prosody's source first where that has not been done. */
export async function startInNode(options: SandboxOptions): Promise<LocalSandbox> {
  return LocalSandbox.start(options, {
    core: () => load('core'),
    more: () => load('more'),
    newer: () => load('newer'),
    module: await module(),
    shipped: await shipped(),
    images,
  });
}

function load(which: BundleName): Promise<Files> {
  const known = loaded.get(which) ?? bundle().then(({ paths }) => unpack(paths[which]));
  loaded.set(which, known);
  return known;
}

async function unpack(path: string): Promise<Files> {
  return unpackFiles(await gunzip(new Blob([await readFile(path)]).stream()));
}

/** The same result each time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
