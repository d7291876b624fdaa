/**
 * The one way out of the lab: a caching relay to the package mirror on a unix socket.
 * Only GET and HEAD (and DELETE, which forgets a file that apt refused), only Debian's two archives under their own names, and in them only lists and packages.
 */
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { request as requestHttps } from 'node:https';
import { PassThrough } from 'node:stream';
import { mirrorNames } from '../paths.ts';
import type { MirrorSource } from './mirror-source.ts';
import { isImmutable, type KeptFile, PackageCache } from './package-cache.ts';

export interface MirrorOptions {
  readonly socket: string;
  readonly folder: string;
  readonly source: MirrorSource;
  /** Only what the cache holds: the same package versions as in an earlier run. */
  readonly frozen: boolean;
}

const keptHeaders = ['content-type', 'content-length', 'last-modified', 'date'] as const;

/** An archive's own layout: `dists` holds lists, `pool` packages. Escapes are those that apt writes: for + : and ~. */
const archivePath = /^\/(debian|debian-security)\/((?:dists|pool)(?:\/(?:[\w.+:~-]|%(?:2[bB]|3[aA]|7[eE]))+)+)$/;

/** Where a request goes, or undefined when the relay does not serve it. */
export function upstreamAddress(source: MirrorSource, path: string): string | undefined {
  const [, archive, rest = ''] = archivePath.exec(path) ?? [];
  if (!archive || rest.split('/').some((part) => /^\.+$/.test(part))) return undefined;
  return (archive === 'debian' ? source.debian : source.security) + rest;
}

const isOwnName = (host: string | undefined): boolean =>
  mirrorNames.some((name) => host === name || host === `${name}:80`);

function serve(kept: KeptFile, incoming: IncomingMessage, response: ServerResponse): void {
  const since = incoming.headers['if-modified-since'];
  if (since && kept.headers['last-modified'] === since) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, kept.headers);
  if (incoming.method === 'HEAD') response.end();
  else
    kept
      .read()
      .on('error', () => response.destroy())
      .pipe(response);
}

// A machine that asks for everything at once does not open as many connections to the mirror.
const agent = new Agent({ keepAlive: true, maxSockets: 16, timeout: 60_000 });

function fetchUpstream(source: MirrorSource, method: string, address: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const target = new URL(address);
    const proxied = source.proxy && target.protocol === 'http:' ? new URL(source.proxy) : undefined;
    const headers = { host: target.host };
    const asked = proxied
      ? request({ agent, method, host: proxied.hostname, port: proxied.port || 80, path: address, headers })
      : target.protocol === 'https:'
        ? requestHttps(target, { method })
        : request(target, { agent, method });
    asked.setTimeout(60_000, () => asked.destroy(new Error('the mirror does not answer')));
    asked.on('response', resolve).on('error', reject).end();
  });
}

/** Passes the body on and keeps it; an answer that broke off is not kept. */
function passAndKeep(upstream: IncomingMessage, cache: PackageCache, path: string, response: ServerResponse): void {
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = upstream.headers[name];
    if (value) headers[name] = value;
  }
  response.writeHead(200, headers);
  const copy = new PassThrough();
  // Keeping is given up when there is no space; the machine gets its file all the same.
  copy.on('close', () => upstream.unpipe(copy));
  cache.keep(path, headers, copy, () => upstream.complete);
  upstream.pipe(copy);
  upstream.pipe(response);
  upstream.on('error', () => {
    response.destroy();
    copy.destroy();
  });
}

async function answer(
  options: MirrorOptions,
  cache: PackageCache,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url: path = '', method } = incoming;
  const address = isOwnName(incoming.headers.host) ? upstreamAddress(options.source, path) : undefined;
  if (!address || (method !== 'GET' && method !== 'HEAD' && method !== 'DELETE')) {
    response.writeHead(403).end('The lab reaches Debian packages only.\n');
    return;
  }
  if (method === 'DELETE') {
    // apt refused the file. A machine that asks for this without need makes it come from the mirror again, no more.
    if (!options.frozen) await cache.forget(path);
    response.writeHead(204).end();
    return;
  }
  const kept = await cache.find(path);
  if (kept && (options.frozen || isImmutable(path))) return serve(kept, incoming, response);
  if (options.frozen) {
    response.writeHead(404).end('Not in the frozen cache.\n');
    return;
  }
  try {
    const upstream = await fetchUpstream(options.source, method, address);
    if (upstream.statusCode === 200 && method === 'GET') passAndKeep(upstream, cache, path, response);
    else {
      response.writeHead(upstream.statusCode ?? 502);
      upstream.pipe(response);
    }
  } catch (error) {
    // Without the mirror, what was fetched before is better than nothing; apt checks its signatures and dates.
    if (kept) return serve(kept, incoming, response);
    response.writeHead(502).end(`The package mirror cannot be reached: ${(error as Error).message}\n`);
  }
}

/** Starts the relay. Close the returned server to end it. */
export async function startMirror(options: MirrorOptions): Promise<Server> {
  const cache = await PackageCache.open(options.folder);
  const server = createServer((incoming, response) => {
    answer(options, cache, incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(options.socket, resolve);
  });
  return server;
}
