/**
 * The one way out of the lab: a caching relay to the package mirror on a unix socket.
 * Only GET and HEAD, only Debian's two archives, whatever host the machines ask for.
 */

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  request as requestHttp,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from './files.ts';
import type { MirrorSource } from './mirror-source.ts';

export interface MirrorOptions {
  readonly socket: string;
  readonly folder: string;
  readonly source: MirrorSource;
  /** Only what the cache holds: the same package versions as in an earlier run. */
  readonly frozen: boolean;
}

/** The head of a cached file: what it is, and the headers that it is served with again. */
const headSchema = z.object({ path: z.string(), headers: z.record(z.string(), z.string()) });
type Head = z.infer<typeof headSchema>;

const keptHeaders = ['content-type', 'content-length', 'last-modified', 'date'] as const;
const unusedAfterDays = 30;
// The head of a cached file is one line of JSON, padded to this size so that it is read in one piece.
const headSize = 1024;

/** Where a request goes, or undefined when the relay does not serve it. */
export function upstreamAddress(source: MirrorSource, url: string): string | undefined {
  const path = new URL(url, 'http://deb.debian.org').pathname;
  if (path.startsWith('/debian/')) return source.debian + path.slice('/debian/'.length);
  if (path.startsWith('/debian-security/')) return source.security + path.slice('/debian-security/'.length);
  return undefined;
}

/** Files whose content never changes under their name. */
const isImmutable = (path: string): boolean => /\.deb$|\/by-hash\//.test(path);

const cacheName = (path: string): string => createHash('sha256').update(path).digest('hex');

/** Undefined when it is not there, or not whole: it is fetched again. */
async function look(file: string): Promise<Head | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headSize), 0, headSize, 0);
    return parseJson(buffer.toString('utf8', 0, bytesRead), headSchema);
  } finally {
    await handle.close();
  }
}

async function serve(kept: Head, file: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const since = request.headers['if-modified-since'];
  if (since && kept.headers['last-modified'] === since) {
    response.writeHead(304).end();
    return;
  }
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
  response.writeHead(200, kept.headers);
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file, { start: headSize })
      .on('error', () => response.destroy())
      .pipe(response);
}

function fetchUpstream(source: MirrorSource, address: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const target = new URL(address);
    const proxied = source.proxy && target.protocol === 'http:' ? new URL(source.proxy) : undefined;
    const request = proxied
      ? requestHttp({ host: proxied.hostname, port: proxied.port || 80, path: address, headers: { host: target.host } })
      : (target.protocol === 'https:' ? requestHttps : requestHttp)(target);
    request.setTimeout(60_000, () => request.destroy(new Error('the mirror does not answer')));
    request.on('response', resolve).on('error', reject).end();
  });
}

/** Passes the body on and keeps it; an answer that broke off is not kept. */
function passAndKeep(upstream: IncomingMessage, file: string, path: string, response: ServerResponse): void {
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = upstream.headers[name];
    if (value) headers[name] = value;
  }
  response.writeHead(200, headers);
  const temporary = `${file}.${process.pid}.${process.hrtime.bigint()}`;
  const disk = createWriteStream(temporary);
  disk.on('error', () => upstream.unpipe(disk));
  disk.write(JSON.stringify({ path, headers } satisfies Head).padEnd(headSize));
  upstream.pipe(disk);
  upstream.pipe(response);
  upstream.on('error', () => {
    response.destroy();
    disk.destroy();
  });
  disk.on('close', () => {
    const isWhole = upstream.complete && disk.writableFinished;
    (isWhole ? rename(temporary, file) : rm(temporary, { force: true })).catch(() => undefined);
  });
}

async function dropUnused(folder: string): Promise<void> {
  const limit = Date.now() - unusedAfterDays * 24 * 3600 * 1000;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found && found.mtimeMs < limit) await rm(file, { force: true });
  }
}

async function answer(options: MirrorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  const address = upstreamAddress(options.source, path);
  if (!address || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response.writeHead(403).end('The lab reaches Debian packages only.\n');
    return;
  }
  const file = join(options.folder, cacheName(path));
  const kept = await look(file);
  if (kept && (options.frozen || isImmutable(path))) return serve(kept, file, request, response);
  if (options.frozen) {
    response.writeHead(404).end('Not in the frozen cache.\n');
    return;
  }
  try {
    const upstream = await fetchUpstream(options.source, address);
    if (upstream.statusCode === 200 && request.method === 'GET') passAndKeep(upstream, file, path, response);
    else {
      response.writeHead(upstream.statusCode ?? 502);
      upstream.pipe(response);
    }
  } catch (error) {
    // Without the mirror, what was fetched before is better than nothing; apt checks its signatures and dates.
    if (kept) return serve(kept, file, request, response);
    response.writeHead(502).end(`The package mirror cannot be reached: ${(error as Error).message}\n`);
  }
}

/** Starts the relay. Close the returned server to end it. */
export async function startMirror(options: MirrorOptions): Promise<Server> {
  await mkdir(options.folder, { recursive: true });
  await dropUnused(options.folder);
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(options.socket, resolve);
  });
  return server;
}
