/** Programs on a real terminal, that `script` opens for them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newReader, terminalReaders } from '../../src/lab/machine/prompt.ts';

// The lab runs on Linux only, and asks its /proc who reads from a terminal. Elsewhere the name of the test says why it is skipped.
const problem = process.platform === 'linux' ? undefined : 'needs Linux, whose /proc is asked';
/** A busy machine is no fault of the program. */
const patience = { timeout: 20_000 };

/** Asks twice and reads both answers. */
const asks = `for (const time of [1, 2]) {
  require('fs').writeSync(1, 'ask ' + time + ' pid ' + process.pid + '\\n');
  require('fs').readSync(0, Buffer.alloc(80));
}
require('fs').writeSync(1, 'done\\n');`;
/** The same in another thread than the first, as programs in Go may do. */
const asksInAThread = `new (require('worker_threads').Worker)(${JSON.stringify(asks)}, { eval: true });`;

let folder: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompt-test-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

test.skipIf(problem).each([
  ['in its first thread', asks],
  ['in another thread', asksInAThread],
])(
  `a program that reads from its terminal %s is seen to wait, each time anew${problem ? ` (${problem})` : ''}`,
  async (_, program) => {
    const file = join(folder, 'asks.cjs');
    await writeFile(file, program);
    child = spawn('script', ['--quiet', '--command', `exec '${process.execPath}' '${file}'`, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let printed = '';
    child.stdout?.on('data', (data) => {
      printed += data;
    });
    const asked = async (times: number): Promise<number> => {
      const found = await vi.waitUntil(() => new RegExp(`ask ${times} pid (\\d+)`).exec(printed), patience);
      return Number(found[1]);
    };
    const pid = await asked(1);
    await writeFile(join(folder, 'cgroup.procs'), `${pid}\n`);
    const first = await vi.waitUntil(() => waiting([]), patience);
    expect(newReader(first, await terminalReaders(folder))).toBe(false);

    child.stdin?.write('x\n');
    await asked(2);
    const second = await vi.waitUntil(() => waiting(first), patience);
    expect(second.map(({ thread }) => thread)).toEqual(first.map(({ thread }) => thread));

    child.stdin?.write('x\n');
    await vi.waitUntil(() => printed.includes('done'), patience);
    await vi.waitUntil(async () => (await terminalReaders(folder)).length === 0, patience);
  },
);

/** Who waits now and did not before; undefined when nobody does. */
async function waiting(before: Awaited<ReturnType<typeof terminalReaders>>) {
  const now = await terminalReaders(folder);
  return newReader(before, now) ? now : undefined;
}
