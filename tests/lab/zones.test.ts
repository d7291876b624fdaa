import fc from 'fast-check';
import { expect, test } from 'vitest';
import { publish, unboundConfiguration, zoneFiles, zoneOf } from '../../src/lab/internet/zones.ts';
import type { DnsRecord } from '../../src/lesson/index.ts';

const record = (name: string, type: string, data: string): DnsRecord => ({ name, ttl: 300, type, data });

test('a later block takes the place of the record sets that it names, and of no others', () => {
  const first = [
    record('example.com.', 'A', '198.51.100.10'),
    record('example.com.', 'AAAA', '2001:db8:1::10'),
    record('xmpp.example.com.', 'A', '198.51.100.10'),
  ];
  const moved = [record('EXAMPLE.com.', 'A', '198.51.100.11'), record('example.com.', 'A', '198.51.100.12')];
  const after = publish(first, moved, false);
  expect(after.map(({ name, data }) => `${name} ${data}`)).toEqual([
    'example.com. 2001:db8:1::10',
    'xmpp.example.com. 198.51.100.10',
    'EXAMPLE.com. 198.51.100.11',
    'example.com. 198.51.100.12',
  ]);
  expect(publish(after, [record('xmpp.example.com.', 'A', 'anything')], true).map(({ name }) => name)).not.toContain(
    'xmpp.example.com.',
  );
});

test('publishing a block twice is the same as once', () => {
  const names = fc.constantFrom('a.example.com.', 'b.example.com.', 'example.net.');
  const block = fc.array(
    fc.record({ name: names, ttl: fc.constant(60), type: fc.constantFrom('A', 'TXT'), data: fc.string() }),
  );
  fc.assert(
    fc.property(block, block, (before, added) => {
      const once = publish(before, added, false);
      expect(publish(once, added, false)).toEqual(once);
    }),
  );
});

test('each domain gets a zone file with the SOA and NS records that a provider adds', () => {
  const files = zoneFiles([
    record('_xmpp-client._tcp.example.com.', 'SRV', '0 5 5222 xmpp.example.com.'),
    record('example.net.', 'A', '198.51.100.20'),
  ]);
  expect([...files.keys()]).toEqual(['example.com.', 'example.net.']);
  expect(files.get('example.com.')?.split('\n')).toEqual([
    'example.com. 300 IN SOA ns.example.com. hostmaster.example.com. 1 3600 600 86400 60',
    'example.com. 300 IN NS ns.example.com.',
    'ns.example.com. 300 IN A 198.51.100.53',
    '_xmpp-client._tcp.example.com. 300 IN SRV 0 5 5222 xmpp.example.com.',
    '',
  ]);
});

test('a domain is the last two labels of a name', () => {
  expect(zoneOf('a.b.Example.COM.')).toBe('example.com.');
  expect(zoneOf('example.net')).toBe('example.net.');
});

test('in the configuration nothing exists but the zones and the fixed names', () => {
  const text = unboundConfiguration(['example.com.'], new Map([['deb.debian.org', 81]]), 7);
  expect(text).toContain('local-zone: "." static');
  expect(text).toContain('local-data: "deb.debian.org. 300 IN A 198.51.100.81"');
  expect(text).toContain('local-zone: "example.com." transparent');
  expect(text).toContain('name: "example.com."');
  expect(text).toContain('TXT 7');
});
