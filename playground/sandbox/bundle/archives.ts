import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { downloadWithApt } from './apt.ts';
import { addressesOf, type PinnedFile } from './pinned.ts';

/** Names the folder with archives, or with Prosody's source, that somebody has downloaded by hand. */
export const OWN_FOLDER = 'STANZABOX_PROSODY_SOURCE';

const REMOVED =
  'A server that answers 404 no longer has this version: Debian has released a newer one. Debian keeps all versions at snapshot.debian.org.';

/** Tells the user, in plain words, why a source is not there and how to get it. */
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

/** How to go on by hand. */
export function wayOut(files: readonly PinnedFile[]): string {
  const pages = new Set(
    files.map(
      ({ package: from, version }) => `https://snapshot.debian.org/package/${from}/${encodeURIComponent(version)}/`,
    ),
  );
  return `What to do: connect to the internet and run the command again, or download
${files.map(({ name }) => `  ${name}`).join('\n')}
on another computer (${[...pages].join(' ')} has links), copy
them here into one folder and name it: ${OWN_FOLDER}=/path/to/folder`;
}

/**
 * These files, their sums checked: from the reader's own folder, the cache, Debian's servers, apt.
 * @param what is being fetched, for people
 * @throws SourceError when one cannot be obtained or a checksum differs.
 */
export async function getArchives<File extends PinnedFile>(
  files: readonly File[],
  what: string,
  options: SourceOptions,
): Promise<ReadonlyMap<File, Uint8Array>> {
  const cache = cacheFolder(options.env);
  const own = options.env[OWN_FOLDER];
  const found = new Map<File, Uint8Array>();
  const failures: string[] = [];
  const cached = new Set<File>();
  for (const file of files) {
    const bytes = (own && (await readOwn(own, file))) || (await readCached(cache, file));
    if (bytes) cached.add(file);
    const got = bytes || (await download(file, what, options, failures));
    if (got) found.set(file, got);
  }
  const missing = files.filter((file) => !found.has(file));
  if (missing.length > 0) await completeWithApt(missing, found, what, options, failures);
  await mkdir(cache, { recursive: true });
  for (const [file, bytes] of found) if (!cached.has(file)) await replaceFile(join(cache, file.name), bytes);
  return found;
}

async function readOwn(folder: string, file: PinnedFile): Promise<Uint8Array | null> {
  const bytes = await readFile(join(folder, file.name)).catch(() => null);
  return bytes && checkFile(bytes, file, `${OWN_FOLDER} (${folder}), ${file.name},`);
}

/** A cached file with a wrong sum was cut short or tampered with: it is fetched again, which replaces it. */
async function readCached(cache: string, file: PinnedFile): Promise<Uint8Array | null> {
  const bytes = await readFile(join(cache, file.name)).catch(() => null);
  return bytes && sha256(bytes) === file.sha256 ? bytes : null;
}

/** The file from the first address that has it, its sum checked; null when none has it. */
async function download(
  file: PinnedFile,
  what: string,
  options: SourceOptions,
  failures: string[],
): Promise<Uint8Array | null> {
  for (const url of (options.addresses ?? addressesOf)(file)) {
    options.onProgress(`Getting ${what} from ${url}`);
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
async function completeWithApt<File extends PinnedFile>(
  missing: readonly File[],
  found: Map<File, Uint8Array>,
  what: string,
  options: SourceOptions,
  failures: string[],
): Promise<void> {
  options.onProgress('Asking apt for the same files');
  const work = join(cacheFolder(options.env), `apt-${process.pid}`);
  try {
    await downloadWithApt(work, missing, options.env);
    for (const file of missing)
      found.set(file, checkFile(await readFile(join(work, file.name)), file, `apt (${file.name})`));
  } catch (error) {
    if (error instanceof SourceError) throw error;
    failures.push(`through apt: ${plainCause(error)}`);
    throw new SourceError(
      `The source of ${what} could not be downloaded:\n- ${failures.join('\n- ')}\n${REMOVED}\n${wayOut(missing)}`,
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
  checkSum(sha256(bytes), file.sha256, from, [file]);
  return bytes;
}

export function checkSum(found: string, expected: string, from: string, files: readonly PinnedFile[]): void {
  if (found === expected) return;
  throw new SourceError(
    `${from} is not what this site was made for. Nothing was used.\n  expected sha256 ${expected}\n  found sha256    ${found}\n${wayOut(files)}`,
  );
}

/** Never leaves a half-written file behind, also when two builds run at once. */
export async function replaceFile(path: string, content: Uint8Array): Promise<void> {
  await writeFile(`${path}.${process.pid}.part`, content);
  await rename(`${path}.${process.pid}.part`, path);
}
