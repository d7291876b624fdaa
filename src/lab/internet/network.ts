/** One of the lab's networks: documentation addresses (RFC 5737, RFC 3849), with DNS, certificate authority, package mirror and download hosts. */
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreparedDownload } from '../host/downloads.ts';
import { BoundedText } from '../machine/bounded-text.ts';
import type { Images } from '../machine/image.ts';
import { mountLayers } from '../machine/layers.ts';
import { acmeNames, address, mirrorNames } from '../paths.ts';
import { must, run, start, until } from '../process.ts';
import { inGroup, type Limits, makeGroup } from '../world/limits.ts';
import type { World } from '../world/setup.ts';
import { type Authority, issue } from './authority.ts';
import type { WebServerSettings } from './web-server.ts';
import { type FixedNames, type Records, unboundConfiguration, zoneFiles } from './zones.ts';

const pebblePort = 14000;
const pebbleManagement = 15000;

/** For all services of a network: machines can ask without end. */
const servicesLimits: Limits = { tasks: 512, memory: 2 ** 30 };
/** Characters kept of each log's end. */
const logKept = 64 * 1024;

export interface Network {
  /** `s1`, `s2`: name of its network namespace and prefix of its machines' namespaces. */
  readonly name: string;
  readonly folder: string;
  /** PEM of the root that this network's Pebble made at its start. */
  readonly acmeRoot: string;
  /** Replaces all published records, and waits until they are served. */
  serve(records: Records): Promise<void>;
  /** What DNS was asked, and what Pebble did, for failure reports. */
  logs(): { readonly dns: string; readonly acme: string };
}

/** Arguments that run a command in a network namespace. */
const within = (namespace: string): string[] => [`--net=/run/netns/${namespace}`, '--'];

/** Starts a program in the network, within the limits of its services. */
type StartService = (command: readonly string[], stdio: StdioOptions) => ChildProcess;

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
    // Hands out the authority's keys: no machine comes to it.
    managementListenAddress: `127.0.0.1:${pebbleManagement}`,
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
  const addresses = [address.v4(address.acme), '127.0.0.1'];
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
  const group = await makeGroup(world.groups, `${name}-services`, servicesLimits);
  const service: StartService = (command, stdio) => {
    const [program, ...args] = inGroup(group, ['nsenter', ...within(name), ...command]);
    return start(program, args, { stdio });
  };
  const startHere = (command: readonly string[]): BoundedText => {
    const child = service(command, ['ignore', 'pipe', 'pipe']);
    // Machines decide how much there is to log.
    const log = new BoundedText(logKept);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => log.add(text));
    return log;
  };
  const control = (...words: string[]) =>
    run(...inNetwork('chroot', disk.root, 'unbound-control', '-c', '/lab/unbound.conf', ...words));
  const inForce = () =>
    until("The lab's DNS did not take its configuration", 20_000, async () =>
      (await control('list_local_data')).stdout.includes(`"${generation}"`),
    ).catch((error: Error) => {
      throw new Error(`${error.message}\n${tail(dnsLog)}`);
    });

  await configure([]);
  const dnsLog = startHere(['chroot', disk.root, 'unbound', '-d', '-c', '/lab/unbound.conf']);
  const manners = Object.entries(pebbleManners).map(([key, value]) => `${key}=${value}`);
  const pebble = [
    'pebble',
    '-config',
    '/lab/pebble.json',
    '-strict=false',
    '-dnsserver',
    `${address.v4(address.dns)}:53`,
  ];
  const acmeLog = startHere(['chroot', disk.root, 'env', ...manners, ...pebble]);
  await startWebServer(world, authority, pair, downloads, folder, service);
  await inForce();
  const root = await until("Pebble, which poses as Let's Encrypt, did not start", 20_000, async () => {
    const url = `https://127.0.0.1:${pebbleManagement}/roots/0`;
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
      if (status !== 0) throw new Error(`The lab's DNS refused its zones: ${stdout}${stderr}${tail(dnsLog)}`);
      await inForce();
    },
    logs: () => ({ dns: tail(dnsLog), acme: tail(acmeLog) }),
  };
}

const tail = (log: BoundedText): string => log.end(logKept).trimEnd().split('\n').slice(-30).join('\n');

async function startWebServer(
  world: World,
  authority: Authority,
  pair: { certificate: string; key: string },
  downloads: readonly PreparedDownload[],
  folder: string,
  service: StartService,
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
  const webServer = service([process.execPath, program, file], ['ignore', 'pipe', 'inherit']);
  await new Promise<void>((resolve, reject) => {
    webServer.stdout?.once('data', () => resolve());
    webServer.once('exit', (status) => reject(new Error(`The lab's web server ended with status ${status}.`)));
  });
}
