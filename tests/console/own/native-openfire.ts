/** Openfire with a WebSocket on loopback ports, from the package that its guides install. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../playground/sandbox/bundle/index.ts';
import { greet } from '../../../playground/session/reach/greeting.ts';
import { contentFolder, readPage } from '../../../src/content/index.ts';
import { prepareDownload } from '../../../src/lab/index.ts';
import { canConnect, freePort } from '../../sandbox/native.ts';
import { whenUp } from './native-process.ts';

const run = promisify(execFile);

/** Its database and its own certificates take their time, on a busy machine more than a minute. */
const START_DEADLINE = 180_000;
/** Raised when the folder's making changes, so that an old one is not taken for it. */
const LAYOUT = 1;
const usualDomain = 'montague.example';
const guide = join(contentFolder, 'guides/openfire/install.mdx');

export interface NativeOpenfire {
  /** `ws://127.0.0.1:PORT/ws/` */
  readonly plain: string;
  /** `wss://...`, with the certificate that it makes for itself unless it is given one. */
  readonly secure: string;
  readonly ports: StreamPorts;
  stop(): Promise<void>;
}

/** On 127.0.0.1: with TLS after STARTTLS, and from the start. */
export interface StreamPorts {
  readonly client: number;
  readonly clientTls: number;
  /** Closed unless it federates. */
  readonly server: number;
  readonly serverTls: number;
}

export interface OpenfireWish {
  /** System properties below `xmpp`, as elements: `<client><tls><policy>...` is `xmpp.client.tls.policy`. */
  readonly xmpp?: string;
  /** Files in PEM: the key, and the certificate with those that signed it. */
  readonly certificate?: { readonly key: string; readonly whole: string };
  /** It listens for other servers. */
  readonly federates?: boolean;
  /** On all addresses, as it does by itself: for a network of its own. Else on 127.0.0.1. */
  readonly isApart?: boolean;
  /** `montague.example` unless it is given. */
  readonly domain?: string;
  /** Where it listens for streams; free ports unless they are given. */
  readonly ports?: StreamPorts;
}

/** Why native Openfire cannot be had here, in words; null when it can. Gets what is missing first. */
export async function openfireProblem(): Promise<string | null> {
  if (process.platform !== 'linux') return 'native Openfire from its Debian package needs Linux';
  try {
    await run('java', ['-version']);
    await openfireFolder();
    return null;
  } catch (error) {
    return `native Openfire could not be had: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The package that the guide downloads, and its version: `5.1.1`. */
export async function openfirePackage() {
  const page = await readPage(contentFolder, guide);
  const [download] = 'lesson' in page ? page.lesson.downloads : [];
  if (download === undefined) throw new Error(`${guide} downloads nothing.`);
  const version = /([\d.]+)_all\.deb$/.exec(download.url)?.[1];
  if (version === undefined) throw new Error(`${guide} downloads ${download.url}, which names no version.`);
  return { download, version };
}

/** The package's files, unpacked at first use and kept in the cache. */
async function openfireFolder(): Promise<string> {
  const { download, version } = await openfirePackage();
  const root = join(cacheFolder(), `native-openfire-${version}-${LAYOUT}`);
  if (existsSync(root)) return root;
  const prepared = await prepareDownload(download);
  if (prepared.status === 'missing') throw new Error(prepared.reason);
  const work = await mkdtemp(join(cacheFolder(), 'native-'));
  try {
    await run('dpkg-deb', ['-x', prepared.file, join(work, 'root')]);
    // Test files run side by side: another one may have made the same meanwhile.
    await rename(join(work, 'root'), root).catch((error) => {
      if (!existsSync(root)) throw error;
    });
    return root;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param settings system properties, as elements of openfire.xml: `<httpbind><CORS><domains>...` is `httpbind.CORS.domains` */
export async function startNativeOpenfire(settings = '', wish: OpenfireWish = {}): Promise<NativeOpenfire> {
  const home = await mkdtemp(join(tmpdir(), 'stanzabox-openfire-'));
  const [plain, secure, proxy] = [await freePort(), await freePort(), await freePort()];
  const ports = wish.ports ?? {
    client: await freePort(),
    clientTls: await freePort(),
    server: await freePort(),
    serverTls: await freePort(),
  };
  await makeHome(home, await openfireFolder());
  if (wish.certificate !== undefined) await makeKeyStore(home, wish.certificate);
  await writeFile(join(home, 'conf/openfire.xml'), configuration({ plain, secure, proxy, ...ports }, settings, wish));
  const server = launch(home);
  const address = `ws://127.0.0.1:${plain}/ws/`;
  const open = [secure, ports.client, ports.clientTls, ...(wish.federates ? [ports.server, ports.serverTls] : [])];
  // Its first answer takes longer than those after it: Java compiles what it runs.
  const isUp = async (): Promise<boolean> =>
    (await Promise.all(open.map((port) => canConnect(port)))).every(Boolean) &&
    (await greet(address, wish.domain ?? usualDomain)).kind === 'features';
  const { stop } = await whenUp('Openfire', server, home, START_DEADLINE, isUp);
  return { plain: address, secure: `wss://127.0.0.1:${secure}/ws/`, ports, stop };
}

/** As the deploy hook of guides/openfire/certificate makes it. */
async function makeKeyStore(home: string, { key, whole }: NonNullable<OpenfireWish['certificate']>): Promise<void> {
  const [pkcs12, store] = [join(home, 'certificate.p12'), join(home, 'resources/security/keystore')];
  await rm(store);
  const named = ['-name', 'openfire', '-passout', 'pass:changeit'];
  await run('openssl', ['pkcs12', '-export', ...named, '-out', pkcs12, '-in', whole, '-inkey', key]);
  await run('keytool', [
    ...['-importkeystore', '-noprompt', '-srckeystore', pkcs12, '-srcstoretype', 'PKCS12', '-srcstorepass', 'changeit'],
    ...['-destkeystore', store, '-deststoretype', 'JKS', '-deststorepass', 'changeit'],
  ]);
}

/** What it writes to is its own; what it only reads is linked. */
async function makeHome(home: string, root: string): Promise<void> {
  const [share, etc] = [join(root, 'usr/share/openfire'), join(root, 'etc/openfire')];
  for (const folder of ['conf', 'logs', 'embedded-db', 'plugins', 'resources'])
    await mkdir(join(home, folder), { recursive: true });
  await symlink(join(share, 'lib'), join(home, 'lib'));
  await symlink(join(share, 'resources/database'), join(home, 'resources/database'));
  await cp(join(etc, 'security'), join(home, 'resources/security'), { recursive: true });
  await cp(join(etc, 'security.xml'), join(home, 'conf/security.xml'));
  await cp(join(root, 'var/lib/openfire/plugins/admin'), join(home, 'plugins/admin'), { recursive: true });
}

interface Ports extends StreamPorts {
  readonly plain: number;
  readonly secure: number;
  /** For files between two clients. */
  readonly proxy: number;
}

/** Set up by a file before its first start, as guides/openfire/autosetup has it, with a database in its own folder. */
function configuration(ports: Ports, settings: string, wish: OpenfireWish): string {
  const { xmpp = '', federates = false, isApart = false, domain = usualDomain } = wish;
  const { plain, secure, proxy, client, clientTls, server, serverTls } = ports;
  const off = '<socket><active>false</active></socket><ssl><active>false</active></ssl>';
  const federation = federates
    ? `<socket><port>${server}</port><ssl><active>true</active><port>${serverTls}</port></ssl></socket>`
    : '<socket><active>false</active><ssl><active>false</active></ssl></socket>';
  return `<?xml version="1.0" encoding="UTF-8"?>
<jive>
  <adminConsole><port>-1</port><securePort>-1</securePort></adminConsole>
  ${isApart ? '' : '<network><interface>127.0.0.1</interface></network>'}
  <locale>en</locale>
  <connectionProvider><className>org.jivesoftware.database.EmbeddedConnectionProvider</className></connectionProvider>
  <xmpp>
    <socket><plain><port>${client}</port></plain><ssl><port>${clientTls}</port></ssl></socket>
    <proxy><port>${proxy}</port></proxy>
    <server>${federation}</server>
    <component>${off}</component>
    <multiplex>${off}</multiplex>
    ${xmpp}
  </xmpp>
  <httpbind><port><plain>${plain}</plain><secure>${secure}</secure></port></httpbind>
  <update><service-enabled>false</service-enabled></update>
  ${settings}
  <autosetup>
    <run>true</run>
    <locale>en</locale>
    <xmpp>
      <domain>${domain}</domain>
      <fqdn>${domain}</fqdn>
      <auth><anonymous>false</anonymous></auth>
    </xmpp>
    <encryption><algorithm>Blowfish</algorithm><key>orchard</key></encryption>
    <database><mode>embedded</mode></database>
    <admin><email>admin@${domain}</email><password>orchard</password></admin>
    <authprovider><mode>default</mode></authprovider>
    <users>
      <user1><username>romeo</username><password>orchard</password><name>Romeo</name><email>romeo@${domain}</email></user1>
    </users>
  </autosetup>
</jive>
`;
}

function launch(home: string): ChildProcess {
  const options = [`-DopenfireHome=${home}`, `-Dopenfire.lib.dir=${join(home, 'lib')}`, '-Xmx256m'];
  // The kernel ends it together with the test, however that ends.
  return spawn('setpriv', ['--pdeathsig', 'KILL', 'java', ...options, '-jar', join(home, 'lib/startup.jar')], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
