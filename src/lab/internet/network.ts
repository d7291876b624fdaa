/** One of the lab's networks: documentation addresses (RFC 5737, RFC 3849), with DNS, certificate authority, package mirror and download hosts. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreparedDownload } from '../host/downloads.ts';
import type { Images } from '../machine/image.ts';
import { mountLayers } from '../machine/layers.ts';
import { acmeNames, address, mirrorNames } from '../paths.ts';
import { must, run, start, until } from '../process.ts';
import type { World } from '../world/setup.ts';
import { type Authority, issue } from './authority.ts';
import type { WebServerSettings } from './web-server.ts';
import { type FixedNames, type Records, unboundConfiguration, zoneFiles } from './zones.ts';

const pebblePort = 14000;
const pebbleManagement = 15000;

export interface Network {
  /** `s1`, `s2`: name of its network namespace and prefix of its machines' namespaces. */
  readonly name: string;
  readonly folder: string;
  /** PEM of the root that this network's Pebble made at its start. */
  readonly acmeRoot: string;
  /** Replaces all published records, and waits until they are served. */
  serve(records: Records): Promise<void>;
  /** What DNS was asked, and what Pebble did, for failure reports. */
  logs(): Promise<{ dns: string; acme: string }>;
}

/** Arguments that run a command in a network namespace. */
const within = (namespace: string): string[] => [`--net=/run/netns/${namespace}`, '--'];

async function makeBridge(name: string): Promise<void> {
  const own = [address.gateway, address.dns, address.acme, address.mirror, address.downloads];
  await must('ip', ['netns', 'add', name]);
  const lines = ['link set lo up', 'link add br0 type bridge', 'link set br0 up'];
  for (const last of own) {
    lines.push(`address add ${address.v4(last)}/24 dev br0`, `address add ${address.v6(last)}/64 dev br0 nodad`);
  }
  await must('ip', ['-n', name, '-batch', '-'], { input: `${lines.join('\n')}\n` });
}

const pebbleSettings = {
  pebble: {
    listenAddress: `${address.v4(address.acme)}:${pebblePort}`,
    managementListenAddress: `${address.v4(address.acme)}:${pebbleManagement}`,
    certificate: '/lab/acme.crt',
    privateKey: '/lab/acme.key',
    httpPort: 80,
    tlsPort: 443,
    ocspResponderURL: '',
    externalAccountBindingRequired: false,
    retryAfter: { authz: 1, order: 1 },
    certificateValidityPeriod: 90 * 24 * 3600,
  },
};

// Pebble misbehaves on purpose to test clients: delays, rejected nonces, reused authorisations. Let's Encrypt does not.
const pebbleManners = { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0', PEBBLE_AUTHZREUSE: '0' };

function fixedNames(downloads: readonly PreparedDownload[]): FixedNames {
  const names = new Map<string, number>();
  for (const name of mirrorNames) names.set(name, address.mirror);
  for (const name of acmeNames) names.set(name, address.acme);
  for (const { url } of downloads) names.set(new URL(url).hostname, address.downloads);
  return names;
}

/** Starts a network; its processes end with the world. */
export async function startNetwork(
  world: World,
  images: Images,
  authority: Authority,
  downloads: readonly PreparedDownload[],
  name: string,
): Promise<Network> {
  const folder = join(world.folder, name);
  const disk = await mountLayers([images.base, images.infra], join(folder, 'infra'));
  const lab = join(disk.root, 'lab');
  await mkdir(join(lab, 'zones'), { recursive: true });
  const fixed = fixedNames(downloads);
  const addresses = [address.v4(address.acme)];
  const [pair] = await Promise.all([
    issue(
      authority,
      folder,
      [...acmeNames, ...[...fixed.keys()].filter((key) => fixed.get(key) === address.downloads)],
      addresses,
    ),
    makeBridge(name),
  ]);
  await writeFile(join(lab, 'acme.crt'), await readFile(pair.certificate));
  await writeFile(join(lab, 'acme.key'), await readFile(pair.key));
  await writeFile(join(lab, 'pebble.json'), JSON.stringify(pebbleSettings));
  // Go's DNS client reads this for names that are not validated.
  await writeFile(join(disk.root, 'etc/resolv.conf'), `nameserver ${address.v4(address.dns)}\n`);

  let generation = 0;
  const configure = async (records: Records): Promise<void> => {
    generation += 1;
    const zones = zoneFiles(records);
    for (const [zone, text] of zones) await writeFile(join(lab, 'zones', zone), text);
    await writeFile(join(lab, 'unbound.conf'), unboundConfiguration([...zones.keys()], fixed, generation));
  };
  const inNetwork = (...command: string[]): [string, string[]] => ['nsenter', [...within(name), ...command]];
  const log = (file: string): string => join(folder, file);
  const startHere = (file: string, command: readonly string[]): void => {
    // A shell keeps the logs, so that they outlive whoever reads them.
    start(...inNetwork('sh', '-c', 'exec "$@" >"$0" 2>&1', log(file), ...command));
  };
  const control = (...words: string[]) =>
    run(...inNetwork('chroot', disk.root, 'unbound-control', '-c', '/lab/unbound.conf', ...words));
  const inForce = () =>
    until(`The lab's DNS did not take its configuration (${log('dns.log')})`, 20_000, async () =>
      (await control('list_local_data')).stdout.includes(`"${generation}"`),
    );

  await configure([]);
  startHere('dns.log', ['chroot', disk.root, 'unbound', '-d', '-c', '/lab/unbound.conf']);
  const manners = Object.entries(pebbleManners).map(([key, value]) => `${key}=${value}`);
  const pebble = [
    'pebble',
    '-config',
    '/lab/pebble.json',
    '-strict=false',
    '-dnsserver',
    `${address.v4(address.dns)}:53`,
  ];
  startHere('acme.log', ['chroot', disk.root, 'env', ...manners, ...pebble]);
  await startWebServer(world, authority, pair, downloads, folder, inNetwork);
  await inForce();
  const root = await until("Pebble, which poses as Let's Encrypt, did not start", 20_000, async () => {
    const url = `https://${address.v4(address.acme)}:${pebbleManagement}/roots/0`;
    const answer = await run(...inNetwork('curl', '-sf', '--cacert', authority.certificate, url));
    return answer.status === 0 && answer.stdout;
  });
  return {
    name,
    folder,
    acmeRoot: root,
    serve: async (records) => {
      await configure(records);
      const { status, stdout, stderr } = await control('reload');
      if (status !== 0)
        throw new Error(`The lab's DNS refused its zones: ${stdout}${stderr}${await tail(log('dns.log'))}`);
      await inForce();
    },
    logs: async () => ({ dns: await tail(log('dns.log')), acme: await tail(log('acme.log')) }),
  };
}

const tail = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(-30).join('\n');

async function startWebServer(
  world: World,
  authority: Authority,
  pair: { certificate: string; key: string },
  downloads: readonly PreparedDownload[],
  folder: string,
  inNetwork: (...command: string[]) => [string, string[]],
): Promise<void> {
  const files: Record<string, string> = {};
  for (const download of downloads) if (download.status === 'ready') files[download.url] = download.file;
  const settings: WebServerSettings = {
    mirror: { host: address.v4(address.mirror), socket: world.mirrorSocket },
    acme: { host: address.v4(address.acme), names: [...acmeNames], pebblePort },
    downloads: { host: address.v4(address.downloads), files },
    certificate: pair.certificate,
    key: pair.key,
    authority: authority.certificate,
  };
  const file = join(folder, 'web-server.json');
  await writeFile(file, JSON.stringify(settings));
  const program = join(import.meta.dirname, 'web-server.ts');
  const webServer = start(...inNetwork(process.execPath, program, file), { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    webServer.stdout?.once('data', () => resolve());
    webServer.once('exit', (status) => reject(new Error(`The lab's web server ended with status ${status}.`)));
  });
}
