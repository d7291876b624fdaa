/**
 * Files of the package mirror, kept on this computer. A file is served again only while it is what the mirror sent: its sum
 * is noted when it comes and checked each time it goes out. Whether the mirror sent the right thing is for apt to judge, by the
 * archive's signatures.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { parseJson } from './files.ts';

export interface KeptFile {
  readonly headers: Readonly<Record<string, string>>;
  /** The content. */
  read(): Readable;
}

/** The head of a cached file: what it is, the headers that it is served with again, and the sum of its content. */
const headSchema = z.object({
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  sha256: z.string(),
});
type Head = z.infer<typeof headSchema>;

const unusedAfterDays = 30;
/** Bytes of all files together, so that a page that asks for the whole archive does not fill the disk. */
const largestCache = 8 * 2 ** 30;
/** Bytes. Debian's largest packages are below it. */
const largestFile = 2 * 2 ** 30;
// The head of a cached file is one line of JSON, padded to this size so that it is read in one piece.
const headSize = 2048;

/** Files whose content never changes under their name. */
export const isImmutable = (path: string): boolean => /\.deb$|\/by-hash\//.test(path);

/** The sum that a name promises (`by-hash/SHA256/...`), if it does. */
const promised = (path: string): string | undefined => /\/by-hash\/SHA256\/([0-9a-f]{64})$/.exec(path)?.[1];

/** deb(5): what every package begins with. An error page with status 200 does not. */
const packageMagic = '!<arch>\ndebian-binary';

export interface CacheLimits {
  readonly largestCache: number;
  readonly largestFile: number;
}

export class PackageCache {
  readonly #folder: string;
  readonly #limits: CacheLimits;
  #size = 0;

  private constructor(folder: string, limits: CacheLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** Opens the folder, makes it when it is not there, and removes what nobody used for a month or there is no space for. */
  static async open(folder: string, limits: CacheLimits = { largestCache, largestFile }): Promise<PackageCache> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const cache = new PackageCache(folder, limits);
    await cache.#tidy();
    return cache;
  }

  #place(path: string): string {
    return join(this.#folder, createHash('sha256').update(path).digest('hex'));
  }

  /** The file as the mirror sent it. One that was changed on the disk since is removed. */
  async find(path: string): Promise<KeptFile | undefined> {
    const file = this.#place(path);
    const head = await readHead(file);
    if (!head) return undefined;
    const sum = createHash('sha256');
    await pipeline(createReadStream(file, { start: headSize }), sum).catch(() => undefined);
    if (head.path !== path || sum.digest('hex') !== head.sha256) {
      await this.forget(path);
      return undefined;
    }
    const now = new Date();
    await utimes(file, now, now).catch(() => undefined);
    return { headers: head.headers, read: () => createReadStream(file, { start: headSize }) };
  }

  async forget(path: string): Promise<void> {
    await rm(this.#place(path), { force: true });
  }

  /**
   * Keeps what passes through `content` on its way from the mirror, once all of it came.
   * @param isWhole did the answer come to its end? Asked when the stream is over
   */
  keep(path: string, headers: Head['headers'], content: Readable, isWhole: () => boolean): void {
    const file = this.#place(path);
    const temporary = `${file}.${process.pid}.${process.hrtime.bigint()}`;
    const sum = createHash('sha256');
    let size = 0;
    let beginning = '';
    const check = new Transform({
      transform: (chunk: Buffer, _, done) => {
        size += chunk.length;
        if (size > this.#limits.largestFile || this.#size + size > this.#limits.largestCache)
          return done(new Error('no space in the package cache'));
        if (beginning.length < packageMagic.length)
          beginning += chunk.toString('latin1', 0, packageMagic.length - beginning.length);
        sum.update(chunk);
        done(null, chunk);
      },
    });
    const isRight = (sha256: string): boolean =>
      isWhole() && (promised(path) ?? sha256) === sha256 && (!path.endsWith('.deb') || beginning === packageMagic);
    pipeline(content, check, createWriteStream(temporary, { start: headSize }))
      .then(async () => {
        const sha256 = sum.digest('hex');
        if (!isRight(sha256)) throw new Error('not what was asked for');
        const head: Head = { path, headers, sha256 };
        const handle = await open(temporary, 'r+');
        await handle.write(JSON.stringify(head).padEnd(headSize), 0);
        await handle.close();
        await rename(temporary, file);
        this.#size += size;
      })
      // The machine got its answer all the same, and judges it.
      .catch(() => rm(temporary, { force: true }));
  }

  async #tidy(): Promise<void> {
    const limit = Date.now() - unusedAfterDays * 24 * 3600 * 1000;
    const found = await Promise.all(
      (await readdir(this.#folder)).map(async (name) => {
        const file = join(this.#folder, name);
        const { mtimeMs = 0, size = 0 } = (await stat(file).catch(() => undefined)) ?? {};
        return { file, mtimeMs, size };
      }),
    );
    found.sort((a, b) => b.mtimeMs - a.mtimeMs);
    for (const { file, mtimeMs, size } of found) {
      if (mtimeMs < limit || this.#size + size > this.#limits.largestCache) await rm(file, { force: true });
      else this.#size += size;
    }
  }
}

/** Undefined when it is not there, or not whole: it is fetched again. */
async function readHead(file: string): Promise<Head | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headSize), 0, headSize, 0);
    return parseJson(buffer.toString('utf8', 0, bytesRead), headSchema);
  } finally {
    await handle.close();
  }
}
