/** What the ready-made accounts spare Prosody is what it would derive (RFC 5802 section 3). */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { capulet, montague, readyKeys } from '../../playground/sandbox/node.ts';

const accounts = [montague, capulet].flatMap(({ accounts = [] }) => accounts);

test.each(accounts)('the keys of $jid belong to the password', (account) => {
  const keys = readyKeys(account);
  for (const [hash, length] of [
    ['SHA-1', 20],
    ['SHA-256', 32],
  ] as const) {
    const name = hash.replace('-', '').toLowerCase();
    const { salt = '', iterations = 0, storedKey, serverKey } = keys?.[hash] ?? {};
    // Prosody salts with the text as it is.
    const salted = pbkdf2Sync(account.password, salt, iterations, length, name);
    const sign = (text: string) => createHmac(name, salted).update(text).digest();
    expect(createHash(name).update(sign('Client Key')).digest('hex'), hash).toBe(storedKey);
    expect(sign('Server Key').toString('hex'), hash).toBe(serverKey);
  }
});

test('an account of the same address with another password has none of them', () => {
  expect(readyKeys({ jid: 'romeo@montague.example', password: 'banished' })).toBeUndefined();
});
