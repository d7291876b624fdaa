import { describe, expect, it } from 'vitest';
import { errors, fence, guide, steps } from './page.ts';

/** `name ttl type data` of each record. */
const records = (text: string): string[] => {
  const [step] = steps(fence('zone', text));
  if (step?.kind !== 'zone') throw new Error('no zone step');
  return step.records.map(({ name, ttl, type, data }) => `${name} ${ttl} ${type} ${data}`);
};
/** Errors with lines counted in the block. */
const complaints = (text: string): string[] =>
  errors(guide(fence('zone', text))).map((error) => error.replace(/^\d+/, (line) => String(Number(line) - 7)));

describe('a zone block', () => {
  it('names records under example.com, for an hour', () => {
    expect(records('@ A 198.51.100.10\nxmpp A 198.51.100.10\n* CNAME xmpp')).toEqual([
      'example.com. 3600 A 198.51.100.10',
      'xmpp.example.com. 3600 A 198.51.100.10',
      '*.example.com. 3600 CNAME xmpp.example.com.',
    ]);
  });

  it('knows $ORIGIN, also a relative one, and absolute names', () => {
    expect(
      records('$ORIGIN example.net.\n@ NS ns1\n$ORIGIN sub\na NS ns.example.org.\n$ORIGIN .\norg. NS a.b'),
    ).toEqual([
      'example.net. 3600 NS ns1.example.net.',
      'a.sub.example.net. 3600 NS ns.example.org.',
      'org. 3600 NS a.b.',
    ]);
  });

  it('knows $TTL, and a time and class at each record in any order', () => {
    expect(records('$TTL 1h30m\na A 192.0.2.1\nb 60 IN A 192.0.2.1\nc IN 1d A 192.0.2.1\nd in a 192.0.2.1')).toEqual([
      'a.example.com. 5400 A 192.0.2.1',
      'b.example.com. 60 A 192.0.2.1',
      'c.example.com. 86400 A 192.0.2.1',
      'd.example.com. 5400 A 192.0.2.1',
    ]);
  });

  it('repeats the name when a line begins with spaces', () => {
    expect(records('xmpp A 192.0.2.1\n     AAAA 2001:DB8::1\n\t60 TXT a')).toEqual([
      'xmpp.example.com. 3600 A 192.0.2.1',
      'xmpp.example.com. 3600 AAAA 2001:db8::1',
      'xmpp.example.com. 60 TXT "a"',
    ]);
  });

  it('leaves comments out and joins what is in parentheses', () => {
    expect(records('; all of it\na TXT ( "one; not a comment" ; a comment\n  "two" )\n\nb A 192.0.2.1 ; here')).toEqual(
      ['a.example.com. 3600 TXT "one; not a comment" "two"', 'b.example.com. 3600 A 192.0.2.1'],
    );
  });

  it('knows every type that an XMPP server needs', () => {
    expect(
      records(
        [
          '_xmpps-client._tcp SRV 0 5 5223 xmpp',
          '_xmpp-server._tcp SRV 0 5 5269 xmpp.example.com.',
          '_xmpp-client._tcp SRV 0 0 0 .',
          '@ MX 10 mail',
          '@ CAA 0 issue "letsencrypt.org; validationmethods=http-01"',
          '@ CAA 128 issuewild ;',
          `_5222._tcp.xmpp TLSA 3 1 1 ${'AB'.repeat(16)} ${'cd'.repeat(16)}`,
          '10.100.51.198.in-addr.arpa. PTR xmpp',
        ]
          .join('\n')
          .replace('issuewild ;', 'issuewild ";"'),
      ),
    ).toEqual([
      '_xmpps-client._tcp.example.com. 3600 SRV 0 5 5223 xmpp.example.com.',
      '_xmpp-server._tcp.example.com. 3600 SRV 0 5 5269 xmpp.example.com.',
      '_xmpp-client._tcp.example.com. 3600 SRV 0 0 0 .',
      'example.com. 3600 MX 10 mail.example.com.',
      'example.com. 3600 CAA 0 issue "letsencrypt.org; validationmethods=http-01"',
      'example.com. 3600 CAA 128 issuewild ";"',
      `_5222._tcp.xmpp.example.com. 3600 TLSA 3 1 1 ${'ab'.repeat(16)}${'cd'.repeat(16)}`,
      '10.100.51.198.in-addr.arpa. 3600 PTR xmpp.example.com.',
    ]);
  });

  it('may take records away', () => {
    expect(steps(fence('zone remove', '_xmpp-server._tcp SRV 0 5 5269 xmpp'))).toMatchObject([
      { kind: 'zone', remove: true },
    ]);
  });
});

describe('a mistake in a zone block', () => {
  it.each([
    [
      'xmpp.example.com A 192.0.2.1',
      '"xmpp.example.com" without a dot at its end would be xmpp.example.com.example.com. Write "xmpp.example.com." or only the part before the domain (@ for the domain itself).',
    ],
    [
      'a MX 10 example.com',
      '"example.com" without a dot at its end would be example.com.example.com. Write "example.com." or only the part before the domain (@ for the domain itself).',
    ],
    [
      'a_b..c A 192.0.2.1',
      '"a_b..c" is not a name: parts between dots have 1 to 63 letters, digits, hyphens or underscores.',
    ],
    [
      `${'a'.repeat(64)} A 192.0.2.1`,
      `"${'a'.repeat(64)}" is not a name: parts between dots have 1 to 63 letters, digits, hyphens or underscores.`,
    ],
    [
      'a A 192.0.2.256',
      '"192.0.2.256" is not an IPv4 address, such as 198.51.100.10; an IPv6 address goes into an AAAA record.',
    ],
    [
      'a AAAA 192.0.2.1',
      '"192.0.2.1" is not an IPv6 address, such as 2001:db8:1::10; an IPv4 address goes into an A record.',
    ],
    ['a A', 'A needs one value, such as: A 198.51.100.10. There are 0.'],
    ['a SRV 0 5 xmpp', 'SRV needs 4 values, such as: SRV 0 5 5222 xmpp. There are 3.'],
    ['a SRV 0 5 65536 xmpp', '"65536" is not a port: a number from 0 to 65535.'],
    ['a SPF x', '"SPF" is not a known type of record. Known types: A, AAAA, CAA, CNAME, MX, NS, PTR, SRV, TLSA, TXT.'],
    ['@ SOA a b 1 2 3 4 5', 'Leave the SOA record out: the lab makes one for each domain, as your DNS provider does.'],
    ['a', 'What kind of record is it? Write: name type data, such as: xmpp A 198.51.100.10'],
    ['a CAA 0 isue "x"', '"isue" is not a CAA property: write issue, issuewild or iodef.'],
    ['a TXT', 'TXT needs its text: TXT "v=spf1 -all".'],
    [
      `a TXT "${'x'.repeat(256)}"`,
      'A text of 256 bytes is too long: split it into texts of at most 255 bytes: "..." "..."',
    ],
    ['a TXT "b', 'A text in "..." is not closed on its line.'],
    ['a TXT b )', 'There is a ) without its (.'],
    ['a TXT ( b', 'A ( is not closed: put ) at the end of the record.'],
    ['a TLSA 3 1 1 abcd', 'TLSA with matching type 1 has 64 hexadecimal digits; there are 4.'],
    [
      'a TLSA 4 1 1 ab',
      'TLSA needs usage (0-3), selector (0-1), matching type (0-2) and hexadecimal digits, such as: TLSA 3 1 1 8d02536c...',
    ],
    ['$INCLUDE x', '"$INCLUDE" is not understood: only $ORIGIN and $TTL are.'],
    ['$TTL soon', '"soon" is not a time to live: write seconds (3600) or 1h, 30m, 1d.'],
    ['$TTL 70000d', 'The time to live "70000d" is too long: at most 2147483647 seconds.'],
    ['$ORIGIN', '$ORIGIN takes one value, such as $ORIGIN example.net.'],
  ])('%s', (text, plain) => {
    expect(complaints(`b A 192.0.2.1\n${text}`)).toEqual([`2: ${plain}`]);
  });

  it('is told for the line where a record in parentheses begins', () => {
    expect(complaints('b A 192.0.2.1\n\na SRV ( 0\n 5\n x )')).toEqual([
      '3: SRV needs 4 values, such as: SRV 0 5 5222 xmpp. There are 3.',
    ]);
  });

  it('may be a record beside a CNAME', () => {
    expect(complaints('a CNAME b\na A 192.0.2.1')).toEqual([
      '1: a.example.com. has a CNAME and another record; a name with a CNAME can have nothing else.',
    ]);
  });
});
