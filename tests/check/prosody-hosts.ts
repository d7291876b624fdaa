/** Debian's Prosody with many domains, each right or wrong in its own way, and the DNS records that lead to them. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startNativeOnPorts } from '../sandbox/native.ts';
import { type Authority, type KeyPair, makeAuthority, type Wish } from './authority.ts';
import { type NameServer, startNameServer, type Zone } from './name-server.ts';

export interface HostWish {
  readonly certificate?: Omit<Wish, 'names'> & {
    readonly names?: readonly string[];
    readonly shows?: 'whole' | 'alone';
  };
  /** Lines below its VirtualHost. */
  readonly settings?: string;
}

export interface Ports {
  readonly client: number;
  readonly clientTls: number;
  readonly server: number;
  readonly serverTls: number;
  readonly https: number;
  /** Nothing listens there. */
  readonly closed: number;
}

export interface Hosts {
  readonly ports: Ports;
  readonly resolver: string;
  readonly authority: Authority;
  readonly pairs: ReadonlyMap<string, KeyPair>;
  /** What DNS has for a domain that is as it should be. */
  readonly records: (domain: string) => Zone;
  /** The name server's records from now on. */
  setZone(zone: Zone): void;
  stop(): Promise<void>;
}

/** @param settings lines for all of them */
export async function startHosts(wishes: Readonly<Record<string, HostWish>>, settings = ''): Promise<Hosts> {
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-check-'));
  const authority = await makeAuthority(folder);
  const pairs = new Map<string, KeyPair>();
  await mkdir(join(folder, 'certs'));
  for (const [domain, { certificate = {} }] of Object.entries(wishes)) {
    const pair = await authority.issue({ names: [domain], ...certificate });
    pairs.set(domain, pair);
    // By the files' names Prosody knows which domain each is for.
    await copyFile(pair.key, join(folder, 'certs', `${domain}.key`));
    await copyFile(certificate.shows === 'alone' ? pair.alone : pair.whole, join(folder, 'certs', `${domain}.crt`));
  }
  const { server, ports: numbers } = await startNativeOnPorts(4, ([clientTls, serverPort, serverTls, https]) => ({
    accounts: Object.keys(wishes).map((domain) => ({ jid: `romeo@${domain}`, password: 'orchard' })),
    config: `interfaces = { "127.0.0.1", "::1" }
c2s_direct_tls_ports = { ${clientTls} }
s2s_ports = { ${serverPort} }
s2s_direct_tls_ports = { ${serverTls} }
https_ports = { ${https} }
modules_enabled = { "saslauth", "tls", "dialback", "s2s", "roster", "disco", "version", "time", "websocket", "bosh" }
certificates = "${join(folder, 'certs')}"
authentication = "internal_plain"
${settings}
${Object.entries(wishes)
  .map(([domain, wish]) => `VirtualHost "${domain}"\n${wish.settings ?? ''}`)
  .join('\n')}
`,
  }));
  const [clientTls = 0, serverPort = 0, serverTls = 0, https = 0] = numbers;
  const client = server.port;
  const ports: Ports = { client, clientTls, server: serverPort, serverTls, https, closed: await freePort() };
  let zone: Zone = {};
  const nameServer: NameServer = await startNameServer(() => zone);
  return {
    ports,
    resolver: nameServer.address,
    authority,
    pairs,
    records: (domain) => ({
      [`xmpp.${domain}`]: { A: ['127.0.0.1'], AAAA: ['::1'] },
      [`_xmpp-client._tcp.${domain}`]: { SRV: [[client, `xmpp.${domain}`]] },
      [`_xmpps-client._tcp.${domain}`]: { SRV: [[clientTls, `xmpp.${domain}`]] },
      [`_xmpp-server._tcp.${domain}`]: { SRV: [[serverPort, `xmpp.${domain}`]] },
      [`_xmpps-server._tcp.${domain}`]: { SRV: [[serverTls, `xmpp.${domain}`]] },
      [domain]: { CAA: ['letsencrypt.org'] },
    }),
    setZone: (next) => {
      zone = next;
    },
    stop: async () => {
      await Promise.all([server.stop(), nameServer.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
