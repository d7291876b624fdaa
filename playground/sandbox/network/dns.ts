import type { DnsTable } from '../types.ts';

const NOERROR = 0;
const NXDOMAIN = 3;

/** An answer of the resolver: RFC 1035's RCODE, the records of that type as text, and the name that aliases led to. */
export interface DnsAnswer {
  readonly rcode: number;
  readonly records: readonly string[];
  readonly canonicalName?: string;
}

/** What libunbound knows by itself: `localhost` and all below it. */
const localhost: DnsTable = { 'localhost A': ['127.0.0.1'], 'localhost AAAA': ['::1'] };

/** Looks a name up in the table. A name with records of another type only is NOERROR without records (RFC 2308). */
export function resolve(table: DnsTable, name: string, type: string): DnsAnswer {
  if (/(^|\.)localhost$/.test(normal(name)))
    return { rcode: NOERROR, records: find(localhost, 'localhost', type) ?? [] };
  let owner = normal(name);
  for (let hops = 0; hops < 8; hops++) {
    const records = find(table, owner, type);
    if (records)
      return owner === normal(name) ? { rcode: NOERROR, records } : { rcode: NOERROR, records, canonicalName: owner };
    const alias = find(table, owner, 'CNAME')?.[0];
    if (alias === undefined) break;
    owner = normal(alias);
  }
  const exists = Object.keys(table).some((key) => normal(key.split(' ')[0] ?? '') === owner);
  return { rcode: exists ? NOERROR : NXDOMAIN, records: [] };
}

function find(table: DnsTable, owner: string, type: string): readonly string[] | undefined {
  const key = Object.keys(table).find((key) => {
    const [keyName = '', keyType] = key.split(' ');
    return keyType === type && normal(keyName) === owner;
  });
  return key === undefined ? undefined : table[key];
}

function normal(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
