import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDomain,
  checkHost,
  checkIPv4,
  checkIPv6,
  checkLaptopIPv4,
  checkLaptopIPv6,
} from '../../src/lesson/name-checks.ts';
import { personalise, siteNames } from '../../src/lesson/personal.ts';

const mine = {
  domain: 'montague.org',
  host: 'im.montague.org',
  friend: 'capulet.org',
  ipv4: '203.0.113.5',
  ipv6: '2001:db8:2::5',
  laptopIPv4: '203.0.113.77',
  laptopIPv6: '2001:db8:2::77',
};

describe('personalise', () => {
  it.each([
    ['VirtualHost "example.com"', 'VirtualHost "montague.org"'],
    ['romeo@example.com/phone', 'romeo@montague.org/phone'],
    ['dig SRV _xmpp-client._tcp.example.com.', 'dig SRV _xmpp-client._tcp.montague.org.'],
    ['https://xmpp.example.com:5281/', 'https://im.montague.org:5281/'],
    ['/etc/prosody/certs/example.com.crt', '/etc/prosody/certs/montague.org.crt'],
    ['conference.example.com and proxy.xmpp.example.com', 'conference.montague.org and proxy.im.montague.org'],
    ['from="example.com" to="example.net"', 'from="montague.org" to="capulet.org"'],
    ['xmpp A 198.51.100.10', 'xmpp A 203.0.113.5'],
    ['AAAA 2001:db8:1::10', 'AAAA 2001:db8:2::5'],
    ['[2001:db8:1::10]:5222', '[2001:db8:2::5]:5222'],
    ['ufw allow from 198.51.100.30 to any port 9090', 'ufw allow from 203.0.113.77 to any port 9090'],
    ['ufw allow from 2001:db8:1::30 to any', 'ufw allow from 2001:db8:2::77 to any'],
    ['/var/lib/prosody/example%2ecom/accounts', '/var/lib/prosody/montague%2eorg/accounts'],
    ["grep 'example\\.com'", "grep 'montague\\.org'"],
  ])('%s', (text, expected) => {
    expect(personalise(text, mine)).toBe(expected);
  });

  it.each([
    'myexample.com',
    'my-example.com',
    'example.common',
    'example.com-old',
    '198.51.100.101',
    '1198.51.100.10',
    '2001:db8:1::100',
    '198.51.100.3',
    '198.51.100.30.1',
    '2001:db8:1::300',
    '198.51.100.10.5',
  ])('leaves %s as it is', (text) => {
    expect(personalise(text, mine)).toBe(text);
  });

  it('puts the host under the domain when only the domain is given', () => {
    expect(personalise('xmpp.example.com example.com example.net', { domain: 'montague.org' })).toBe(
      'xmpp.montague.org montague.org example.net',
    );
  });

  it('replaces in one pass, whatever the names are', () => {
    const swapped = { domain: 'example.net', friend: 'example.com', host: 'example.com.example.net' };
    expect(personalise('example.com example.net xmpp.example.com', swapped)).toBe(
      'example.net example.com example.com.example.net',
    );
  });

  it('does not use what is no name', () => {
    expect(personalise('ping example.com', { domain: 'x; rm -rf /', ipv4: '$(id)' })).toBe('ping example.com');
  });

  it('changes nothing without names, and nothing with the names of the site', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('example.com', '.', 'xmpp.', ' ', 'a', '198.51.100.10', '@', '\\', '%2e'), {
          maxLength: 12,
        }),
        (parts) => {
          const text = parts.join('');
          expect(personalise(text, {})).toBe(text);
          expect(personalise(text, siteNames)).toBe(text);
        },
      ),
    );
  });
});

describe('checkDomain', () => {
  it.each(['example.com', 'sub.example.co.uk', 'a-b.org', 'xn--bcher-kva.example.com'])('takes %s', (text) => {
    expect(checkDomain(text)).toEqual({ ok: true, name: text });
  });

  it('takes what means the same', () => {
    expect(checkDomain(' Montague.Org. ')).toEqual({ ok: true, name: 'montague.org' });
    expect(checkDomain('bücher.de')).toEqual({
      ok: true,
      name: 'xn--bcher-kva.de',
      remark: 'DNS and certificates write it as xn--bcher-kva.de.',
    });
  });

  it.each([
    ['', 'Write your domain here, such as example.com.'],
    ['https://example.com', 'Only the name is needed: leave out "https://".'],
    ['romeo@example.com', 'That is an address. The domain is the part after the @: example.com'],
    ['example.com/chat', 'Only the name is needed: leave out "/chat".'],
    ['example.com:5222', 'Only the name is needed: leave out the port ":5222".'],
    ['exam ple.com', 'A name cannot contain spaces.'],
    ['example,com', 'There is a comma in it: the parts of a name are separated by dots.'],
    ['203.0.113.5', 'That is an IP address. Certificates and addresses need a name, such as example.com.'],
    ['2001:db8::1', 'That is an IP address. Certificates and addresses need a name, such as example.com.'],
    ['my_server.org', 'A name of a host has no underscore: use a hyphen.'],
    ['a"b.org', '"\\"" cannot be in a name: letters, digits, hyphens and dots can.'],
    ['example..com', 'A part of the name is empty: there is a dot too many.'],
    ['-a.org', '"-a" begins or ends with a hyphen; a part of a name must not.'],
    ['server', '"server" has no dot: a whole name is needed, such as example.com.'],
    ['example.1', 'A name does not end in a number: "1" cannot be the last part.'],
    ['example.c', '"c" is too short for the last part of a name: did you mean .com, .org or .net?'],
  ])('refuses "%s"', (text, plain) => {
    expect(checkDomain(text)).toEqual({ ok: false, plain: plain.replace('\\"', '"') });
  });

  it('refuses names that only your own network knows', () => {
    for (const text of ['localhost', 'server.local', 'chat.lan', 'a.home.arpa']) {
      expect(checkDomain(text)).toMatchObject({
        ok: false,
        plain: expect.stringContaining('only in your own network'),
      });
    }
  });

  it('asks whether the host was meant', () => {
    expect(checkDomain('xmpp.montague.org')).toMatchObject({
      ok: true,
      remark: expect.stringContaining('put montague.org here'),
    });
    expect(checkHost('xmpp.montague.org')).toEqual({ ok: true, name: 'xmpp.montague.org' });
  });

  it('names lengths that DNS does not carry', () => {
    expect(checkDomain(`${'a'.repeat(64)}.org`)).toMatchObject({ ok: false, plain: expect.stringContaining('63') });
    expect(checkDomain(`${'abcdefgh.'.repeat(30)}org`)).toMatchObject({
      ok: false,
      plain: expect.stringContaining('253'),
    });
  });

  it('lets nothing through that could mean something to a shell or in HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const checked = checkDomain(text);
        return !checked.ok || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(checked.name);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('checks of addresses', () => {
  it('takes IPv4 and says what others cannot reach', () => {
    expect(checkIPv4('203.0.113.5')).toEqual({ ok: true, name: '203.0.113.5' });
    expect(checkIPv4('192.168.1.5')).toMatchObject({
      ok: true,
      remark: expect.stringContaining('only inside your network'),
    });
    for (const text of ['1.2.3', '256.1.1.1', '01.2.3.4', '1.2.3.4/24', '']) expect(checkIPv4(text).ok).toBe(false);
  });

  it('takes IPv6 in its short form', () => {
    expect(checkIPv6('[2001:DB8:0:0:0:0:0:5]')).toEqual({ ok: true, name: '2001:db8::5' });
    expect(checkIPv6('fd00::1')).toMatchObject({
      ok: true,
      remark: expect.stringContaining('only inside your network'),
    });
    for (const text of ['2001', '1:2', ':::', '2001:db8::/32', '1.2.3.4', '']) expect(checkIPv6(text).ok).toBe(false);
  });

  it('of your own computer are those that the server sees', () => {
    expect(checkLaptopIPv4('203.0.113.77')).toEqual({ ok: true, name: '203.0.113.77' });
    expect(checkLaptopIPv6('2001:db8:2::77')).toEqual({ ok: true, name: '2001:db8:2::77' });
    for (const checked of [checkLaptopIPv4('192.168.1.5'), checkLaptopIPv6('fe80::1')])
      expect(checked).toMatchObject({ ok: true, remark: expect.stringContaining('SSH_CONNECTION') });
    expect(checkLaptopIPv4('laptop').ok).toBe(false);
  });
});
