import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startMirror, upstreamAddress } from '../../src/lab/host/mirror.ts';
import { mirrorFromTargets } from '../../src/lab/host/mirror-source.ts';
import { PackageCache } from '../../src/lab/host/package-cache.ts';

/** deb(5): what every package begins with. */
const packageMagic = '!<arch>\ndebian-binary';

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
    } else {
      const content = incoming.url?.includes('by-hash') ? 'a list' : `${packageMagic} ${asked.length}`;
      response.writeHead(200, { 'last-modified': 'Sun, 22 Nov 2026 10:00:00 GMT' }).end(content);
    }
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  open.push(upstream);
});

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  // What was just answered may still be on its way into the cache.
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
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
    request({ socketPath, path, headers: { host: 'deb.debian.org', ...headers }, method }, (response) => {
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
  expect((await ask(socket, '/debian/pool/a.deb')).text).toBe(`${packageMagic} 1`);
  await kept(1);
  expect((await ask(socket, '/debian/pool/a.deb')).text).toBe(`${packageMagic} 1`);
  expect((await ask(socket, '/debian/dists/trixie/InRelease')).text).toBe(`${packageMagic} 2`);
  expect((await ask(socket, '/debian/dists/trixie/InRelease')).text).toBe(`${packageMagic} 3`);
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
  expect((await ask(frozen, '/debian/dists/trixie/InRelease')).text).toBe(`${packageMagic} 1`);
  expect((await ask(frozen, '/debian/pool/b.deb')).status).toBe(404);
  expect(asked).toHaveLength(1);
});

test('a frozen list that the machine has already is not sent again', async () => {
  await ask(await start(false), '/debian/dists/trixie/InRelease');
  await kept(1);
  const headers = { 'if-modified-since': 'Sun, 22 Nov 2026 10:00:00 GMT' };
  expect((await ask(await start(true), '/debian/dists/trixie/InRelease', headers)).status).toBe(304);
});

test.each([
  ['another file of this computer', '/etc/passwd', {}, 'GET'],
  ['out of the archive', '/debian/../secret', {}, 'GET'],
  ['out of the archive, escaped', '/debian/pool/%2e%2e/%2e%2e/secret', {}, 'GET'],
  ['out of the archive, with an escaped slash', '/debian/pool/..%2f..%2fsecret', {}, 'GET'],
  ['a folder of the mirror that is not an archive', '/ubuntu/pool/a.deb', {}, 'GET'],
  ['a file of the archive that is neither a list nor a package', '/debian/README', {}, 'GET'],
  ['a whole address, as proxies take it', 'http://192.0.2.1/debian/pool/a.deb', {}, 'GET'],
  ['another host', '/debian/pool/a.deb', { host: '192.0.2.1' }, 'GET'],
  ['a name for the same file that would be kept again', '/debian/pool/a.deb?1', {}, 'GET'],
  ['something to write', '/debian/pool/a.deb', {}, 'POST'],
])('nothing but lists and packages is served: %s', async (_, path, headers, method) => {
  const socket = await start(false);
  expect((await ask(socket, path, headers, method)).status).toBe(403);
  expect(asked).toEqual([]);
});

/** The one file in the cache. */
async function cachedFile(): Promise<string> {
  const [name = ''] = await readdir(join(folder, 'cache'));
  return join(folder, 'cache', name);
}

test('a package that was changed in the cache is fetched again', async () => {
  const socket = await start(false);
  await ask(socket, '/debian/pool/a.deb');
  await kept(1);
  const text = await readFile(await cachedFile(), 'utf8');
  await writeFile(await cachedFile(), text.replace('debian-binary 1', 'debian-binary 9'));
  expect((await ask(socket, '/debian/pool/a.deb')).text).toBe(`${packageMagic} 2`);
  await kept(1);
  expect((await ask(socket, '/debian/pool/a.deb')).text).toBe(`${packageMagic} 2`);
});

test('a list that is not what its name says, and an error page in place of a package, are not kept', async () => {
  const socket = await start(false);
  const sum = createHash('sha256').update('a list').digest('hex');
  const right = `/debian/dists/trixie/by-hash/SHA256/${sum}`;
  const wrong = right.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  for (const path of [wrong, right]) expect((await ask(socket, path)).text).toBe('a list');
  // A file is kept after it was answered.
  await kept(1);
  for (const path of [wrong, right]) expect((await ask(socket, path)).text).toBe('a list');
  expect(asked.filter((path) => path.endsWith(right.slice('/debian/'.length)))).toHaveLength(1);
  expect(asked).toHaveLength(3);
});

test('a package that apt refused is forgotten when it is told so, unless the cache is frozen', async () => {
  const socket = await start(false);
  await ask(socket, '/debian/pool/a.deb');
  await kept(1);
  expect((await ask(await start(true), '/debian/pool/a.deb', {}, 'DELETE')).status).toBe(204);
  await kept(1);
  expect((await ask(socket, '/debian/pool/a.deb', {}, 'DELETE')).status).toBe(204);
  await kept(0);
  expect((await ask(socket, '/debian/pool/a.deb')).text).toBe(`${packageMagic} 2`);
  await kept(1);
});

test('a file larger than the cache may be is passed on and not kept; the oldest make room at the next start', async () => {
  const place = join(folder, 'small');
  const read = (text: string) => Readable.from([Buffer.from(text)]);
  const limits = { largestFile: 5000, largestCache: 7000 };
  const cache = await PackageCache.open(place, limits);
  const files = async () => (await readdir(place)).length;
  cache.keep('/debian/dists/a', {}, read('a'.repeat(3000)), () => true);
  await vi.waitFor(async () => expect(await cache.find('/debian/dists/a')).toBeDefined());
  for (const size of [5001, 4500]) cache.keep(`/debian/dists/${size}`, {}, read('b'.repeat(size)), () => true);
  await vi.waitFor(async () => expect(await files()).toBe(1));
  await utimes(join(place, (await readdir(place))[0] ?? ''), 1_000, Date.now() / 1000 - 1000);
  expect(
    await (await PackageCache.open(place, { ...limits, largestCache: 100 })).find('/debian/dists/a'),
  ).toBeUndefined();
});

test('an answer that broke off is not kept', async () => {
  const socket = await start(false);
  breakOff = true;
  await expect(ask(socket, '/debian/pool/c.deb')).rejects.toThrow();
  breakOff = false;
  expect((await ask(socket, '/debian/pool/c.deb')).text).toBe(`${packageMagic} 2`);
  await vi.waitFor(async () => {
    expect((await readdir(join(folder, 'cache'))).filter((name) => name.includes('.'))).toEqual([]);
  });
  await kept(1);
});

test('when the mirror is away, an older list is better than none; a missing file stays missing', async () => {
  const socket = await start(false);
  await ask(socket, '/debian/dists/trixie/InRelease');
  await kept(1);
  expect((await ask(socket, '/debian/dists/missing')).status).toBe(404);
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
  expect((await ask(socket, '/debian/dists/trixie/InRelease')).text).toBe(`${packageMagic} 1`);
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
