import { parseTarGzip } from 'nanotar';
import type { Files } from '../../bundle-format.ts';
import { getArchives, type SourceOptions } from '../archives.ts';
import type { PinnedFile } from '../pinned.ts';

/** A library in C, or in Lua, that Prosody stands on. */
interface Library extends PinnedFile {
  /** As the credits have it. */
  readonly title: string;
  /** What of its archive counts. */
  readonly wanted: RegExp;
  /** Which of these files its licence is in. */
  readonly licence: RegExp;
}

/**
 * As Debian 13 has them. To move to another version, change name, version and sums together; `apt-get source --download-only` gets the file
 * and checks Debian's signature. Debian's patches to these change nothing but how they are built and where they are installed.
 *
 * expat is the version that Debian 13 was released with; its security archive has a newer one.
 */
export const libraries = {
  lua: {
    title: 'Lua',
    name: 'lua5.4_5.4.7.orig.tar.gz',
    package: 'lua5.4',
    version: '5.4.7-1',
    sha256: '9fbf5e28ef86c69858f6d3d34eccc32e911c1a28b4120ff3e84aaa70cfbf1e30',
    sha1: '29b54f97dab8631f52ee21a44871622eaefbe235',
    wanted: /\/src\/\w+\.[ch]$/,
    licence: /\/src\/lua\.h$/,
  },
  expat: {
    title: 'expat',
    name: 'expat_2.7.1.orig.tar.gz',
    package: 'expat',
    version: '2.7.1-2',
    sha256: '85372797ff0673a8fc4a6be16466bb5a0ca28c0dcf3c6f7ac1686b4a3ba2aabb',
    sha1: '803b413510317f6e2a58911bc7763afdacd6fab4',
    wanted: /\/expat\/(lib\/\w+\.[ch]|COPYING)$/,
    licence: /\/COPYING$/,
  },
  luaexpat: {
    title: 'LuaExpat',
    name: 'lua-expat_1.5.2.orig.tar.gz',
    package: 'lua-expat',
    version: '1.5.2-1',
    sha256: '89d83f2141edec31be576425637216928221918fe95dc3854d1b7fd4c627213f',
    sha1: '0dee28033313c3889d568c68f3b7022df51eb2cc',
    wanted: /\/(src\/\w+\.[ch]|LICENSE)$/,
    licence: /\/LICENSE$/,
  },
  lfs: {
    title: 'LuaFileSystem',
    name: 'lua-filesystem_1.8.0.orig.tar.gz',
    package: 'lua-filesystem',
    version: '1.8.0-3',
    sha256: 'a1b7cf748ef2cdb6d75ebaa82a9c91b383fabc541b96febb1f9de98f06b8c188',
    sha1: 'e60a4e1a0dc5935665207c8153bc4b95c29c5570',
    wanted: /\/(src\/\w+\.[ch]|LICENSE)$/,
    licence: /\/LICENSE$/,
  },
  luasocket: {
    title: 'LuaSocket',
    name: 'luasocket_3.1.0.orig.tar.gz',
    package: 'luasocket',
    version: '3.1.0-1',
    sha256: '35a6819789b51d94a52e6cee12f07cb17cf02927438d76c31231db06bbf31f0b',
    sha1: '614959fe9ad432738a75ec03ed2ab8c9d7d2e0ab',
    wanted: /\/(src\/url\.lua|LICENSE)$/,
    licence: /\/LICENSE$/,
  },
} as const satisfies Record<string, Library>;

export type LibraryName = keyof typeof libraries;

export interface LibrarySource {
  /** File names without folders. */
  readonly files: Files;
  readonly licence: string;
}

/**
 * The libraries' source, their sums checked.
 * @throws SourceError as getArchives does
 */
export async function getLibraries(options: SourceOptions): Promise<Record<LibraryName, LibrarySource>> {
  const archives = await getArchives<Library>(
    Object.values(libraries),
    'the libraries that Prosody stands on',
    options,
  );
  const read = Object.entries<Library>(libraries).map(
    async ([name, library]) => [name, await unpack(library, archives.get(library) ?? new Uint8Array())] as const,
  );
  return Object.fromEntries(await Promise.all(read)) as Record<LibraryName, LibrarySource>;
}

async function unpack({ wanted, licence }: Library, archive: Uint8Array): Promise<LibrarySource> {
  const files = new Map<string, Uint8Array>();
  let text = '';
  for (const { name, data } of await parseTarGzip(archive)) {
    if (!data || !wanted.test(name)) continue;
    files.set(name.slice(name.lastIndexOf('/') + 1), data);
    if (licence.test(name)) text = Buffer.from(data).toString('utf8');
  }
  return { files, licence: text };
}
