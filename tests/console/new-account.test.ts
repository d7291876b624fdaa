import { describe, expect, it } from 'vitest';
import {
  createLine,
  missingConfiguration,
  newAccount,
  type Wanted,
  withMissing,
} from '../../playground/console/runtime/new-account.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import type { Account } from '../../playground/console/state/types.ts';

const server = 'montague.example';
const present = oneServer.accounts;

function made(wanted: Wanted, among: readonly Account[] = present): Account {
  const account = newAccount(wanted, among);
  if ('plain' in account) throw new Error(account.plain);
  return account;
}

function refused(wanted: Wanted): string {
  const account = newAccount(wanted, present);
  return 'plain' in account ? account.plain : `made ${account.name}`;
}

describe('a new connection', () => {
  it('is another device, with the password of its account', () => {
    expect(made({ kind: 'device', of: 'romeo', resource: 'phone' })).toMatchObject({
      name: 'romeo/phone',
      jid: 'romeo@montague.example/phone',
      password: present[0]?.password,
    });
    expect(refused({ kind: 'device', of: 'romeo', resource: 'orchard' })).toContain('in the list already');
  });

  it('is an account on the server in this tab', () => {
    const wanted = { kind: 'account', address: 'benvolio@montague.example', password: 'x', server } as const;
    expect(made(wanted)).toMatchObject({ name: 'benvolio', jid: 'benvolio@montague.example/home' });
    expect(refused({ ...wanted, address: 'benvolio@example.com' })).toContain('not at montague.example');
    expect(refused({ ...wanted, address: 'montague.example' })).toContain('before the @');
    expect(refused({ ...wanted, password: '' })).toContain('password');
    // A name that only looks like that of the server's hosts.
    expect(refused({ ...wanted, address: 'benvolio@notmontague.example' })).toContain('not at');
  });

  it('is one more stranger', () => {
    const second = made({ kind: 'stranger', server });
    expect(second).toMatchObject({ jid: 'montague.example/2', until: 'stream' });
    expect(made({ kind: 'stranger', server }, [...present, second]).jid).toBe('montague.example/3');
  });

  it('has a name of its own, however many there are', () => {
    const byHand = { kind: 'by-hand', of: 'romeo', speaks: 'client' } as const;
    const first = made(byHand);
    const second = made(byHand, [...present, first]);
    const third = made(byHand, [...present, first, second]);
    expect(new Set([first.name, second.name, third.name]).size).toBe(3);
    expect(first).toMatchObject({ until: 'raw', jid: 'romeo@montague.example/orchard' });
  });

  it("leaves the resource to a server of the reader's, where the account's own may be in use", () => {
    const own = { ...present[0], name: 'own', place: { kind: 'websocket', url: 'wss://example.com/ws' } } as Account;
    const first = made({ kind: 'by-hand', of: 'own', speaks: 'client' }, [...present, own]);
    expect(first).toMatchObject({ speaks: 'websocket', jid: 'romeo@montague.example' });
  });

  it('is a component with a host of its own', () => {
    const wanted = { kind: 'component', address: 'bot.montague.example', secret: 's', server } as const;
    expect(made(wanted)).toMatchObject({ name: 'bot', jid: 'bot.montague.example', until: 'raw', speaks: 'component' });
    expect(refused({ ...wanted, address: 'bot@montague.example' })).toContain('its own host');
    expect(refused({ ...wanted, secret: '' })).toContain('secret');
  });
});

describe('what the configuration needs', () => {
  const config = oneServer.servers[0]?.config ?? '';

  it('is nothing for most', () => {
    for (const account of present) expect(missingConfiguration(account, config)).toBe('');
    expect(missingConfiguration(made({ kind: 'by-hand', of: 'romeo', speaks: 'client' }), config)).toBe('');
  });

  it('is the component with its secret, once', () => {
    const bot = made({ kind: 'component', address: 'bot.montague.example', secret: 'a "quote"\n', server });
    const completed = withMissing(bot, config);
    expect(completed).toContain('Component "bot.montague.example"');
    expect(completed).toContain('component_secret = "a\\032\\034quote\\034\\010"');
    expect(withMissing(bot, completed)).toBe(completed);
  });

  it('is the module for WebSocket, also where it is only mentioned', () => {
    const socket = made({ kind: 'by-hand', of: 'romeo', speaks: 'websocket' });
    const completed = withMissing(socket, config);
    expect(completed).toMatch(/modules_enabled = \{\n\t"websocket";/);
    expect(withMissing(socket, completed)).toBe(completed);
    expect(missingConfiguration(socket, '-- "websocket"; is off')).not.toBe('');
  });
});

it('writes nothing into the shell that ends the string', () => {
  expect(createLine('benvolio@montague.example', '") os.exit() --')).toBe(
    'user:create("benvolio@montague.example", "\\034\\041\\032os.exit\\040\\041\\032--")',
  );
});
