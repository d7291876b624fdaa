import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseTarGzip } from 'nanotar';
import type { Files } from '../bundle-format.ts';
import { downloadWithApt } from './apt.ts';
import { isSource, treeSum } from './contents.ts';
import { pinned } from './pinned.ts';

const WAY_OUT = `What to do: connect to the internet and run the command again, or download
  ${pinned.url}
on another computer, copy it here and name it: STANZABOX_PROSODY_SOURCE=/path/to/prosody-${pinned.version}.tar.gz`;

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
  /** Where upstream publishes the archive; tests give another address. */
  readonly url?: string;
}

/**
 * Prosody's source tree: paths as in the archive (`core/…`) to contents, its sum checked.
 * The reader's own file or folder (STANZABOX_PROSODY_SOURCE) goes first, then the cache, upstream, apt.
 * @throws SourceError when it cannot be obtained or a checksum differs.
 */
export async function getSource(options: SourceOptions): Promise<Files> {
  const own = options.env.STANZABOX_PROSODY_SOURCE;
  if (own) return fromPath(own);
  const kept = join(cacheFolder(options.env), `prosody-${pinned.version}.tar.gz`);
  const cached = await readFile(kept).catch(() => null);
  // A cached file with a wrong sum was cut short or tampered with: it is fetched again, which replaces it.
  if (cached && sha256(cached) === pinned.archiveSha256) return unpack(cached);
  const archive = await download(options);
  await mkdir(cacheFolder(options.env), { recursive: true });
  const part = `${kept}.${process.pid}.part`;
  await writeFile(part, archive);
  await rename(part, kept);
  return unpack(archive);
}

async function download(options: SourceOptions): Promise<Uint8Array> {
  const url = options.url ?? pinned.url;
  options.onProgress(`Getting Prosody ${pinned.version} from ${url}`);
  const failures: string[] = [];
  const upstream = await fetchArchive(url).catch((error: unknown) => {
    failures.push(`from ${url}: ${plainCause(error)}`);
    return null;
  });
  if (upstream) return checkArchive(upstream, url);
  options.onProgress(`That failed (${failures[0]}). Asking apt for the same file`);
  const work = join(cacheFolder(options.env), `apt-${process.pid}`);
  try {
    const file = await downloadWithApt(work, options.env);
    return checkArchive(await readFile(file), `apt (${file.slice(work.length + 1)})`);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    failures.push(`through apt: ${plainCause(error)}`);
    throw new SourceError(`Prosody's source could not be downloaded:\n- ${failures.join('\n- ')}\n${WAY_OUT}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchArchive(url: string): Promise<Uint8Array> {
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

function checkArchive(archive: Uint8Array, from: string): Uint8Array {
  checkSum(sha256(archive), pinned.archiveSha256, from);
  return archive;
}

function checkSum(found: string, expected: string, from: string): void {
  if (found === expected) return;
  throw new SourceError(
    `${from} is not the Prosody ${pinned.version} that this site was made for. Nothing was used.\n  expected sha256 ${expected}\n  found sha256    ${found}\n${WAY_OUT}`,
  );
}

async function unpack(archive: Uint8Array): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  for (const entry of await parseTarGzip(archive)) {
    const path = entry.name.replace(/^[^/]*\//, '');
    if (entry.data && isSource(path)) files.set(path, entry.data);
  }
  return files;
}

async function fromPath(path: string): Promise<Files> {
  const name = `STANZABOX_PROSODY_SOURCE (${path})`;
  const found = await stat(path).catch(() => null);
  if (!found) throw new SourceError(`${name} does not exist.\n${WAY_OUT}`);
  if (found.isFile()) return unpack(checkArchive(await readFile(path), name));
  const files = new Map<string, Uint8Array>();
  for (const entry of await readdir(path, { recursive: true })) {
    if (isSource(entry)) files.set(entry, await readFile(join(path, entry)));
  }
  checkSum(treeSum(files), pinned.treeSha256, `${name}, counted over its ${files.size} Lua files and COPYING,`);
  return files;
}
