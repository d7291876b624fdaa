/** Twenty restarts leave nothing behind. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { montague } from '../../playground/sandbox/node.ts';
import { useSandbox } from './set-up.ts';

const sandbox = useSandbox();
let collectGarbage: () => void;

beforeAll(() => {
  setFlagsFromString('--expose_gc');
  collectGarbage = runInNewContext('gc');
});

/** Bytes that JavaScript and WebAssembly hold, after garbage collection. */
async function held(): Promise<number> {
  for (let turn = 0; turn < 5; turn++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

test('former servers are gone, and memory is what it was', { timeout: 180_000 }, async () => {
  const former: WeakRef<object>[] = [];
  const restart = async () => {
    former.push(new WeakRef(sandbox.box.engine(montague.name)));
    await sandbox.login('romeo@montague.example');
    expect(await sandbox.box.restart(montague.name, montague.config)).toMatchObject({ ok: true });
  };
  // The first ones warm up caches.
  for (let round = 0; round < 3; round++) await restart();
  const before = await held();
  for (let round = 0; round < 20; round++) await restart();
  const after = await held();
  const grown = (after - before) / 2 ** 20;
  const alive = former.filter((reference) => reference.deref() !== undefined).length;
  console.log(`20 restarts: ${grown.toFixed(1)} MiB more in use, ${alive} of 23 former servers alive;`);
  console.log(
    `one server has ${(sandbox.box.engine(montague.name).memory / 2 ** 20).toFixed(1)} MiB of WebAssembly memory`,
  );
  // One server alone holds 7 MiB and more: a single one that stayed would show.
  expect(grown).toBeLessThan(5);
  expect(alive).toBeLessThanOrEqual(1);
});
