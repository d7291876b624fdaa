/** The sandbox answers as Prosody does outside of a browser: the same scripts, the same configuration, both servers. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Account, montague } from '../../playground/sandbox/node.ts';
import { compare, loggedIn, type Pair, raw, startPair } from './differential.ts';
import { hostileStanzas, hostileStreams } from './hostile.ts';
import { nativeProblem } from './native-packages.ts';
import { stanzas } from './stanzas.ts';

// On a busy machine two servers with stanzas of a megabyte take their time; a wait that ends in failure ends by itself.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the comparison with native Prosody. ${problem}`);

const romeo = montague.accounts?.[0] as Account;

describe.skipIf(problem !== null)(`the same answers as native Prosody${problem ? ` (${problem})` : ''}`, () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await startPair(montague);
  });
  afterAll(() => pair?.stop());

  test.each(Object.entries(stanzas))('%s', async (_, stanza) => {
    const { sandbox, native } = await compare(pair, loggedIn(romeo, stanza, { presence: true }));
    expect(sandbox).toEqual(native);
    expect(sandbox.length).toBeGreaterThan(0);
  });

  test.each(Object.entries(hostileStanzas))('hostile, in a session: %s', async (_, data) => {
    const { sandbox, native } = await compare(pair, loggedIn(romeo, data));
    expect(sandbox).toEqual(native);
    expect(sandbox.length).toBeGreaterThan(0);
  });

  test.each(Object.entries(hostileStreams))('hostile, before any session: %s', async (_, data) => {
    const { sandbox, native } = await compare(pair, raw(data));
    expect(sandbox).toEqual(native);
    expect(sandbox.length).toBeGreaterThan(0);
  });
});
