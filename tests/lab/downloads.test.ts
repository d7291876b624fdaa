import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { prepareDownload, prepareDownloads } from '../../src/lab/host/downloads.ts';

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
