import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as downloads from '../../src/lab/host/downloads.ts';
import { isPublic } from '../../src/lab/host/public-get.ts';
import type { Download } from '../../src/lesson/index.ts';

// The internet of these tests is a server on the loopback.
const prepareDownload = (download: Download) => downloads.prepareDownload(download, () => true);
const prepareDownloads = (all: readonly Download[]) => downloads.prepareDownloads(all, () => true);

const content = 'the package';
const sum = createHash('sha256').update(content).digest('hex');
const otherSum = createHash('sha256').update('another').digest('hex');
let folder: string;
let server: Server;
let asked = 0;
let status = 200;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downloads-test-'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('STANZABOX_ARTIFACTS', join(folder, 'artifacts'));
  asked = 0;
  status = 200;
  server = createServer((_, response) => {
    asked += 1;
    response.writeHead(status).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const host = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
const url = (): string => `http://${host()}/v1/openfire.deb`;

async function putArtifact(text: string, description?: string): Promise<void> {
  const file = join(folder, 'artifacts', host(), 'v1', 'openfire.deb');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  if (description) await writeFile(`${file}.txt`, description);
}

test('the real address comes first, and a file of the published sum is fetched once', async () => {
  await putArtifact('something else');
  const first = await prepareDownload({ url: url(), sha256: sum });
  expect(first).toMatchObject({ status: 'ready', from: 'internet', sha256: sum });
  expect(first).not.toHaveProperty('standIn');
  await prepareDownload({ url: url(), sha256: sum });
  expect(asked).toBe(1);
});

test('a file whose sum is not the published one is refused, with both sums', async () => {
  const found = await prepareDownload({ url: url(), sha256: otherSum });
  expect(found).toMatchObject({ status: 'missing' });
  expect(found.status === 'missing' && found.reason).toContain(`has sha256 ${sum}, but the page says ${otherSum}`);
});

test('without the address the artifact takes its place, and says what it is', async () => {
  status = 503;
  await putArtifact('built here', 'a package built from the source of tag v1');
  expect(await prepareDownload({ url: url() })).toMatchObject({
    status: 'ready',
    from: 'artifact',
    standIn: 'a package built from the source of tag v1',
    sha256: createHash('sha256').update('built here').digest('hex'),
  });
});

test('an artifact of the published sum is the same file, and the evidence names no other', async () => {
  status = 503;
  await putArtifact(content);
  const found = await prepareDownload({ url: url(), sha256: sum });
  expect(found).toMatchObject({ status: 'ready', from: 'artifact' });
  expect(found).not.toHaveProperty('standIn');
});

test('a file that is nowhere is named, with what to do', async () => {
  status = 404;
  const found = await prepareDownload({ url: url() });
  expect(found.status === 'missing' && found.reason).toBe(
    `${url()} could not be downloaded (the address answered 404), and the artifact folder has no file in its place. Put one at ${host()}/v1/openfire.deb in that folder (STANZABOX_ARTIFACTS, or stanzabox/artifacts in the cache folder).`,
  );
});

test('each address is fetched once for all pages', async () => {
  expect(await prepareDownloads([{ url: url() }, { url: url() }])).toHaveLength(1);
  expect(asked).toBe(1);
});

test('a page cannot make the lab read what this computer serves to itself, by a name or after a redirect either', async () => {
  const { port } = server.address() as AddressInfo;
  for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, `[::ffff:127.0.0.1]:${port}`]) {
    const found = await downloads.prepareDownload({ url: `http://${name}/secret` });
    expect(found.status === 'missing' && found.reason).toMatch(/is not an address on the public internet/);
  }
  expect(asked).toBe(0);
  const redirecting = createServer((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${port}/secret` }).end(),
  );
  await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.2', resolve));
  const start = `http://127.0.0.2:${(redirecting.address() as AddressInfo).port}/`;
  const found = await downloads.prepareDownload({ url: start }, (address) => address === '127.0.0.2');
  redirecting.close();
  expect(found.status === 'missing' && found.reason).toContain('127.0.0.1 is not an address on the public internet');
  expect(asked).toBe(0);
});

test.each(['10.1.2.3', '169.254.169.254', '192.168.0.1', '::1', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1'])(
  '%s is not public',
  (address) => expect(isPublic(address)).toBe(false),
);

test.each(['151.101.2.132', '2a04:4e42::644'])('%s is public', (address) => expect(isPublic(address)).toBe(true));
