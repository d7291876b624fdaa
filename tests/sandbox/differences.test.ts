/** The list of differences is true: each of them can still be seen. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { differences, montague } from '../../playground/sandbox/node.ts';
import { canonical } from './canonical.ts';
import { type Pair, type Side, startPair } from './differential.ts';
import { nativeProblem } from './native-packages.ts';
import { NothingCame } from './wire.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

/** Milliseconds after which no answer is expected any more. A slower one looks like a difference, never like none. */
const PATIENCE = 3000;

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: whether the listed differences are still there. ${problem}`);

describe.skipIf(problem !== null)(`listed differences${problem ? ` (${problem})` : ''}`, () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await startPair(montague);
  });
  afterAll(() => pair?.stop());

  test.each(differences)('$id', async ({ id, example, touches }) => {
    expect(example).toMatch(touches);
    const [sandbox, native] = await Promise.all([answerOf(pair.sandbox, example), answerOf(pair.native, example)]);
    expect(sandbox).not.toEqual([]);
    expect(sandbox, `"${id}" cannot be seen any more: take it off the list in differences.ts`).not.toEqual(native);
  });
});

/** What comes in answer to the stanza alone; nothing when nothing comes. */
async function answerOf(side: Side, stanza: string): Promise<string[]> {
  const wire = await side.connect();
  const [account] = montague.accounts ?? [];
  if (!account) throw new Error('The configuration has no account.');
  await wire.login(account.jid, account.password, 'garden');
  wire.send(stanza);
  try {
    return canonical(await wire.until(/<\/(iq|message)>|<iq [^>]*\/>/, PATIENCE));
  } catch (error) {
    if (error instanceof NothingCame) return [];
    throw error;
  } finally {
    wire.close();
  }
}
