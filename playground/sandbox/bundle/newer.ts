/**
 * The newest Prosody of this series that Debian has, in its next release: what a server would run after an upgrade. Its Lua comes from
 * Debian's package as it is built there, with Debian's patches applied; C is the pinned version's.
 *
 * To move to another version, change the version and both sums. `apt-get download prosody` on Debian's unstable release gets the file and
 * checks Debian's signature.
 */
import { createRequire } from 'node:module';
import { parseTar } from 'nanotar';
import type { Files } from '../bundle-format.ts';
import { getArchives, type SourceOptions } from './archives.ts';
import { isSource } from './contents.ts';
import { newerDebianVersion, newerName } from './newer-version.ts';
import type { PinnedFile } from './pinned.ts';

const { XzReadableStream } = createRequire(import.meta.url)('xz-decompress') as typeof import('xz-decompress');

export const newerPackage: PinnedFile = {
  name: `prosody_${newerDebianVersion}_amd64.deb`,
  package: 'prosody',
  version: newerDebianVersion,
  sha256: '3862e54ca159df31e4a35b63f14c2f8a5169eef195b7a242d71be47bf24573b4',
  sha1: '9fae286553d95cf191f82969230c4ec2778c5d94',
};

const magic = '!<arch>\n';
const HEADER = 60;

/**
 * The Lua of the newer Prosody, by the paths of its source tree (`plugins/mod_ping.lua`).
 * @throws SourceError when the package cannot be obtained or its checksum differs.
 */
export async function getNewer(options: SourceOptions): Promise<Files> {
  const archives = await getArchives([newerPackage], newerName, options);
  const data = memberOf(archives.get(newerPackage) ?? new Uint8Array(), 'data.tar.xz');
  const plain = new XzReadableStream(new Blob([new Uint8Array(data)]).stream());
  const tree = new Map<string, Uint8Array>();
  for (const { name, data } of parseTar(await new Response(plain).arrayBuffer())) {
    const path = sourcePath(name);
    if (data && path !== undefined && isSource(path)) tree.set(path, data);
  }
  return tree;
}

/** Where a file of the package is in Prosody's source. */
function sourcePath(name: string): string | undefined {
  if (name === './usr/bin/prosody') return 'prosody';
  return /^\.\/usr\/lib\/prosody\/(.+)/.exec(name)?.[1]?.replace(/^modules\//, 'plugins/');
}

/** A member of an `ar` archive, as Debian's packages are. */
function memberOf(archive: Uint8Array, wanted: string): Uint8Array {
  const text = (from: number, length: number) => Buffer.from(archive.subarray(from, from + length)).toString('latin1');
  if (text(0, magic.length) !== magic) throw new Error(`${newerPackage.name} is not a Debian package.`);
  for (let at = magic.length; at < archive.length; ) {
    const name = text(at, 16).trim().replace(/\/$/, '');
    const size = Number(text(at + 48, 10));
    at += HEADER;
    if (name === wanted) return archive.subarray(at, at + size);
    at += size + (size % 2);
  }
  throw new Error(`${newerPackage.name} has no ${wanted}.`);
}
