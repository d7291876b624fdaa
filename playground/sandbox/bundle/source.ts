import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseTar, parseTarGzip } from 'nanotar';
import type { Files } from '../bundle-format.ts';
import { checkSum, getArchives, OWN_FOLDER, SourceError, type SourceOptions, wayOut } from './archives.ts';
import { isSource, treeSum } from './contents.ts';
import { applyDebianPatches } from './patches.ts';
import { type PinnedFile, pinned, prosodyName } from './pinned.ts';

// Its one CommonJS file has no exports that an import could name.
const { XzReadableStream } = createRequire(import.meta.url)('xz-decompress') as typeof import('xz-decompress');

const files: readonly PinnedFile[] = [pinned.upstream, pinned.debian];

/**
 * Prosody's source tree with Debian's patches: paths as in the archive (`core/…`) to contents, its sum checked. The reader's own folder
 * (STANZABOX_PROSODY_SOURCE) holds both archives, or the source unpacked and patched, as `apt-get source prosody` leaves it.
 * @throws SourceError when it cannot be obtained or a checksum differs.
 */
export async function getSource(options: SourceOptions): Promise<Files> {
  const own = options.env[OWN_FOLDER];
  const unpacked = own ? await readUnpacked(own) : null;
  return unpacked ?? unpack(await getArchives(files, prosodyName, options));
}

async function unpack(archives: ReadonlyMap<PinnedFile, Uint8Array>): Promise<Files> {
  const upstream = new Map<string, Uint8Array>();
  for (const { name, data } of await parseTarGzip(archives.get(pinned.upstream) ?? new Uint8Array())) {
    const path = name.replace(/^[^/]*\//, '');
    if (data && isSource(path)) upstream.set(path, data);
  }
  const debian = new Map<string, Uint8Array>();
  const plain = new XzReadableStream(new Blob([new Uint8Array(archives.get(pinned.debian) ?? [])]).stream());
  for (const { name, data } of parseTar(await new Response(plain).arrayBuffer())) if (data) debian.set(name, data);
  const tree = applyDebianPatches(upstream, debian, isSource);
  checkSum(treeSum(tree), pinned.treeSha256, `Prosody's source with Debian's patches`, files);
  return tree;
}

/** The source tree in this folder; null when it holds both archives instead. */
async function readUnpacked(path: string): Promise<Files | null> {
  const name = `${OWN_FOLDER} (${path})`;
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory())
    throw new SourceError(`${name} ${found ? 'is not a folder' : 'does not exist'}.\n${wayOut(files)}`);
  const names = await readdir(path);
  if (files.every((file) => names.includes(file.name))) return null;
  const tree = new Map<string, Uint8Array>();
  for (const entry of await readdir(path, { recursive: true })) {
    if (isSource(entry)) tree.set(entry, await readFile(join(path, entry)));
  }
  if (tree.size === 0)
    throw new SourceError(`${name} holds neither both archives nor Prosody's source.\n${wayOut(files)}`);
  checkSum(treeSum(tree), pinned.treeSha256, `${name}, counted over its ${tree.size} files,`, files);
  return tree;
}
