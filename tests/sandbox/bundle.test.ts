/** Prosody's source: where it is looked for, what is refused, what is packed. No test here uses the network. */

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  cacheFolder,
  ensureBundle,
  getSource,
  type PinnedFile,
  pinned,
} from '../../playground/sandbox/bundle/index.ts';
import { gunzip, packFiles, unpackFiles } from '../../playground/sandbox/bundle-format.ts';
import { capulet, montague } from '../../playground/sandbox/config.ts';
import { leftOut } from '../../playground/sandbox/left-out.ts';
import { modulesOnRequest, namesModuleOnRequest } from '../../playground/sandbox/modules-on-request.ts';

const files = [pinned.upstream, pinned.debian];

let folder: string;
/** A folder with both archives. */
let archives: string;
const said: string[] = [];
const onProgress = (line: string) => said.push(line);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stanzabox-bundle-'));
  await getSource({ env: process.env, onProgress });
  archives = join(folder, 'archives');
  await mkdir(archives);
  for (const { name } of files) await cp(join(cacheFolder(), name), join(archives, name));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A computer without a cache, without apt, where these servers are all that there is. */
function computer(name: string, ...servers: readonly string[]) {
  const addresses = (file: PinnedFile) => servers.map((server) => `${server}/${file.name}`);
  return { env: { XDG_CACHE_HOME: join(folder, name), PATH: '/none' }, onProgress, addresses };
}

/** Serves files by their names, until the test is over; resolves to the server's address and to what was asked of it. */
async function serve(
  content: Readonly<Record<string, Uint8Array>>,
): Promise<{ url: string; asked: string[]; stop: () => void }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    asked.push(name);
    response.writeHead(content[name] ? 200 : 404);
    response.end(content[name]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => void server.close();
  onTestFinished(stop);
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked, stop };
}

async function bothArchives(): Promise<Record<string, Uint8Array>> {
  const read = files.map(async ({ name }) => [name, await readFile(join(archives, name))] as const);
  return Object.fromEntries(await Promise.all(read));
}

test('what Debian publishes is checked, patched, used and kept', async () => {
  const { url, stop } = await serve(await bothArchives());
  const source = await getSource(computer('kept', url));
  expect(source.size).toBeGreaterThan(200);
  const text = (path: string) => new TextDecoder().decode(source.get(path));
  expect(text('plugins/mod_ping.lua')).toContain('urn:xmpp:ping');
  expect(text('plugins/mod_c2s.lua')).toContain('c2s_unauthed_stanza_size_limit');
  stop();
  // The second time nothing is asked: the server is gone.
  expect((await getSource(computer('kept', url))).size).toBe(source.size);
});

test('a version that Debian no longer has is asked for at the next address', async () => {
  const both = await bothArchives();
  // Debian keeps upstream's archive as long as a version needs it.
  const debian = await serve({ [pinned.upstream.name]: both[pinned.upstream.name] as Uint8Array });
  const museum = await serve(both);
  expect((await getSource(computer('moved-on', debian.url, museum.url))).size).toBeGreaterThan(200);
  expect(debian.asked).toEqual(files.map(({ name }) => name));
  expect(museum.asked).toEqual([pinned.debian.name]);
});

test.each(files)('a wrong sum of $name stops, shows both sums and keeps nothing', async ({ name, sha256 }) => {
  const page = new TextEncoder().encode('<html>captive portal</html>');
  const { url } = await serve({ ...(await bothArchives()), [name]: page });
  const failure = getSource(computer(`wrong-${name}`, url));
  await expect(failure).rejects.toThrow(sha256);
  await expect(failure).rejects.toThrow(/found sha256 {4}[0-9a-f]{64}/);
  await expect(readFile(join(folder, `wrong-${name}`, 'stanzabox', name))).rejects.toThrow('ENOENT');
});

test.each(files)('a broken $name in the cache is fetched anew', async ({ name }) => {
  const kept = join(folder, `broken-${name}`, 'stanzabox');
  await cp(archives, kept, { recursive: true });
  await writeFile(join(kept, name), 'cut short');
  const { url, asked } = await serve(await bothArchives());
  expect((await getSource(computer(`broken-${name}`, url))).size).toBeGreaterThan(200);
  expect(asked).toEqual([name]);
});

test('when nothing can be had, the message says what was tried, why, and what to do', async () => {
  const { url } = await serve({});
  const failure = getSource(computer('nothing', url));
  for (const { name } of files) {
    await expect(failure).rejects.toThrow(`from ${url}/${name}: the server answered 404`);
  }
  await expect(failure).rejects.toThrow('through apt:');
  await expect(failure).rejects.toThrow('Debian has released a newer one');
  await expect(failure).rejects.toThrow('STANZABOX_PROSODY_SOURCE=');
});

test('a folder of one’s own is used first of all, when it holds the right files', async () => {
  const own = (path: string) => getSource({ env: { STANZABOX_PROSODY_SOURCE: path, PATH: '/none' }, onProgress });
  const source = await own(archives);
  const unpacked = join(folder, 'unpacked');
  for (const [path, content] of source) {
    await mkdir(dirname(join(unpacked, path)), { recursive: true });
    await writeFile(join(unpacked, path), content);
  }
  expect((await own(unpacked)).size).toBe(source.size);
  await writeFile(join(unpacked, 'plugins/mod_ping.lua'), '-- changed');
  await expect(own(unpacked)).rejects.toThrow(pinned.treeSha256);
  await expect(own(join(folder, 'none'))).rejects.toThrow('does not exist');
  await expect(own(join(archives, pinned.upstream.name))).rejects.toThrow('is not a folder');
  await mkdir(join(folder, 'empty'));
  await expect(own(join(folder, 'empty'))).rejects.toThrow('holds neither');
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
  // Required under a condition that never holds here: another network backend, other resolvers.
  const never = /^(net\.(server_event|dns|adns|cqueues)|util\.(prosodyctl.*|sqlite3|sql|mercurial|openssl))$/;
  const missing: string[] = [];
  for (const [path, code] of [...core, ...more]) {
    for (const [, name = ''] of code.matchAll(/require\s*[(,]?\s*["'](?:prosody\.)?([a-z0-9_.]+)["']/g)) {
      const file = `${name.replaceAll('.', '/')}.lua`;
      const isThere = core.has(`prosody/${file}`) || (more.has(path) && more.has(`prosody/${file}`));
      if (source.has(file) && !isThere && !never.test(name)) missing.push(`${path} requires ${name}`);
    }
  }
  const expected = [
    // The shell's command for statistics loads the HTTP server, and names it.
    'prosody/modules/mod_admin_shell.lua requires net.http.server',
    // For an option that names it.
    'prosody/net/server.lua requires net.server_select',
    // Only its check of TURN servers, which nobody can ask for here.
    'prosody/util/prosodyctl/check.lua requires net.stun',
  ];
  expect(missing.filter((line) => !expected.includes(line))).toEqual([]);
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

test('the licences of all libraries in the module ship', async () => {
  const { paths } = await ensureBundle();
  const text = await readFile(paths.libraryLicences, 'utf8');
  const parts = text.split(/^-{72}$/m);
  expect(parts.map((part) => part.trim().split('\n')[0])).toEqual([
    'Lua',
    'expat',
    'LuaExpat',
    'LuaFileSystem',
    'LuaSocket',
  ]);
  for (const part of parts) expect(part).toMatch(/Permission is hereby granted, free of\s+charge/);
  expect(text).toContain('Lua.org, PUC-Rio');
});
