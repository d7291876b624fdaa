/** What people type where a domain is wanted. */
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readTarget } from '../../src/check/index.ts';
import { typed } from './typed.ts';

test.each([
  ['example.com', 'example.com'],
  [' EXAMPLE.com. ', 'example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['中国。example', 'xn--fiqs8s.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['a.b-c.example', 'a.b-c.example'],
])('%s is %s', (typed, domain) => {
  expect(readTarget(typed, 'npm run check --')).toEqual({ ok: true, domain });
});

test.each([
  ['', /No domain was given.*check -- example\.com/],
  ['http://example.com/chat', /is a link.*check -- example\.com$/],
  ['wss://xmpp.example.com:5281/xmpp-websocket', /is a link.*check -- xmpp\.example\.com$/],
  ['xmpp:romeo@example.com?message', /is a link.*check -- example\.com$/],
  ['romeo@example.com/orchard', /is an address.*check -- example\.com\. .*--jid romeo@example\.com$/],
  ['@', /is an address/],
  ['198.51.100.10', /is an IP address/],
  ['2001:db8::10', /is an IP address/],
  ['[::1]', /is an IP address/],
  ['_xmpp-client._tcp.example.com', /SRV record.*check -- example\.com$/],
  ['example.com/path', /has a slash.*check -- example\.com$/],
  ['example.com:5222', /names a port.*check -- example\.com$/],
  ['localhost', /has no dot/],
  ['exa mple.com', /has a space/],
  ['exa_mple.com', /has the character "_"/],
  ['%65xample.com', /has the character "%"/],
  ['example..com', /nothing between two dots/],
  ['.example.com', /nothing between two dots, or before/],
  ['-example.com', /begins or ends with a hyphen/],
  ['example.123', /not a domain/],
  [`${'a'.repeat(64)}.example`, /64 characters, and 63/],
  [`${'abcdefg.'.repeat(40)}example`, /characters, and 253/],
  ['\u0000', /has the character/],
  ['🦀.example', /has the character/],
])('%j is refused, with what to type instead', (typed, plain) => {
  const target = readTarget(typed, 'npm run check --');
  expect(target).toEqual({ ok: false, plain: expect.stringMatching(plain) });
  expect(target.ok ? '' : target.plain).toContain('npm run check -- ');
});

describe('the command', () => {
  const file = join(import.meta.dirname, '../../src/commands/check.ts');
  const command = (...args: readonly string[]) => typed(process.execPath, [file, ...args]);

  it.each([
    [['http://example.com'], /is a link/],
    [['a.example', 'b.example'], /One domain at a time/],
    [['example.com', '--jid', 'romeo'], /not the address of an account/],
    [['example.com', '--jid', 'romeo@example.net'], /is not an account of example\.com/],
    [['example.com', '--password', 'secret'], /--password is not taken.*change it/],
    [['example.com', '--timeout', '0'], /--timeout is "0"/],
    [['example.com', '--timeout', 'soon'], /whole number from 1 to 120/],
    [['example.com', '--days', '-3'], /days/],
    [['example.com', '--for', 'everybody'], /--for servers or --for clients/],
    [['--jid', 'romeo@example.com', '--for', 'servers'], /Leave one of them out/],
    [['example.com', '--server', 'jabberd'], /There are guides for prosody, ejabberd, openfire/],
    [['example.com', '--resolver', 'dns.example'], /not the address of a name server/],
    [['example.com', '--authorities', '/nowhere/at/all'], /There is no file \/nowhere/],
    [['example.com', '--authorities', file], /has no certificate in PEM/],
    [['example.com', '--jsno'], /Unknown option '--jsno'[\s\S]*--help/],
  ])('%j says what is wrong and exits with 2', async (args, words) => {
    const { status, stdout, stderr } = await command(...args);
    expect(stderr).toMatch(words);
    // A sentence, not a stack.
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toContain('secret');
  });

  it('--help tells both uses, every option and the exit statuses', async () => {
    const { status, stdout } = await command('--help');
    expect(status).toBe(0);
    for (const word of [
      'npm run check\n',
      'npm run check -- example.com',
      '--jid',
      '--json',
      '--resolver',
      '--timeout',
      '--authorities',
      '--days',
      '--server',
      'Exit status: 0',
      '1 at least one',
      '2 it could not',
    ])
      expect(stdout).toContain(word);
  });
});
