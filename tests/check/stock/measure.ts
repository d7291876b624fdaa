/**
 * What Debian's packages lack when only the domain and a certificate were added to their own configuration, and Openfire's when it was
 * set up with nothing else: the check, run against them on their own ports, in a network of its own.
 *
 *     node tests/check/stock/measure.ts --update    measures all, and writes what came beside the page and into its table
 *     node tests/check/stock/measure.ts prosody     inside that network: prints one server's result
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { checkDomain, type Software } from '../../../src/check/index.ts';
import { ejabberdFolder, launchEjabberd } from '../../console/own/native-ejabberd.ts';
import { openfirePackage, startNativeOpenfire } from '../../console/own/native-openfire.ts';
import { type NativeProcess, whenUp } from '../../console/own/native-process.ts';
import { canConnect, launchProsody } from '../../sandbox/native.ts';
import { nativeFolder } from '../../sandbox/native-packages.ts';
import { type KeyPair, makeAuthority } from '../authority.ts';
import { startNameServer, type Zone } from '../name-server.ts';
import { type Measured, type StockServer, stockFile, stockServers, writeStock } from './page.ts';

const domain = 'example.com';
/** A busy machine has taken more than a minute for ejabberd. */
const startDeadline = 170_000;
const patience = 60_000;

/** As the page about names leaves them, at this computer. */
const zone: Zone = {
  [domain]: { A: ['127.0.0.1'], AAAA: ['::1'], CAA: ['letsencrypt.org'] },
  [`xmpp.${domain}`]: { A: ['127.0.0.1'], AAAA: ['::1'] },
  [`_xmpp-client._tcp.${domain}`]: { SRV: [[5222, `xmpp.${domain}`]] },
  [`_xmpps-client._tcp.${domain}`]: { SRV: [[5223, `xmpp.${domain}`]] },
  [`_xmpp-server._tcp.${domain}`]: { SRV: [[5269, `xmpp.${domain}`]] },
  [`_xmpps-server._tcp.${domain}`]: { SRV: [[5270, `xmpp.${domain}`]] },
};

interface Running {
  readonly version: string;
  readonly server: Pick<NativeProcess, 'stop'>;
}

const starters: Readonly<Record<StockServer, (pair: KeyPair) => Promise<Running>>> = {
  prosody: startProsody,
  ejabberd: startEjabberd,
  openfire: startOpenfire,
};

/** A file's text with each of these replaced. Throws where one is not there: the package's file has changed. */
function changed(text: string, changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return changes.reduce((so, [from, to]) => {
    const next = so.replace(from, to);
    if (next === so) throw new Error(`The package's configuration has no ${from} any more.`);
    return next;
  }, text);
}

async function startProsody({ key, whole }: KeyPair): Promise<Running> {
  const root = await nativeFolder();
  const home = await mkdtemp(join(tmpdir(), 'stanzabox-stock-'));
  for (const folder of ['data', 'certs', 'conf.d']) await mkdir(join(home, folder));
  await copyFile(key, join(home, 'certs', `${domain}.key`));
  await copyFile(whole, join(home, 'certs', `${domain}.crt`));
  const stock = await readFile(join(root, 'etc/prosody/prosody.cfg.lua'), 'utf8');
  const config = changed(stock, [
    // Paths and users of an installed system; what a server says is not in them.
    [/^pidfile = .*$/m, 'run_as_root = true'],
    [/^log = \{[\s\S]*?^\}$/m, 'log = { info = "*console" }'],
    ['VirtualHost "localhost"', `VirtualHost "${domain}"`],
  ]);
  await writeFile(join(home, 'prosody.cfg.lua'), config);
  const child = await launchProsody({ root, home, options: ['-F'] });
  const server = await whenUp(
    'Prosody',
    child,
    home,
    startDeadline,
    async () => (await canConnect(5222)) && canConnect(5269),
  );
  return { server, version: await versionOf(root, 'prosody') };
}

async function startEjabberd({ key, whole }: KeyPair): Promise<Running> {
  const root = await ejabberdFolder();
  const home = await mkdtemp(join(tmpdir(), 'stanzabox-stock-'));
  await writeFile(join(home, 'ejabberd.pem'), (await readFile(key, 'utf8')) + (await readFile(whole, 'utf8')));
  const stock = await readFile(join(root, 'usr/share/ejabberd/ejabberd.yml.example'), 'utf8');
  const config = changed(stock, [
    ['  - localhost', `  - ${domain}`],
    ['/etc/ejabberd/ejabberd.pem', '/home/ejabberd.pem'],
  ]);
  await writeFile(join(home, 'ejabberd.yml'), config);
  const child = await launchEjabberd(root, home, []);
  const isUp = async (log: string): Promise<boolean> =>
    log.includes('accounts are made') && (await canConnect(5222)) && (await canConnect(5269));
  const server = await whenUp('ejabberd', child, home, startDeadline, isUp);
  return { server, version: await versionOf(root, 'ejabberd') };
}

async function startOpenfire(certificate: KeyPair): Promise<Running> {
  const ports = { client: 5222, clientTls: 5223, server: 5269, serverTls: 5270 };
  const server = await startNativeOpenfire('', { domain, certificate, ports, federates: true, isApart: true });
  return { server, version: (await openfirePackage()).version };
}

/** Of the package, by its changelog. */
async function versionOf(root: string, name: string): Promise<string> {
  const file = ['changelog.Debian.gz', 'changelog.gz']
    .map((one) => join(root, 'usr/share/doc', name, one))
    .find(existsSync);
  if (file === undefined) throw new Error(`${name} has no changelog in its package.`);
  const text = gunzipSync(await readFile(file)).toString('utf8');
  const version = /^\S+ \(([^)]+)\)/.exec(text)?.[1];
  if (version === undefined) throw new Error(`${file} does not begin with a version.`);
  return version;
}

async function measure(name: StockServer): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-stock-authority-'));
  const authority = await makeAuthority(folder);
  const names = await startNameServer(() => zone);
  try {
    const { server, version } = await starters[name](await authority.issue({ names: [domain] }));
    try {
      const report = await checkDomain({
        domain,
        resolver: names.address,
        timeout: patience,
        authorities: authority.root,
        software: name satisfies Software,
      });
      const findings = report.findings.map(({ id, level, title, says, fix }) => ({
        id,
        level,
        title,
        says: level === 'good' ? '' : says,
        ...(fix?.page === undefined ? {} : { page: fix.page }),
      }));
      return { server: name, version, findings };
    } finally {
      await server.stop();
    }
  } finally {
    await names.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a network that has nothing but its own loopback, so that the servers have their own ports and nobody else can reach them. */
export async function measureApart(name: StockServer): Promise<Measured> {
  const inside = `ip link set lo up && exec "$0" "$@"`;
  const { stdout } = await promisify(execFile)(
    'unshare',
    ['--net', '--map-root-user', 'sh', '-c', inside, process.execPath, import.meta.filename, name],
    { maxBuffer: 2 ** 24 },
  );
  return JSON.parse(stdout);
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { update: { type: 'boolean', default: false } },
  });
  const one = stockServers.find((name) => name === positionals[0]);
  if (values.update) {
    const servers: Measured[] = [];
    for (const name of stockServers) servers.push(await measureApart(name));
    await writeStock({ date: new Date().toISOString().slice(0, 10), servers });
    console.log(`Written: ${stockFile}`);
  } else if (one !== undefined) process.stdout.write(JSON.stringify(await measure(one)));
  else {
    console.error('Say --update, or one of: prosody, ejabberd, openfire.');
    process.exitCode = 2;
  }
}
