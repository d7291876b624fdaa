/**
 * Prosody as Debian runs it, for comparison: the same upstream Lua as in the sandbox, over the C libraries of
 * Debian 13, from packages that apt downloads into a folder of our own. Nothing is installed; it needs no root,
 * and it listens on a free port of the loopback address only.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  cacheFolder,
  debianMirror,
  getSource,
  pinned,
  privateApt,
  trixie,
} from '../../playground/sandbox/bundle/index.ts';
import type { Account, BytePipe } from '../../playground/sandbox/node.ts';

const run = promisify(execFile);
/** Raised when the folder's making changes, so that an old one is not taken for it. */
const LAYOUT = 1;
const START_DEADLINE = 20_000;

export interface NativeOptions {
  readonly config: string;
  readonly accounts?: readonly Account[];
  /** Where it looks up other servers and where they find it. Without it, it knows no other server. */
  readonly others?: { readonly port: number; readonly nameServer: number };
}

export interface NativeServer {
  readonly host: '127.0.0.1';
  /** The port for clients. */
  readonly port: number;
  /** All that it logged. */
  readonly log: () => string;
  connect(): Promise<BytePipe>;
  stop(): Promise<void>;
}

/** Why native Prosody cannot be had here, in words; null when it can. Gets what is missing first. */
export async function nativeProblem(): Promise<string | null> {
  if (process.platform !== 'linux') return 'native Prosody from Debian packages needs Linux';
  try {
    await prepare();
    return null;
  } catch (error) {
    return `native Prosody could not be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}

let preparing: Promise<string> | undefined;

/** The folder that holds Debian's libraries, made at first use and kept in the cache. */
function prepare(): Promise<string> {
  preparing ??= makeRoot();
  return preparing;
}

async function makeRoot(): Promise<string> {
  const cache = cacheFolder();
  const root = join(cache, `native-prosody-${pinned.version}-${LAYOUT}`);
  if (existsSync(root)) return root;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'native-'));
  try {
    const apt = await privateApt(join(work, 'apt'), trixie('deb', await debianMirror()));
    await run('apt-get', [...apt, '-q', 'update']);
    // Nothing counts as installed there, so all that Prosody needs comes along, the C library included.
    const packages = ['prosody', 'lua-unbound', 'lua5.4'];
    await run('apt-get', [...apt, '-q', '-y', '--no-install-recommends', '--download-only', 'install', ...packages]);
    const archives = join(work, 'apt/cache/archives');
    for (const name of await readdir(archives)) {
      if (name.endsWith('.deb')) await run('dpkg-deb', ['-x', join(archives, name), join(work, 'root')]);
    }
    await useUpstreamLua(join(work, 'root/usr/lib/prosody'));
    await rename(join(work, 'root'), root);
    return root;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Debian patches some of Prosody's Lua; the sandbox runs what upstream published. */
async function useUpstreamLua(folder: string): Promise<void> {
  for (const [path, content] of await getSource({ env: process.env, onProgress: () => {} })) {
    const target = join(folder, path.replace(/^plugins\//, 'modules/'));
    await mkdir(dirname(target), { recursive: true });
    await rm(target, { force: true });
    await writeFile(target, content);
  }
  await writeFile(join(folder, 'prosody.version'), `${pinned.version}\n`);
}

/** Starts a native server with this configuration. Rejects with its log when it does not come up. */
export async function startNative(options: NativeOptions): Promise<NativeServer> {
  const root = await prepare();
  const home = await mkdtemp(join(tmpdir(), 'stanzabox-native-'));
  const port = await freePort();
  await mkdir(join(home, 'data'));
  await mkdir(join(home, 'certs'));
  await writeFile(join(home, 'prosody.cfg.lua'), `${globalOptions(port, options.others)}\n${options.config}`);
  for (const account of options.accounts ?? []) await writeAccount(join(home, 'data'), account);
  const process_ = await launch(root, home);
  let log = '';
  process_.stdout?.on('data', (text) => (log += text));
  process_.stderr?.on('data', (text) => (log += text));
  const stop = async () => {
    await end(process_);
    await rm(home, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_DEADLINE;
  while (!(await canConnect(port))) {
    if (process_.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`Native Prosody did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { host: '127.0.0.1', port, log: () => log, connect: () => connectTo(port), stop };
}

function globalOptions(port: number, others: NativeOptions['others']): string {
  return `-- Added by the test: a port of its own, on the loopback address, and nothing else open.
run_as_root = true
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
c2s_direct_tls_ports = {}
s2s_ports = {${others?.port ?? ''}}
s2s_direct_tls_ports = {}
http_ports = {}
https_ports = {}
component_ports = {}
${others ? unboundOptions(others.nameServer) : ''}
`;
}

/** libunbound asks nobody but the test's own name server; by itself it asks no name server on this machine. */
function unboundOptions(nameServer: number): string {
  return `unbound = { resolvconf = false, forward = "127.0.0.1@${nameServer}", options = { ["do-not-query-localhost:"] = "no" } }`;
}

async function writeAccount(data: string, { jid, password }: Account): Promise<void> {
  const [user = '', host = ''] = jid.split('@');
  const folder = join(data, fileName(host), 'accounts');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${fileName(user)}.dat`), `return { ["password"] = ${JSON.stringify(password)} };\n`);
}

/** As Prosody names its files. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

async function launch(root: string, home: string): Promise<ChildProcess> {
  const source = join(root, 'usr/lib/prosody');
  const [loader = '', ...lua] = await luaCommand(root);
  const env = {
    ...(await luaEnvironment(root)),
    PROSODY_SRCDIR: source,
    PROSODY_CFGDIR: home,
    PROSODY_PLUGINDIR: `${source}/modules/`,
    PROSODY_DATADIR: join(home, 'data'),
  };
  // The kernel ends it together with the test, however that ends.
  const command = ['--pdeathsig', 'KILL', loader, ...lua, join(source, 'prosody')];
  return spawn('setpriv', command, { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a Lua script over native Prosody's libraries (`require "util.encodings"`); resolves to what it printed. */
export async function runNativeLua(script: string, input: string): Promise<string> {
  const root = await prepare();
  const [loader = '', ...lua] = await luaCommand(root);
  const env = await luaEnvironment(root);
  const source = join(root, 'usr/lib/prosody');
  env.LUA_PATH = `${source}/?.lua;${env.LUA_PATH}`;
  env.LUA_CPATH = `${source}/?.so;${env.LUA_CPATH}`;
  return execFileSync(loader, [...lua, '-e', script], { env, input, encoding: 'latin1', maxBuffer: 2 ** 30 });
}

async function luaCommand(root: string): Promise<string[]> {
  const libraries = await libraryFolders(root);
  return [await dynamicLoader(root), '--library-path', libraries.join(':'), join(root, 'usr/bin/lua5.4')];
}

async function luaEnvironment(root: string): Promise<NodeJS.ProcessEnv> {
  const libraries = await libraryFolders(root);
  return {
    PATH: process.env.PATH,
    LUA_PATH: `${root}/usr/share/lua/5.4/?.lua;${root}/usr/share/lua/5.4/?/init.lua`,
    LUA_CPATH: libraries.map((folder) => `${folder}/lua/5.4/?.so`).join(';'),
  };
}

async function libraryFolders(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'usr/lib'));
  return names.filter((name) => /-linux-gnu/.test(name)).map((name) => join(root, 'usr/lib', name));
}

async function dynamicLoader(root: string): Promise<string> {
  for (const folder of ['usr/lib64', 'lib64', 'usr/lib', 'lib']) {
    const names = await readdir(join(root, folder)).catch(() => []);
    const loader = names.find((name) => /^ld-linux.*\.so/.test(name));
    // Links in there are absolute: the C library's own folder has the file.
    if (loader)
      return (await libraryFolders(root)).map((at) => join(at, loader)).find(existsSync) ?? join(root, folder, loader);
  }
  throw new Error(`there is no dynamic loader below ${root}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

async function end(process_: ChildProcess): Promise<void> {
  if (process_.exitCode !== null || process_.signalCode !== null) return;
  const gone = new Promise((resolve) => process_.once('exit', resolve));
  process_.kill('SIGTERM');
  const force = setTimeout(() => process_.kill('SIGKILL'), 2000);
  await gone;
  clearTimeout(force);
}

/** A TCP connection with the sandbox's interface. */
function connectTo(port: number): Promise<BytePipe> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    const pipe: BytePipe = {
      send: (bytes) => void socket.write(bytes),
      close: () => void socket.end(),
      onData: () => {},
    };
    socket.once('error', reject);
    socket.once('connect', () => resolve(pipe));
    socket.on('data', (bytes) => pipe.onData(new Uint8Array(bytes)));
    socket.on('error', () => {});
    socket.on('close', () => pipe.onData(null));
  });
}
