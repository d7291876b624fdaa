/** Debian's ejabberd with a WebSocket on a loopback port: the one of the servers that can refuse pages of other origins. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from '../../../playground/sandbox/node.ts';
import { debianFolder } from '../../sandbox/debian-folder.ts';
import { freePort } from '../../sandbox/native.ts';
import { makeCertificate } from './certificate.ts';
import { whenUp } from './native-process.ts';

const START_DEADLINE = 30_000;
/** A root directory of its own: what is in Debian's packages is linked to absolute paths. */
const enter = 'mount --rbind /dev dev && mount --rbind /proc proc && mount --bind "$0" home && exec chroot . "$@"';

export interface NativeEjabberd {
  /** `ws://127.0.0.1:PORT/ws` */
  readonly plain: string;
  /** `wss://...`, with a certificate that nobody trusts. */
  readonly secure: string;
  /** All that it logged. */
  readonly log: () => string;
  stop(): Promise<void>;
}

export interface NativeEjabberdOptions {
  /** Top-level lines of ejabberd.yml. */
  readonly settings?: string;
  /** Further lines of `request_handlers`: `"/.well-known/host-meta": mod_host_meta`. */
  readonly handlers?: readonly string[];
  /** With their options, as ejabberd.yml has them below `modules`. */
  readonly modules?: readonly string[];
  readonly accounts?: readonly Account[];
  /** Instead of all these, the whole ejabberd.yml for this port, and the one over TLS. Its files are in /home. */
  readonly whole?: (ports: readonly [number, number]) => string;
}

/** Why native ejabberd cannot be had here, in words; null when it can. Gets what is missing first. */
export async function ejabberdProblem(): Promise<string | null> {
  if (process.platform !== 'linux') return 'native ejabberd from Debian packages needs Linux';
  try {
    await ejabberdFolder();
    await promisify(execFile)('unshare', ['--mount', '--map-root-user', 'true']);
    return null;
  } catch (error) {
    return `native ejabberd could not be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The ejabberd.yml that Debian's package installs. */
export async function stockEjabberd(): Promise<string> {
  return readFile(join(await ejabberdFolder(), 'usr/share/ejabberd/ejabberd.yml.example'), 'utf8');
}

/** The folder that holds Debian's packages, made at first use and kept in the cache. */
export function ejabberdFolder(): Promise<string> {
  return debianFolder({
    name: 'native-ejabberd-1',
    packages: ['ejabberd'],
    after: async (root) => {
      // What Debian's base system has, which is no package's need.
      for (const name of ['lib', 'lib64', 'bin']) await symlink(`usr/${name}`, join(root, name));
      for (const name of ['dev', 'proc', 'home']) await mkdir(join(root, name), { recursive: true });
    },
  });
}

export async function startNativeEjabberd(options: NativeEjabberdOptions = {}): Promise<NativeEjabberd> {
  const home = await mkdtemp(join(tmpdir(), 'stanzabox-ejabberd-'));
  const [port, securePort] = [await freePort(), await freePort()];
  await makeCertificate(home, 'montague.example');
  await writeFile(
    join(home, 'ejabberd.yml'),
    options.whole?.([port, securePort]) ?? configuration([port, securePort], options),
  );
  const server = await launchEjabberd(await ejabberdFolder(), home, options.accounts ?? []);
  // The last thing that it is told to do: then all its accounts are there.
  const isUp = async (log: string): Promise<boolean> =>
    log.includes('accounts are made') && (await canConnect(port)) && (await canConnect(securePort));
  const { log, stop } = await whenUp('ejabberd', server, home, START_DEADLINE, isUp);
  return { plain: `ws://127.0.0.1:${port}/ws`, secure: `wss://127.0.0.1:${securePort}/ws`, log, stop };
}

function configuration(
  [port, securePort]: readonly [number, number],
  { settings = '', handlers = [], modules = [] }: NativeEjabberdOptions,
): string {
  const paths = ['"/ws": ejabberd_http_ws', ...handlers].map((line) => `      ${line}`).join('\n');
  return `hosts: [ "montague.example" ]
acme: { auto: false }
auth_method: internal
registration_timeout: infinity
certfiles: [ "/home/key.pem", "/home/certificate.pem" ]
listen:
  - port: ${port}
    ip: "127.0.0.1"
    module: ejabberd_http
    request_handlers:
${paths}
  - port: ${securePort}
    ip: "127.0.0.1"
    module: ejabberd_http
    tls: true
    request_handlers:
${paths}
${settings}
modules:
${['mod_disco: {}', 'mod_roster: {}', ...modules].map((line) => `  ${line}`).join('\n')}
`;
}

/** @param home has `ejabberd.yml` in it, and is `/home` to the server */
export async function launchEjabberd(root: string, home: string, accounts: readonly Account[]): Promise<ChildProcess> {
  const [erts = ''] = (await promisify(execFile)('ls', [join(root, 'usr/lib/erlang')])).stdout.match(/erts-\S+/) ?? [];
  const [libraries = ''] =
    (await promisify(execFile)('ls', [join(root, 'usr/lib')])).stdout.match(/\S+-linux-gnu/) ?? [];
  const programs = `/usr/lib/erlang/${erts}/bin`;
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/home',
    LANG: 'C.UTF-8',
    ROOTDIR: '/usr/lib/erlang',
    BINDIR: programs,
    EMU: 'beam',
    PROGNAME: 'erl',
    ERL_LIBS: `/usr/lib/${libraries}`,
    EJABBERD_CONFIG_PATH: '/home/ejabberd.yml',
    EJABBERD_LOG_PATH: '/home/ejabberd.log',
  };
  const made = accounts.map(({ jid, password }) => {
    const words = [...jid.split('@'), password].map((word) => `<<${JSON.stringify(word)}>>`);
    return `ok = ejabberd_auth:try_register(${words.join(', ')})`;
  });
  // Without a name for the node nothing of Erlang's own distribution listens.
  const erlang = ['-noinput', '-mnesia', 'dir', '"/home/spool"', '-s', 'ejabberd'];
  const tell = ['-eval', `${[...made, 'io:format("accounts are made~n")'].join(', ')}.`];
  // The kernel ends it together with the test, however that ends.
  const alone = ['--pdeathsig', 'KILL', 'unshare', '--mount', '--map-root-user', 'sh', '-c', enter, home];
  return spawn('setpriv', [...alone, `${programs}/erlexec`, ...erlang, ...tell], { env, cwd: root });
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.on('error', () => resolve(false));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
