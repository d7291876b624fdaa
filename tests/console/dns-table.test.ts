import { describe, expect, it } from 'vitest';
import { dnsText, readDns } from '../../playground/console/configuration/dns-table.ts';
import { defaultDns } from '../../playground/sandbox/node.ts';

describe('the DNS table as text', () => {
  it('is read as it was written', () => {
    expect(readDns(dnsText(defaultDns))).toEqual({ ok: true, table: defaultDns });
  });

  it('may be written as in a zone file', () => {
    const text = `; a comment
Example.COM.  3600 IN  TXT "v=spf1; -all"
example.com A 192.0.2.1 ; here
_xmpp-server._tcp.example.com SRV 0 5 5269 xmpp.example.com.
_xmpp-client._tcp.example.com SRV 0 0 0 .
six AAAA 2001:db8::1
`;
    expect(readDns(text)).toEqual({
      ok: true,
      table: {
        'example.com TXT': ['v=spf1; -all'],
        'example.com A': ['192.0.2.1'],
        '_xmpp-server._tcp.example.com SRV': ['0 5 5269 xmpp.example.com'],
        '_xmpp-client._tcp.example.com SRV': ['0 0 0 .'],
        'six AAAA': ['2001:db8::1'],
      },
    });
  });

  it.each([
    ['exa mple.com A 192.0.2.1', 'no records of type MPLE.COM'],
    ['-x.example A 192.0.2.1', 'is not a domain name'],
    ['example.com', 'has no type'],
    ['example.com A', 'has no value'],
    ['example.com A 192.0.2.256', 'not an IPv4 address'],
    ['example.com AAAA 192.0.2.1', 'not an IPv6 address'],
    ['example.com SRV 5269 xmpp.example.com', 'a priority, a weight, a port and a name'],
    ['_a._tcp.example.com SRV 0 5 5269 192.0.2.1', 'is a name, not an address'],
    ['example.com MX mail.example.com', 'a preference and a name'],
    ['a.example CNAME b.example\na.example A 192.0.2.1', 'has a CNAME record and others'],
  ])('%s is refused in plain words', (text, plain) => {
    expect(readDns(`\n${text}`)).toMatchObject({
      ok: false,
      problems: [{ line: 2, plain: expect.stringContaining(plain) }],
    });
  });
});
