/**
 * Files that pages download from the real internet. The real address comes first; without internet a file from the
 * artifact folder takes its place, and the evidence says so. What the site itself serves is made from this clone.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { makeCheckFile } from '../../check/file/make.ts';
import { fileName, unknownSite } from '../../check/file/name.ts';
import type { Download } from '../../lesson/index.ts';
import { artifactFolder, cacheFolder } from '../paths.ts';
import { makeWhole, writeWhole } from './files.ts';
import { type Allows, isPublic, publicGet } from './public-get.ts';

/** Part of a job: its shape is checked where a world reads it. */
export const preparedDownload = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('ready'),
    url: z.string(),
    sha256: z.string(),
    file: z.string().describe('Where the file is on this computer.'),
    from: z.enum(['internet', 'artifact']),
    standIn: z
      .string()
      .optional()
      .describe('What the artifact is, in the words of the file `<artifact>.txt` beside it.'),
  }),
  z.strictObject({ status: z.literal('missing'), url: z.string(), reason: z.string() }),
]);

export type PreparedDownload = Readonly<z.infer<typeof preparedDownload>>;

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** Bytes. */
const largestDownload = 2 * 2 ** 30;

/** Ends a stream that is longer than anything a guide installs. */
const bounded = (): Transform => {
  let size = 0;
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      size += chunk.length;
      if (size > largestDownload) done(new Error('it has more than 2 GiB'));
      else done(null, chunk);
    },
  });
};

async function fromInternet(url: string, file: string, allows: Allows): Promise<string | undefined> {
  try {
    const answer = await publicGet(url, allows);
    if (answer.statusCode !== 200) {
      answer.destroy();
      return `the address answered ${answer.statusCode}`;
    }
    await makeWhole(file, (temporary) => pipeline(answer, bounded(), createWriteStream(temporary)));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The check of a server, which pages fetch from the site that they are on. */
const ownFile = `${unknownSite}/${fileName}`;

async function fromThisClone(): Promise<PreparedDownload> {
  const file = join(cacheFolder(), 'downloads', fileName);
  await writeWhole(file, await makeCheckFile('/'));
  return { status: 'ready', url: ownFile, sha256: await sha256Of(file), file, from: 'artifact' };
}

/**
 * Gets one download: cache, real address, artifact folder, in this order.
 * @param allows which addresses may be asked
 */
export async function prepareDownload(download: Download, allows: Allows = isPublic): Promise<PreparedDownload> {
  if (download.url === ownFile) return fromThisClone();
  const { host, pathname } = new URL(download.url);
  const place = join(
    host,
    ...decodeURIComponent(pathname)
      .split('/')
      .filter((part) => part && part !== '..'),
  );
  const cached = join(cacheFolder(), 'downloads', place);
  const missing = (reason: string): PreparedDownload => ({ status: 'missing', url: download.url, reason });

  // Without a published sum a cached file cannot be told from a stale one: ask again.
  if (download.sha256 && (await exists(cached)) && (await sha256Of(cached)) === download.sha256)
    return { status: 'ready', url: download.url, sha256: download.sha256, file: cached, from: 'internet' };
  const failure = await fromInternet(download.url, cached, allows);
  if (failure === undefined) {
    const sha256 = await sha256Of(cached);
    if (download.sha256 && sha256 !== download.sha256)
      return missing(
        `${download.url} has sha256 ${sha256}, but the page says ${download.sha256}. Compare both with what its makers publish.`,
      );
    return { status: 'ready', url: download.url, sha256, file: cached, from: 'internet' };
  }
  const artifact = join(artifactFolder(), place);
  if (!(await exists(artifact)))
    return missing(
      `${download.url} could not be downloaded (${failure}), and the artifact folder has no file in its place. Put one at ${place} in that folder (STANZABOX_ARTIFACTS, or stanzabox/artifacts in the cache folder).`,
    );
  const sha256 = await sha256Of(artifact);
  const described = await readFile(`${artifact}.txt`, 'utf8').catch(() => '');
  const standIn = described.trim() || 'a file from the artifact folder, not fetched from this address';
  if (sha256 === download.sha256)
    return { status: 'ready', url: download.url, sha256, file: artifact, from: 'artifact' };
  return { status: 'ready', url: download.url, sha256, file: artifact, from: 'artifact', standIn };
}

/** All downloads of the pages, each address once. */
export async function prepareDownloads(
  downloads: readonly Download[],
  allows: Allows = isPublic,
): Promise<PreparedDownload[]> {
  const byUrl = new Map(downloads.map((download) => [download.url, download]));
  return Promise.all([...byUrl.values()].map((download) => prepareDownload(download, allows)));
}
