/** Prosody's source: where it is looked for, what is refused, what is packed. No test here uses the network. */

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheFolder, ensureBundle, getSource, pinned } from '../../playground/sandbox/bundle/index.ts';
import { gunzip, packFiles, unpackFiles } from '../../playground/sandbox/bundle-format.ts';
import { capulet, montague } from '../../playground/sandbox/config.ts';
import { leftOut } from '../../playground/sandbox/left-out.ts';
import { modulesOnRequest, namesModuleOnRequest } from '../../playground/sandbox/modules-on-request.ts';

let folder: string;
let archive: string;
const said: string[] = [];
const onProgress = (line: string) => said.push(line);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stanzabox-bundle-'));
  await getSource({ env: process.env, onProgress });
  archive = join(folder, 'given.tar.gz');
  await cp(join(cacheFolder(), `prosody-${pinned.version}.tar.gz`), archive);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A computer without a cache, without apt, whose upstream is what the test says. */
function computer(name: string, url: string) {
  return { env: { XDG_CACHE_HOME: join(folder, name), PATH: '/none' }, onProgress, url };
}

async function serve(content: Uint8Array | null): Promise<{ server: Server; url: string }> {
  const server = createServer((_, response) => {
    response.writeHead(content ? 200 : 404);
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/prosody.tar.gz` };
}

test('what upstream publishes is checked, used and kept', async () => {
  const { server, url } = await serve(await readFile(archive));
  const source = await getSource(computer('kept', url));
  server.close();
  expect(source.size).toBeGreaterThan(200);
  expect(new TextDecoder().decode(source.get('plugins/mod_ping.lua'))).toContain('urn:xmpp:ping');
  // The second time nothing is asked: the server is gone.
  expect((await getSource(computer('kept', url))).size).toBe(source.size);
});

test('a wrong sum stops, shows both sums and keeps nothing', async () => {
  const { server, url } = await serve(new TextEncoder().encode('<html>captive portal</html>'));
  const failure = getSource(computer('wrong', url));
  await expect(failure).rejects.toThrow(pinned.archiveSha256);
  await expect(failure).rejects.toThrow(/found sha256 {4}[0-9a-f]{64}/);
  server.close();
  await expect(readFile(join(folder, 'wrong/stanzabox', `prosody-${pinned.version}.tar.gz`))).rejects.toThrow('ENOENT');
});

test('a broken file in the cache is fetched anew', async () => {
  const kept = join(folder, 'broken/stanzabox', `prosody-${pinned.version}.tar.gz`);
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, 'cut short');
  const { server, url } = await serve(await readFile(archive));
  expect((await getSource(computer('broken', url))).size).toBeGreaterThan(200);
  server.close();
});

test('when nothing can be had, the message says what was tried and what to do', async () => {
  const { server, url } = await serve(null);
  const failure = getSource(computer('nothing', url));
  await expect(failure).rejects.toThrow(`from ${url}: the server answered 404`);
  await expect(failure).rejects.toThrow('through apt:');
  await expect(failure).rejects.toThrow('STANZABOX_PROSODY_SOURCE=');
  server.close();
});

test('a file or folder of one’s own is used first of all, when it is the right one', async () => {
  const own = (path: string) => getSource({ env: { STANZABOX_PROSODY_SOURCE: path, PATH: '/none' }, onProgress });
  const source = await own(archive);
  const unpacked = join(folder, 'unpacked');
  for (const [path, content] of source) {
    await mkdir(dirname(join(unpacked, path)), { recursive: true });
    await writeFile(join(unpacked, path), content);
  }
  expect((await own(unpacked)).size).toBe(source.size);
  await writeFile(join(unpacked, 'plugins/mod_ping.lua'), '-- changed');
  await expect(own(unpacked)).rejects.toThrow(pinned.treeSha256);
  await expect(own(join(folder, 'none'))).rejects.toThrow('does not exist');
});

test('a bundle that exists is not made again', async () => {
  await ensureBundle();
  expect((await ensureBundle({ env: { STANZABOX_PROSODY_SOURCE: '/none' } })).cached).toBe(true);
});

test('a bundle holds files byte for byte, and one that was cut short says so', () => {
  const files = new Map([
    ['a/b.lua', Uint8Array.of(0, 255, 10)],
    ['é', new Uint8Array()],
  ]);
  const packed = packFiles(files);
  expect(unpackFiles(packed)).toEqual(files);
  expect(() => unpackFiles(packed.slice(0, -1))).toThrow('cut short at a/b.lua');
});

async function bundle(which: 'core' | 'more'): Promise<Map<string, string>> {
  const { paths } = await ensureBundle();
  const files = unpackFiles(await gunzip(new Blob([await readFile(paths[which])]).stream()));
  return new Map([...files].map(([path, content]) => [path, new TextDecoder().decode(content)]));
}

test('what the first bundle’s files require is in it, and the second one’s in one of both', async () => {
  const [core, more] = [await bundle('core'), await bundle('more')];
  const source = await getSource({ env: process.env, onProgress });
  // Required under a condition that never holds here: other network backends, other resolvers, statistics to a daemon.
  const never =
    /^(net\.(server_event|server_select|dns|adns|cqueues)|util\.(statsd|statistics|prosodyctl.*|sqlite3|sql|mercurial|openssl))$/;
  const missing: string[] = [];
  for (const [path, code] of [...core, ...more]) {
    for (const [, name = ''] of code.matchAll(/require\s*\(?\s*["'](?:prosody\.)?([a-z0-9_.]+)["']/g)) {
      const file = `${name.replaceAll('.', '/')}.lua`;
      const isThere = core.has(`prosody/${file}`) || (more.has(path) && more.has(`prosody/${file}`));
      if (source.has(file) && !isThere && !never.test(name)) missing.push(`${path} requires ${name}`);
    }
  }
  // The shell's command for statistics loads the HTTP server, and names it.
  expect(missing.filter((line) => line !== 'prosody/modules/mod_admin_shell.lua requires net.http.server')).toEqual([]);
});

test('modules that are left out or loaded on request exist in Prosody, and the default configuration names none', async () => {
  const source = await getSource({ env: process.env, onProgress });
  const exists = (module: string) => source.has(`plugins/mod_${module}.lua`);
  expect([...modulesOnRequest, ...leftOut.map(({ module }) => module)].filter((module) => !exists(module))).toEqual([]);
  for (const { config } of [montague, capulet]) {
    expect(namesModuleOnRequest(config)).toBe(false);
    for (const { module, removed } of leftOut) if (removed) expect(config).not.toMatch(new RegExp(`"${module}"`));
  }
});

test('Prosody’s licence ships', async () => {
  const { paths } = await ensureBundle();
  expect(await readFile(paths.licence, 'utf8')).toContain('Permission is hereby granted, free of charge');
});
