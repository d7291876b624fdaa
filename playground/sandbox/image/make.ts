/** Node only. Starts the shipped servers and writes their images. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { cacheFolder, replaceFile, type SourceOptions } from '../bundle/archives.ts';
import { type Files, gunzip, packFiles, unpackFiles } from '../bundle-format.ts';
import { Engine } from '../engine/engine.ts';
import { Network } from '../network/network.ts';
import type { LogLine, ServerConfig } from '../types.ts';
import { imageFiles } from './format.ts';
import { keyOf } from './module-key.ts';
import { shipped } from './shipped.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Where those servers are at their start: the same for all builds, and nobody's present. */
const NEW_YEAR = Date.UTC(2000, 0, 1) / 1000;
/** What has done its work when a server has started. */
const onlyForStarts = /^(stanzabox\/(boot|system|crypto|sockets|tls|dns|tidy)\.lua|prosody\/prosody)$/;
/** A host that stores something for the first time loads its storage then. */
const storage = /^prosody\/modules\/mod_storage_\w+\.lua$/;

export const imagePath = (name: string): string => here(`../generated/image-${name}.bin`);

/**
 * Makes sure that the images are there and of these bundles.
 * @param key changes whenever the bundles do
 */
export async function ensureImages(
  key: string,
  paths: { readonly core: string; readonly module: string },
  { env, onProgress }: Pick<SourceOptions, 'env' | 'onProgress'>,
): Promise<void> {
  const imageKey = await keyOfImages(key);
  const keyPath = here('../generated/images.key');
  if ((await readFile(keyPath, 'utf8').catch(() => '')) === imageKey) return;
  await mkdir(cacheFolder(env), { recursive: true });
  for (const server of shipped) {
    const cached = join(cacheFolder(env), `image-${server.name}-${imageKey}.bin`);
    const known = await readFile(cached).catch(() => null);
    if (!known) onProgress(`Starting ${server.name} once, for all who will visit it`);
    const packed = known ?? gzipSync(packFiles(await makeImage(server, await read(paths))), { level: 9 });
    if (!known) await replaceFile(cached, packed);
    await replaceFile(imagePath(server.name), packed);
  }
  await replaceFile(keyPath, new TextEncoder().encode(imageKey));
}

export interface ImageSource {
  readonly core: Files;
  readonly module: WebAssembly.Module;
}

async function read(paths: { readonly core: string; readonly module: string }): Promise<ImageSource> {
  const core = unpackFiles(await gunzip(new Blob([await readFile(paths.core)]).stream()));
  return { core, module: await WebAssembly.compile(await readFile(paths.module)) };
}

/**
 * The image of a server that has just started, and has no accounts yet. The same at each time.
 * @param seed another one, for tests, has other random bytes
 */
export async function makeImage(server: ServerConfig, { core, module }: ImageSource, seed = 1): Promise<Files> {
  const log: LogLine[] = [];
  const engine = new Engine({
    ...server,
    accounts: [],
    pretendTls: false,
    files: core,
    module,
    clock: { now: () => NEW_YEAR, monotonic: () => 0, cpu: () => 0 },
    random: sequence(seed),
    network: new Network({}),
    wake: () => {},
    log: (line) => log.push(line),
  });
  const result = engine.boot();
  if (result.kind === 'ended') throw new Error(`${server.name} did not start: ${result.why}\n${engine.printed}`);
  const { image, lua, loaded } = engine.write();
  const isLoaded = new Set(loaded);
  const files = [...core].filter(([path]) => storage.test(path) || !(isLoaded.has(path) || onlyForStarts.test(path)));
  const { name, address, config } = server;
  const made = { key: keyOf(module), server: { name, address, config }, log, image, files: new Map(files) };
  return imageFiles(made, lua);
}

/** Random bytes that everybody may know: nothing that is made of them stays when a server wakes. */
function sequence(seed: number): (bytes: Uint8Array) => void {
  let count = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 32)
      bytes.set(
        createHash('sha256')
          .update(`${seed} ${count++}`)
          .digest()
          .subarray(0, bytes.length - at),
        at,
      );
  };
}

/** Changes with all that a start depends on: besides the bundles, our own code. */
async function keyOfImages(key: string): Promise<string> {
  const sum = createHash('sha256').update(key);
  const folders = ['engine', 'image', 'network', 'text'];
  const paths = await Promise.all(
    folders.map(async (name) =>
      (await readdir(here(`../${name}`), { recursive: true })).map((path) => `${name}/${path}`),
    ),
  );
  for (const path of ['config.ts', ...paths.flat()].filter((path) => path.endsWith('.ts')).sort())
    sum.update(`\0${path}\0`).update(await readFile(here(`../${path}`)));
  return sum.update(await readFile(here('../../cast.ts'))).digest('hex');
}
