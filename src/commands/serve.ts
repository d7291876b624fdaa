/** Serves a folder of static files, as any static host would: used by `npm start` and by the end-to-end tests. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

export interface Serving {
  /** Where the site is, e.g. `http://127.0.0.1:4321/`. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly folder: string;
  readonly host: string;
  /** The port to try first. */
  readonly port: number;
  /** How many ports to try from there on before giving up; 1 means this port or none. */
  readonly tries: number;
  /** Path under which the site was built, with both slashes: `/` or `/docs/`. */
  readonly base: string;
}

/** Files whose names carry a hash of their content never change. */
const immutable = /\/_astro\//;
/** The worker for offline use: a copy of it would keep an older version of the site. */
const neverOld = /\/offline-worker\.js$/;

function caching(path: string): string {
  if (neverOld.test(path)) return 'no-cache';
  return immutable.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';
}

function handler({ folder, base }: ServeOptions): RequestListener {
  const files = sirv(folder, {
    etag: true,
    // The copies that the build wrote (src/site/compress.ts).
    gzip: true,
    setHeaders(response, path) {
      response.setHeader('Cache-Control', caching(path));
    },
  });
  const notFoundPage = join(folder, '404.html');
  const notFound = existsSync(notFoundPage) ? readFileSync(notFoundPage) : 'Not found';
  return (request, response) => {
    const outside = () => {
      response.writeHead(302, { Location: base }).end();
    };
    if (!request.url?.startsWith(base)) return outside();
    request.url = join('/', request.url.slice(base.length - 1));
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound);
    });
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Starts serving. Rejects in plain words when every port that may be tried is taken. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const server = createServer(handler(options));
  for (let port = options.port; port < options.port + options.tries; port++) {
    try {
      await listen(server, options.host, port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' || (error as NodeJS.ErrnoException).code === 'EACCES')
        continue;
      throw error;
    }
    return {
      address: `http://${options.host === '0.0.0.0' ? '127.0.0.1' : options.host}:${port}${options.base}`,
      port,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  }
  const last = options.port + options.tries - 1;
  throw new Error(
    `No port from ${options.port} to ${last} on ${options.host} is free. Stop what uses them ("ss -ltnp" shows it), or name another: npm start -- --port 8080`,
  );
}
