import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseTar, parseTarGzip } from 'nanotar';
import type { Files } from '../bundle-format.ts';
import { downloadWithApt } from './apt.ts';
import { isSource, treeSum } from './contents.ts';
import { applyDebianPatches } from './patches.ts';
import { addressesOf, type PinnedFile, pinned, prosodyName } from './pinned.ts';

// Its one CommonJS file has no exports that an import could name.
const { XzReadableStream } = createRequire(import.meta.url)('xz-decompress') as typeof import('xz-decompress');

const files: readonly PinnedFile[] = [pinned.upstream, pinned.debian];

/** For people: it links to both. */
const PAGE = `https://snapshot.debian.org/package/prosody/${encodeURIComponent(pinned.debianVersion)}/`;

const WAY_OUT = `What to do: connect to the internet and run the command again, or download
${files.map(({ name }) => `  ${name}`).join('\n')}
on another computer (${PAGE} has links to both), copy
them here into one folder and name it: STANZABOX_PROSODY_SOURCE=/path/to/folder`;

const REMOVED =
  'A server that answers 404 no longer has this version: Debian has released a newer one. Debian keeps all versions at snapshot.debian.org.';

/** Tells the user, in plain words, why Prosody's source is not there and how to get it. */
export class SourceError extends Error {
  override name = 'SourceError';
}

/** The folder for what is downloaded once per computer: `$XDG_CACHE_HOME/stanzabox` or `~/.cache/stanzabox`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'stanzabox');
}

export interface SourceOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: (line: string) => void;
  /** Where a file is asked for, in this order; tests give other addresses. */
  readonly addresses?: (file: PinnedFile) => readonly string[];
}

/**
 * Prosody's source tree with Debian's patches: paths as in the archive (`core/…`) to contents, its sum checked.
 * The reader's own folder (STANZABOX_PROSODY_SOURCE) goes first, then the cache, Debian's servers, apt.
 * @throws SourceError when it cannot be obtained or a checksum differs.
 */
export async function getSource(options: SourceOptions): Promise<Files> {
  const own = options.env.STANZABOX_PROSODY_SOURCE;
  if (own) return fromFolder(own);
  const cache = cacheFolder(options.env);
  const found = new Map<PinnedFile, Uint8Array>();
  const failures: string[] = [];
  for (const file of files) {
    // A cached file with a wrong sum was cut short or tampered with: it is fetched again, which replaces it.
    const cached = await readFile(join(cache, file.name)).catch(() => null);
    const bytes = cached && sha256(cached) === file.sha256 ? cached : await download(file, options, failures);
    if (bytes) found.set(file, bytes);
  }
  if (found.size < files.length) await completeWithApt(found, options, failures);
  await mkdir(cache, { recursive: true });
  for (const [{ name }, bytes] of found) await replaceFile(join(cache, name), bytes);
  return unpack(found);
}

/** The file from the first address that has it, its sum checked; null when none has it. */
async function download(file: PinnedFile, options: SourceOptions, failures: string[]): Promise<Uint8Array | null> {
  for (const url of (options.addresses ?? addressesOf)(file)) {
    options.onProgress(`Getting ${prosodyName} from ${url}`);
    const bytes = await fetchFile(url).catch((error: unknown) => {
      failures.push(`from ${url}: ${plainCause(error)}`);
      options.onProgress(`That failed: ${plainCause(error)}`);
      return null;
    });
    if (bytes) return checkFile(bytes, file, url);
  }
  return null;
}

/** Asks apt, which may know a mirror or a proxy that we do not, for what is missing. */
async function completeWithApt(found: Map<PinnedFile, Uint8Array>, options: SourceOptions, failures: string[]) {
  options.onProgress('Asking apt for the same files');
  const work = join(cacheFolder(options.env), `apt-${process.pid}`);
  try {
    await downloadWithApt(work, pinned.debianVersion, options.env);
    for (const file of files) {
      if (!found.has(file))
        found.set(file, checkFile(await readFile(join(work, file.name)), file, `apt (${file.name})`));
    }
  } catch (error) {
    if (error instanceof SourceError) throw error;
    failures.push(`through apt: ${plainCause(error)}`);
    throw new SourceError(
      `Prosody's source, Debian's version ${pinned.debianVersion}, could not be downloaded:\n- ${failures.join('\n- ')}\n${REMOVED}\n${WAY_OUT}`,
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchFile(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

function plainCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function checkFile(bytes: Uint8Array, file: PinnedFile, from: string): Uint8Array {
  checkSum(sha256(bytes), file.sha256, from);
  return bytes;
}

function checkSum(found: string, expected: string, from: string): void {
  if (found === expected) return;
  throw new SourceError(
    `${from} is not the ${prosodyName} that this site was made for. Nothing was used.\n  expected sha256 ${expected}\n  found sha256    ${found}\n${WAY_OUT}`,
  );
}

/** Never leaves a half-written file behind, also when two builds run at once. */
async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  await writeFile(`${path}.${process.pid}.part`, content);
  await rename(`${path}.${process.pid}.part`, path);
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
  checkSum(treeSum(tree), pinned.treeSha256, `Prosody's source with Debian's patches`);
  return tree;
}

/** A folder with the two archives, or with the source unpacked and patched, as `apt-get source prosody` leaves it. */
async function fromFolder(path: string): Promise<Files> {
  const name = `STANZABOX_PROSODY_SOURCE (${path})`;
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory())
    throw new SourceError(`${name} ${found ? 'is not a folder' : 'does not exist'}.\n${WAY_OUT}`);
  const names = await readdir(path);
  if (files.every((file) => names.includes(file.name))) {
    const archives = files.map(async (file) => {
      return [file, checkFile(await readFile(join(path, file.name)), file, `${name}, ${file.name},`)] as const;
    });
    return unpack(new Map(await Promise.all(archives)));
  }
  const tree = new Map<string, Uint8Array>();
  for (const entry of await readdir(path, { recursive: true })) {
    if (isSource(entry)) tree.set(entry, await readFile(join(path, entry)));
  }
  if (tree.size === 0) throw new SourceError(`${name} holds neither both archives nor Prosody's source.\n${WAY_OUT}`);
  checkSum(treeSum(tree), pinned.treeSha256, `${name}, counted over its ${tree.size} Lua files and COPYING,`);
  return tree;
}
