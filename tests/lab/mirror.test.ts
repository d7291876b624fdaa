import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startMirror, upstreamAddress } from '../../src/lab/host/mirror.ts';
import { mirrorFromTargets } from '../../src/lab/host/mirror-source.ts';

let folder: string;
let upstream: Server;
let asked: string[];
let breakOff = false;
const open: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mirror-test-'));
  asked = [];
  breakOff = false;
  upstream = createServer((incoming, response) => {
    asked.push(incoming.url ?? '');
    if (incoming.url?.includes('missing')) response.writeHead(404).end('no');
    else if (breakOff) {
      response.writeHead(200, { 'content-length': 100 });
      // Only once the beginning is on its way: before that it would be no answer at all.
      response.write('half', () => setImmediate(() => response.destroy()));
    } else response.writeHead(200, { 'last-modified': 'Sun, 22 Nov 2026 10:00:00 GMT' }).end(`content ${asked.length}`);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  open.push(upstream);
});

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true, force: true });
});

async function start(frozen: boolean): Promise<string> {
  const socket = join(folder, `${open.length}.sock`);
  const base = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const source = { debian: `${base}/deb/`, security: `${base}/sec/` };
  open.push(await startMirror({ socket, folder: join(folder, 'cache'), source, frozen }));
  return socket;
}

/** The answer reaches the client a moment before it is in its place in the cache. */
const kept = (count: number): Promise<void> =>
  vi.waitFor(async () => {
    const names = await readdir(join(folder, 'cache'));
    expect(names.filter((name) => !name.includes('.'))).toHaveLength(count);
  });

const ask = (
  socketPath: string,
  path: string,
  headers = {},
  method = 'GET',
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    request({ socketPath, path, headers, method }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });

test('a package is fetched once and then comes from the cache; a list is asked for each time', async () => {
  const socket = await start(false);
  expect((await ask(socket, '/debian/pool/a.deb')).text).toBe('content 1');
  await kept(1);
  expect((await ask(socket, '/debian/pool/a.deb')).text).toBe('content 1');
  expect((await ask(socket, '/debian/dists/trixie/InRelease')).text).toBe('content 2');
  expect((await ask(socket, '/debian/dists/trixie/InRelease')).text).toBe('content 3');
  expect(asked).toEqual(['/deb/pool/a.deb', '/deb/dists/trixie/InRelease', '/deb/dists/trixie/InRelease']);
});

test('the security archive goes to its own address', async () => {
  const socket = await start(false);
  await ask(socket, '/debian-security/dists/trixie-security/InRelease');
  expect(asked).toEqual(['/sec/dists/trixie-security/InRelease']);
});

test('frozen, only what the cache holds is served, and nothing is asked for', async () => {
  const live = await start(false);
  await ask(live, '/debian/dists/trixie/InRelease');
  await kept(1);
  const frozen = await start(true);
  expect((await ask(frozen, '/debian/dists/trixie/InRelease')).text).toBe('content 1');
  expect((await ask(frozen, '/debian/pool/b.deb')).status).toBe(404);
  expect(asked).toHaveLength(1);
});

test('a frozen list that the machine has already is not sent again', async () => {
  await ask(await start(false), '/debian/dists/trixie/InRelease');
  await kept(1);
  const headers = { 'if-modified-since': 'Sun, 22 Nov 2026 10:00:00 GMT' };
  expect((await ask(await start(true), '/debian/dists/trixie/InRelease', headers)).status).toBe(304);
});

test('nothing but the archives is served', async () => {
  const socket = await start(false);
  expect((await ask(socket, '/etc/passwd')).status).toBe(403);
  expect((await ask(socket, '/debian/../secret')).status).toBe(403);
  expect((await ask(socket, '/debian/x', {}, 'POST')).status).toBe(403);
  expect(asked).toEqual([]);
});

test('an answer that broke off is not kept', async () => {
  const socket = await start(false);
  breakOff = true;
  await expect(ask(socket, '/debian/pool/c.deb')).rejects.toThrow();
  breakOff = false;
  expect((await ask(socket, '/debian/pool/c.deb')).text).toBe('content 2');
  await vi.waitFor(async () => {
    expect((await readdir(join(folder, 'cache'))).filter((name) => name.includes('.'))).toEqual([]);
  });
  await kept(1);
});

test('when the mirror is away, an older list is better than none; a missing file stays missing', async () => {
  const socket = await start(false);
  await ask(socket, '/debian/dists/trixie/InRelease');
  await kept(1);
  expect((await ask(socket, '/debian/missing')).status).toBe(404);
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
  expect((await ask(socket, '/debian/dists/trixie/InRelease')).text).toBe('content 1');
  const away = await ask(socket, '/debian/pool/d.deb');
  expect(away.status).toBe(502);
  expect(away.text).toContain('The package mirror cannot be reached');
});

test("this computer's own mirror is used when it runs Debian", () => {
  const lines = [
    'http://mirror.example/debian/ bookworm main',
    'http://other.example/debian/ bookworm non-free-firmware',
    'http://mirror.example/debian-security/ bookworm-security main',
    'https://vendor.example/node/ nodistro main',
  ].join('\n');
  expect(mirrorFromTargets(lines, 'ID=debian\nVERSION_CODENAME=bookworm\n')).toEqual({
    debian: 'http://mirror.example/debian/',
    security: 'http://mirror.example/debian-security/',
  });
});

test('on Ubuntu, without apt, or with a mirror that cannot be relayed, the stock mirror is used', () => {
  const stock = { debian: 'http://deb.debian.org/debian/', security: 'http://deb.debian.org/debian-security/' };
  expect(
    mirrorFromTargets('http://archive.ubuntu.com/ubuntu/ noble main', 'ID=ubuntu\nVERSION_CODENAME=noble'),
  ).toEqual(stock);
  expect(mirrorFromTargets('', 'ID=debian\nVERSION_CODENAME=trixie\n')).toEqual(stock);
  expect(mirrorFromTargets('cdrom:[x]/ trixie main', 'ID=debian\nVERSION_CODENAME=trixie\n')).toEqual(stock);
});

test('addresses keep their query-free path below the archive', () => {
  const source = { debian: 'http://m/d/', security: 'http://m/s/' };
  expect(upstreamAddress(source, '/debian/pool/main/p/x.deb')).toBe('http://m/d/pool/main/p/x.deb');
  expect(upstreamAddress(source, '/ubuntu/x')).toBeUndefined();
});
