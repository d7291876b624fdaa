/** The names that exist in the lab's internet. Pure. */
import type { DnsRecord } from '../../lesson/index.ts';
import { address } from '../paths.ts';

/** All records that pages have published so far. */
export type Records = readonly DnsRecord[];

const setOf = (record: DnsRecord): string => `${record.name.toLowerCase()} ${record.type}`;

/** A block of records takes the place of the record sets (one name, one type) that it names; other sets stay. */
export function publish(records: Records, block: Records, remove: boolean): Records {
  const replaced = new Set(block.map(setOf));
  const kept = records.filter((record) => !replaced.has(setOf(record)));
  return remove ? kept : [...kept, ...block];
}

/** The domain under which a name's records are kept: its last two labels, with the final dot. */
export function zoneOf(name: string): string {
  const labels = name.replace(/\.$/, '').toLowerCase().split('.');
  return `${labels.slice(-2).join('.')}.`;
}

/** One zone file for each domain, by its name with the final dot. The lab adds what a DNS provider adds: SOA and NS. */
export function zoneFiles(records: Records): ReadonlyMap<string, string> {
  const files = new Map<string, string[]>();
  for (const record of records) {
    const zone = zoneOf(record.name);
    const lines = files.get(zone) ?? [
      `${zone} 300 IN SOA ns.${zone} hostmaster.${zone} 1 3600 600 86400 60`,
      `${zone} 300 IN NS ns.${zone}`,
      `ns.${zone} 300 IN A ${address.v4(address.dns)}`,
    ];
    lines.push(`${record.name} ${record.ttl} IN ${record.type} ${record.data}`);
    files.set(zone, lines);
  }
  return new Map([...files].map(([zone, lines]) => [zone, `${lines.join('\n')}\n`]));
}

/** The names that the lab answers for by itself, to the last part of their address. */
export type FixedNames = ReadonlyMap<string, number>;

/**
 * unbound's configuration: these zones and fixed names exist and nothing else does.
 * @param generation a number that changes with each configuration, so that its being in force can be seen
 * @see unbound.conf(5): auth-zone, local-zone
 */
export function unboundConfiguration(zones: readonly string[], fixed: FixedNames, generation: number): string {
  const lines = [
    'server:',
    '  directory: "/lab"',
    '  username: ""',
    '  chroot: ""',
    '  pidfile: ""',
    '  use-syslog: no',
    '  verbosity: 1',
    '  log-queries: yes',
    `  interface: ${address.v4(address.dns)}`,
    `  interface: ${address.v6(address.dns)}`,
    '  access-control: 198.51.100.0/24 allow',
    '  access-control: 2001:db8:1::/64 allow',
    '  module-config: "iterator"',
    '  do-not-query-localhost: no',
    '  local-zone: "." static',
    `  local-data: "generation.lab. 1 IN TXT ${generation}"`,
  ];
  for (const [name, last] of fixed)
    lines.push(`  local-zone: "${name}." static`, `  local-data: "${name}. 300 IN A ${address.v4(last)}"`);
  for (const zone of zones) lines.push(`  local-zone: "${zone}" transparent`);
  lines.push('remote-control:', '  control-enable: yes', '  control-interface: /lab/control');
  for (const zone of zones)
    lines.push(
      'auth-zone:',
      `  name: "${zone}"`,
      `  zonefile: "/lab/zones/${zone}"`,
      '  for-downstream: yes',
      '  for-upstream: no',
      '  fallback-enabled: no',
    );
  return `${lines.join('\n')}\n`;
}
