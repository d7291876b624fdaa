/**
 * A name server for native Prosody, on the loopback address: it knows the names of a test and nothing else. It reads
 * and writes as much of RFC 1035 as questions of one name need.
 */
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

const TYPE_A = 1;
const TYPE_SRV = 33;
const NXDOMAIN = 3;
const LOOPBACK = Buffer.from([127, 0, 0, 1]);

export interface NameServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** @param ports the port for other servers of each host, asked for when somebody looks the host up */
export async function startNameServer(ports: (host: string) => number | undefined): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => socket.send(answer(query, ports), from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    port: (socket.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function answer(query: Buffer, ports: (host: string) => number | undefined): Buffer {
  const { name, end } = readName(query);
  const type = query.readUInt16BE(end);
  const service = /^_xmpp-server\._tcp\.(.+)$/.exec(name)?.[1];
  const port = ports(service ?? name);
  const record = port === undefined ? undefined : recordOf(type, service, port);
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  // A response, with recursion; NXDOMAIN where the name is not known at all.
  header.writeUInt16BE(0x8180 | (port === undefined ? NXDOMAIN : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(record ? 1 : 0, 6);
  return Buffer.concat([header, query.subarray(12, end + 4), ...(record ? [record] : [])]);
}

/** The record's name points to the question's; it may be kept for a minute. */
function recordOf(type: number, service: string | undefined, port: number): Buffer | undefined {
  const data = service === undefined ? (type === TYPE_A ? LOOPBACK : undefined) : srv(type, service, port);
  if (data === undefined) return undefined;
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, data]);
}

function srv(type: number, host: string, port: number): Buffer | undefined {
  if (type !== TYPE_SRV) return undefined;
  const labels = host.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  return Buffer.concat([Buffer.from([0, 0, 0, 5, port >> 8, port & 0xff]), ...labels, Buffer.from([0])]);
}

/** The name that a question is about, in lower case, and where it ends (RFC 1035 section 4.1.2). */
export function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}
