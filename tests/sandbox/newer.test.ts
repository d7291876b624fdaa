/** The newer Prosody answers here as Debian's package of it does natively, on that release's own libraries. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { getNewer } from '../../playground/sandbox/bundle/index.ts';
import {
  type Account,
  capulet,
  montague,
  type ServerConfig,
  versions,
  withVersion,
} from '../../playground/sandbox/node.ts';
import { compareSeed } from './compare-scenes.ts';
import { compare, loggedIn, type Pair, startPair } from './differential.ts';
import { nativeFolder, nativeProblem } from './native-packages.ts';
import { stanzas } from './stanzas.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const problem = await nativeProblem('newer');
if (problem) console.warn(`SKIPPED: the newer Prosody against native one. ${problem}`);

const romeo = montague.accounts?.[0] as Account;
const newer = (server: ServerConfig): ServerConfig => ({
  ...server,
  config: withVersion(server.config, versions[1]?.version ?? ''),
});
/** A share of those that Debian 13's version is asked, which has eight seeds of them (generated.test.ts). */
const seeds = [1, 5];
const perSeed = 150;

describe.skipIf(problem !== null)(`the newer Prosody${problem ? ` (${problem})` : ''}`, () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await startPair(newer(montague));
  });
  afterAll(() => pair?.stop());

  test.each(Object.entries(stanzas))('%s', async (_, stanza) => {
    const { sandbox, native } = await compare(pair, loggedIn(romeo, stanza, { presence: true }));
    expect(sandbox).toEqual(native);
    expect(sandbox.length).toBeGreaterThan(0);
  });

  // Tables whose order changes at every start: see generated.test.ts.
  test.each(seeds)('generated stanzas of seed %i', { retry: 2 }, async (seed) => {
    const own = await startPair(newer(montague), newer(capulet));
    try {
      const told = await compareSeed(own, seed, perSeed);
      if (told !== '') expect.fail(`The sandbox and native Prosody answered differently.\n\n${told}`);
    } finally {
      await own.stop();
    }
  });

  test('has the Lua that is installed from the package, byte for byte', async () => {
    const installed = join(await nativeFolder('newer'), 'usr/lib/prosody');
    const differing: string[] = [];
    for (const [path, content] of await getNewer({ env: process.env, onProgress: () => {} })) {
      if (!path.endsWith('.lua')) continue;
      const theirs = await readFile(join(installed, path.replace(/^plugins\//, 'modules/')));
      if (!theirs.equals(content)) differing.push(path);
    }
    expect(differing).toEqual([]);
  });
});
