/** Prosody as Debian runs it, for comparison with the sandbox. It listens on a free port of the loopback address only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runShellLine } from '../../playground/sandbox/engine/shell.ts';
import type { Account, BytePipe } from '../../playground/sandbox/node.ts';
import { versionIn, versions } from '../../playground/sandbox/versions.ts';
import type { MovableClock } from './movable-clock.ts';
import { luaCommand, luaEnvironment, nativeFolder } from './native-packages.ts';

const START_DEADLINE = 20_000;
/** Prosody opens its ports one after the other, within a moment. */
const MORE_PORTS_DEADLINE = 5_000;

export interface NativeOptions {
  readonly config: string;
  readonly accounts?: readonly Account[];
  /** Where it looks up other servers and where they find it. Without it, it knows no other server. */
  readonly others?: { readonly port: number; readonly nameServer: number };
  /** Where clients find it. Without it, on a free port of 127.0.0.1. */
  readonly at?: { readonly address: string; readonly port: number };
  /** The port for the components of the configuration that are programs of their own (XEP-0114). Without it, there is none. */
  readonly components?: number;
  /** Without it, the server has the clock of this machine. */
  readonly clock?: MovableClock;
  /** A folder that is there, for a server that will be started again with what it has stored. Without it, one that goes when the server stops. */
  readonly home?: string;
}

export interface NativeServer {
  readonly host: string;
  /** The port for clients. */
  readonly port: number;
  /** All that it logged. */
  readonly log: () => string;
  /** To the clients' port, or to another one at the same address. */
  connect(port?: number): Promise<BytePipe>;
  /** Runs a line in Prosody's shell, where the configuration has `admin_shell`; resolves to what it printed. */
  shell(line: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a native server with this configuration. Rejects with its log when it does not come up. */
export async function startNative(options: NativeOptions): Promise<NativeServer> {
  const isNewer = versionIn(options.config) === versions[1]?.version;
  const root = await nativeFolder(isNewer ? 'newer' : 'debian-13');
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'stanzabox-native-')));
  const { address, port } = options.at ?? { address: '127.0.0.1', port: await freePort() };
  await mkdir(join(home, 'data'), { recursive: true });
  await mkdir(join(home, 'certs'), { recursive: true });
  const added = globalOptions({ address, port }, options);
  await writeFile(join(home, 'prosody.cfg.lua'), `${added}\n${options.config}`);
  for (const account of options.accounts ?? []) await writeAccount(join(home, 'data'), account);
  const process_ = await launchProsody({ root, home, ...(options.clock && { clock: options.clock }) });
  let log = '';
  process_.stdout?.on('data', (text) => (log += text));
  process_.stderr?.on('data', (text) => (log += text));
  const stop = async () => {
    await end(process_);
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_DEADLINE;
  const ports = [port, ...(options.components === undefined ? [] : [options.components])];
  const isUp = async (): Promise<boolean> =>
    (await Promise.all(ports.map((one) => canConnect(one, address)))).every(Boolean);
  while (!(await isUp())) {
    if (process_.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`Native Prosody did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const shell = async (line: string): Promise<string> =>
    runShellLine(await connectToSocket(join(home, 'data/prosody.sock')), line);
  return { host: address, port, log: () => log, connect: (other = port) => connectTo(other, address), shell, stop };
}

/**
 * A native server that listens on more ports than the clients' one. A port that was free may be taken before Prosody has
 * it, which then goes on without: the next ones are tried.
 * @param optionsOf makes the configuration for these ports
 */
export async function startNativeOnPorts(
  count: number,
  optionsOf: (ports: readonly number[]) => NativeOptions,
): Promise<{ readonly server: NativeServer; readonly ports: readonly number[] }> {
  for (let attempt = 1; ; attempt += 1) {
    const ports: number[] = [];
    while (ports.length < count) ports.push(await freePort());
    const server = await startNative(optionsOf(ports));
    if (await listensOn(ports)) return { server, ports };
    await server.stop();
    if (attempt === 3) throw new Error(`Native Prosody could not listen on three sets of ports:\n${server.log()}`);
  }
}

async function listensOn(ports: readonly number[]): Promise<boolean> {
  const deadline = Date.now() + MORE_PORTS_DEADLINE;
  for (;;) {
    const open = await Promise.all(ports.map((port) => canConnect(port)));
    if (open.every(Boolean)) return true;
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function globalOptions(
  { address, port }: NonNullable<NativeOptions['at']>,
  { others, components }: Pick<NativeOptions, 'others' | 'components'>,
): string {
  return `-- Added by the test: a port of its own, on a loopback address, and nothing else open.
run_as_root = true
interfaces = { "${address}" }
c2s_ports = { ${port} }
c2s_direct_tls_ports = {}
s2s_ports = {${others?.port ?? ''}}
s2s_direct_tls_ports = {}
http_ports = {}
https_ports = {}
component_ports = {${components ?? ''}}
component_interfaces = { "${address}" }
${others ? unboundOptions(others.nameServer) : ''}
`;
}

/**
 * libunbound asks nobody but the test's own name server; by itself it asks no name server on this machine. It forgets every answer, so
 * that a test may change a record.
 */
function unboundOptions(nameServer: number): string {
  const options = { 'do-not-query-localhost:': 'no', 'cache-max-ttl:': '0', 'cache-max-negative-ttl:': '0' };
  const lua = Object.entries(options).map(([name, value]) => `["${name}"] = "${value}"`);
  return `unbound = { resolvconf = false, forward = "127.0.0.1@${nameServer}", options = { ${lua.join(', ')} } }`;
}

async function writeAccount(data: string, { jid, password }: Account): Promise<void> {
  const [user = '', host = ''] = jid.split('@');
  const folder = join(data, fileName(host), 'accounts');
  await mkdir(folder, { recursive: true });
  const text = `return { ["password"] = ${JSON.stringify(password)} };\n`;
  // One that is there has been used: it may have another password now.
  await writeFile(join(folder, `${fileName(user)}.dat`), text, { flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** As Prosody names its files. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

interface Launch {
  /** The folder of packages (native-packages.ts). */
  readonly root: string;
  /** Has `prosody.cfg.lua` and the data. */
  readonly home: string;
  readonly clock?: MovableClock;
  readonly options?: readonly string[];
}

/** Starts the Prosody of such a folder. */
export async function launchProsody({ root, home, clock, options = [] }: Launch): Promise<ChildProcess> {
  const source = join(root, 'usr/lib/prosody');
  const [loader = '', ...lua] = await luaCommand(root);
  const env = {
    ...(await luaEnvironment(root)),
    PROSODY_SRCDIR: source,
    PROSODY_CFGDIR: home,
    PROSODY_PLUGINDIR: `${source}/modules/`,
    PROSODY_DATADIR: join(home, 'data'),
    ...clock?.environment,
  };
  // The kernel ends it together with the test, however that ends.
  const preload = clock === undefined ? [] : ['--preload', clock.library];
  const command = ['--pdeathsig', 'KILL', loader, ...preload, ...lua, join(source, 'prosody'), ...options];
  return spawn('setpriv', command, { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
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

export function canConnect(port: number, address = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
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
export function connectTo(port: number, address = '127.0.0.1'): Promise<BytePipe> {
  return pipeOver(connect(port, address).setNoDelay(true));
}

/** The same over a Unix socket, which Prosody makes a moment after it has opened its ports. */
async function connectToSocket(path: string): Promise<BytePipe> {
  const deadline = Date.now() + MORE_PORTS_DEADLINE;
  for (;;) {
    const pipe = await pipeOver(connect(path)).catch((error: Error) => error);
    if (!(pipe instanceof Error)) return pipe;
    if (Date.now() > deadline) throw pipe;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function pipeOver(socket: Socket): Promise<BytePipe> {
  return new Promise((resolve, reject) => {
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
