/** The four services of an XMPP domain (RFC 6120 section 3.2, XEP-0368 section 3), and where DNS says that they are. */
import { isIP } from 'node:net';
import type { Answer, Names } from './names.ts';
import type { StreamKind } from './stream.ts';

export const serviceNames = ['xmpp-client', 'xmpps-client', 'xmpp-server', 'xmpps-server'] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface Host {
  readonly name: string;
  readonly a: Answer<string>;
  readonly aaaa: Answer<string>;
  /** It has an alias, which RFC 2782 forbids for the target of an SRV record. */
  readonly cname: Answer<string>;
  /** The "name" is an IP address, which is no name. */
  readonly isAddress: boolean;
}

export interface Target {
  readonly host: Host;
  readonly port: number;
}

export interface Service {
  readonly name: ServiceName;
  readonly srv: Answer<{ readonly name: string; readonly port: number; readonly priority: number }>;
  /** The one record with the target ".": the service is decidedly not offered. */
  readonly isDeclined: boolean;
  /** There is no SRV record, so the domain's own addresses count (RFC 6120 section 3.2.2). */
  readonly isFallback: boolean;
  /** The best first. */
  readonly targets: readonly Target[];
}

export type Audience = 'client' | 'server';
export const audienceOf = (name: ServiceName): StreamKind & Audience => (name.endsWith('client') ? 'client' : 'server');
export const isDirect = (name: ServiceName): boolean => name.startsWith('xmpps');

export interface FallbackPorts {
  readonly 'xmpp-client': number;
  readonly 'xmpp-server': number;
}

export const registeredPorts: FallbackPorts = Object.freeze({ 'xmpp-client': 5222, 'xmpp-server': 5269 });

/** Looks up where one service is. Never rejects. */
export async function findService(
  name: ServiceName,
  domain: string,
  names: Names,
  ports: FallbackPorts,
): Promise<Service> {
  const srv = await names.srv(`_${name}._tcp.${domain}`);
  const isDeclined = srv.records.length === 1 && ['', '.'].includes(srv.records[0]?.name ?? '');
  const isFallback = srv.state === 'none' && !isDirect(name);
  const wanted = isFallback
    ? [{ name: domain, port: ports[name as keyof FallbackPorts], priority: 0 }]
    : isDeclined
      ? []
      : [...srv.records].sort((a, b) => a.priority - b.priority || (a.name < b.name ? -1 : 1));
  const targets = await Promise.all(
    wanted.map(async (record) => ({ host: await findHost(record.name, names), port: record.port })),
  );
  return { name, srv, isDeclined, isFallback, targets };
}

async function findHost(name: string, names: Names): Promise<Host> {
  const [a, aaaa, cname] = await Promise.all([names.a(name), names.aaaa(name), names.cname(name)]);
  // "198.51.100.10." in a zone file is a name of four labels, and a resolver may answer it out of itself.
  return { name, a, aaaa, cname, isAddress: isIP(name) !== 0 };
}

export const addressesOf = ({ isAddress, a, aaaa }: Host): readonly string[] =>
  isAddress ? [] : [...a.records, ...aaaa.records];
