/** A name server on the loopback address that knows a test's records and nothing else (RFC 1035, 2782, 6698, 8659). */
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { readName } from '../sandbox/native-dns.ts';

export interface Records {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly CNAME?: string;
  /** Port and target; priority and weight are those of the guide. */
  readonly SRV?: readonly (readonly [port: number, target: string])[];
  readonly CAA?: readonly string[];
  /** Usage, selector, matching type, and the data in hexadecimal. */
  readonly TLSA?: readonly (readonly [number, number, number, string])[];
  /** It says that it could not find out (SERVFAIL), whatever is asked. */
  readonly fails?: true;
}

export type Zone = Readonly<Record<string, Records>>;

export interface NameServer {
  /** `127.0.0.1:40053`, as `--resolver` takes it. */
  readonly address: string;
  stop(): Promise<void>;
}

const types = { A: 1, CNAME: 5, AAAA: 28, SRV: 33, TLSA: 52, CAA: 257 } as const;
const SERVFAIL = 2;
const NXDOMAIN = 3;

/**
 * @param zone asked again for each question, so that a test may change it
 * @param mayAppear a name that is not there may come to be: resolvers do not keep that it was not (RFC 2308 section 5)
 */
export async function startNameServer(zone: () => Zone, { mayAppear = false } = {}): Promise<NameServer> {
  const socket = createSocket('udp4');
  const absence = mayAppear ? forgotten : [];
  socket.on('message', (query, from) => socket.send(answer(query, zone(), absence), from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(socket.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** @param absence goes with the answer that there is nothing */
function answer(query: Buffer, zone: Zone, absence: readonly Buffer[]): Buffer {
  const { name, end } = readName(query);
  const type = query.readUInt16BE(end);
  const records = zone[name];
  const isAbove = Object.keys(zone).some((known) => known.endsWith(`.${name}`));
  const status = records?.fails ? SERVFAIL : records || isAbove ? 0 : NXDOMAIN;
  const found = records === undefined || records.fails ? [] : answersFor(type, records, zone);
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  // A response, with recursion.
  header.writeUInt16BE(0x8180 | status, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(found.length, 6);
  const authority = found.length === 0 ? absence : [];
  header.writeUInt16BE(authority.length, 8);
  return Buffer.concat([header, query.subarray(12, end + 4), ...found, ...authority]);
}

/** An SOA record of the root that counts for no time. */
const forgotten = [Buffer.from([0, 0, 6, 0, 1, 0, 0, 0, 0, 0, 22, 0, 0, ...Array<number>(20).fill(0)])];

/** An alias is followed, as a resolver does. */
function answersFor(type: number, records: Records, zone: Zone): readonly Buffer[] {
  if (records.CNAME !== undefined && type !== types.CNAME) {
    const alias = record(types.CNAME, domainName(records.CNAME));
    const target = dataOf(type, zone[records.CNAME] ?? {}).map((data) =>
      record(type, data, domainName(records.CNAME ?? '')),
    );
    return [alias, ...target];
  }
  return dataOf(type, records).map((data) => record(type, data));
}

function dataOf(type: number, { A, AAAA, CNAME, SRV, CAA, TLSA }: Records): readonly Buffer[] {
  switch (type) {
    case types.A:
      return (A ?? []).map((address) => Buffer.from(address.split('.').map(Number)));
    case types.AAAA:
      return (AAAA ?? []).map(ipv6);
    case types.CNAME:
      return CNAME === undefined ? [] : [domainName(CNAME)];
    case types.SRV:
      return (SRV ?? []).map(([port, target]) =>
        Buffer.concat([Buffer.from([0, 0, 0, 5, port >> 8, port & 0xff]), domainName(target)]),
      );
    case types.CAA:
      return (CAA ?? []).map((issuer) => Buffer.concat([Buffer.from([0, 5]), Buffer.from(`issue${issuer}`)]));
    case types.TLSA:
      return (TLSA ?? []).map(([usage, selector, match, data]) =>
        Buffer.concat([Buffer.from([usage, selector, match]), Buffer.from(data, 'hex')]),
      );
    default:
      return [];
  }
}

/** @param name the question's, unless it is given; the record may be kept for a minute */
function record(type: number, data: Buffer, name: Buffer = Buffer.from([0xc0, 12])): Buffer {
  const head = Buffer.from([type >> 8, type & 0xff, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([name, head, data]);
}

function ipv6(address: string): Buffer {
  const [before = '', after] = address.split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const [head, tail] = [groups(before), groups(after)];
  const all = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return Buffer.from(all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]));
}

function domainName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}
