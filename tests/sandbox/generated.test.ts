/** Stanzas that nobody thought of one by one: a grammar's, with fixed seeds, to the sandbox and to native Prosody. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { capulet, montague } from '../../playground/sandbox/node.ts';
import { compareSeed } from './compare-scenes.ts';
import { type Pair, startPair } from './differential.ts';
import { scenes } from './grammar/index.ts';
import { nativeProblem } from './native-packages.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
/** Each seed has servers of its own: it can be looked at alone. */
const perSeed = 300;

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: generated stanzas against native Prosody. ${problem}`);

describe.skipIf(problem !== null)(`generated stanzas${problem ? ` (${problem})` : ''}`, () => {
  let pair: Pair | undefined;
  afterEach(async () => {
    await pair?.stop();
    pair = undefined;
  });

  test('the corpus has 2 000 stanzas, no two seeds the same ones', () => {
    const all = seeds.flatMap((seed) => scenes(seed, perSeed).flatMap(({ turns }) => turns.map(({ xml }) => xml)));
    expect(all.length).toBeGreaterThanOrEqual(2000);
    expect(scenes(1, perSeed)).toEqual(scenes(1, perSeed));
  });

  // What Prosody does first of several things depends on the order of a table that changes at every start, and now and then
  // the answers depend on what it did first: the native server then differs from itself. What differs at three starts is real.
  test.each(seeds)('seed %i', { retry: 2 }, async (seed) => {
    await pair?.stop();
    pair = await startPair(montague, capulet);
    const told = await compareSeed(pair, seed, perSeed);
    if (told !== '') expect.fail(`The sandbox and native Prosody answered differently.\n\n${told}`);
  });
});
