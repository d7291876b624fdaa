import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pause, run, until } from '../../src/lab/process.ts';
import { cli, copyPages, forget, nothing, runLab, startLab, tracesOf, whyNot } from './lab.ts';

const reason = await whyNot();

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (status) => resolve(status)));

/** What it has printed so far. */
function listen(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}

/** The janitor cleans up after a killed runner; what is left after this time stays. */
const janitorTime = 20_000;

async function clean(pid: number): Promise<Awaited<ReturnType<typeof tracesOf>>> {
  const end = Date.now() + janitorTime;
  for (;;) {
    const traces = await tracesOf(pid);
    const { mounts, processes, cgroups, folders } = traces;
    if (mounts.length + processes.length + cgroups.length + folders.length === 0 || Date.now() > end) return traces;
    await pause(200);
  }
}

describe.skipIf(reason)('nothing is left on the host', () => {
  let content: string;
  let links: readonly string[];
  beforeAll(async () => {
    content = await copyPages();
    links = (await tracesOf(0)).links;
    // Images are made before, so that the points at which runners are killed are spread over what matters.
    await runLab(content, ['chain/first']);
  }, 900_000);
  afterAll(() => forget(content));

  const command = (args: readonly string[], input = '') =>
    run(process.execPath, [cli, '--content', content, ...args], { input, timeout: 300_000 });

  test('after a run', async () => {
    const child = startLab(content, ['run', 'chain/right', '--cold']);
    expect(await ended(child)).toBe(0);
    const traces = await tracesOf(child.pid ?? 0);
    expect(traces).toMatchObject(nothing);
    expect(traces.links).toEqual(links);
  }, 300_000);

  test('after kill -9 of the runner at 20 points of a run', async () => {
    const reached = new Set<string>();
    // Points between two lines of progress: other ones in each run, the same again with STANZABOX_SEED.
    const seed = Number(process.env.STANZABOX_SEED ?? Date.now() % 2 ** 31);
    const delays = fc.sample(fc.nat(700), { seed, numRuns: 20 });
    for (const [round, delay] of delays.entries()) {
      const child = startLab(content, ['run', 'verbs/steps', 'chain', '--cold']);
      const said = listen(child);
      // After so many lines of progress, and a little.
      const lines = (): number => said().split('\n').length - 1;
      await Promise.race([until('', 120_000, async () => lines() >= round), ended(child)]);
      await pause(delay);
      child.kill('SIGKILL');
      await ended(child);
      const traces = await clean(child.pid ?? 0);
      expect(traces, `STANZABOX_SEED=${seed}: killed after ${round} lines and ${delay} ms:\n${said()}`).toMatchObject(
        nothing,
      );
      expect(traces.links).toEqual(links);
      reached.add(said().includes('ok ') ? 'in a step' : said().includes('----') ? 'at a boot' : 'before the machines');
    }
    expect([...reached].length, 'the points must be spread over a run').toBeGreaterThan(1);
  }, 1_800_000);

  test('after kill -9 of the world itself the runner says so and ends', async () => {
    const child = startLab(content, ['run', 'verbs/steps', '--cold']);
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (part: Buffer) => part.includes('----') && resolve()),
    );
    const [unshare] = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8'))
      .trim()
      .split(' ')
      .map(Number)
      .filter(Boolean);
    const traces = await tracesOf(child.pid ?? 0);
    expect(traces.folders).toHaveLength(1);
    expect(traces.processes.length).toBeGreaterThan(0);
    const world = traces.processes.find((line) => line.includes('unshare -m -n -p'));
    process.kill(Number(world?.split(' ')[0] ?? unshare), 'SIGKILL');
    expect(await ended(child)).toBe(1);
    expect(await clean(child.pid ?? 0)).toMatchObject(nothing);
  }, 120_000);

  test('after the janitor was killed as well, the next start cleans up', async () => {
    const child = startLab(content, ['run', 'verbs/steps', '--cold']);
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (part: Buffer) => part.includes('----') && resolve()),
    );
    const before = await tracesOf(child.pid ?? 0);
    const janitors = before.processes.filter((line) => / sweep /.test(line));
    expect(janitors.length).toBeGreaterThan(0);
    for (const line of janitors) process.kill(Number(line.split(' ')[0]), 'SIGKILL');
    child.kill('SIGKILL');
    await ended(child);
    await until('the world of the killed runner ends', 20_000, async () => {
      const { processes, mounts } = await tracesOf(child.pid ?? 0);
      return processes.length + mounts.length === 0;
    });
    expect((await tracesOf(child.pid ?? 0)).folders).toHaveLength(1);
    await runLab(content, ['chain/right']);
    expect(await clean(child.pid ?? 0)).toMatchObject(nothing);
  }, 300_000);

  test('after Ctrl-C', async () => {
    const child = startLab(content, ['run', 'verbs/steps', '--cold']);
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (part: Buffer) => part.includes('----') && resolve()),
    );
    child.kill('SIGINT');
    expect(await ended(child)).not.toBe(0);
    expect(await tracesOf(child.pid ?? 0)).toMatchObject(nothing);
  }, 120_000);

  test('two runners at once do not disturb each other', async () => {
    const other = await copyPages();
    const [one, two] = await Promise.all([
      runLab(content, ['chain/left', '--cold']),
      runLab(other, ['chain/right', '--cold']),
    ]);
    expect(one.status, one.text).toBe(0);
    expect(two.status, two.text).toBe(0);
    await forget(other);
  }, 600_000);

  test('a lab that is up answers on loopback, has a shell, and goes down', async () => {
    const up = await command(['up', 'chain/right']);
    expect(up.status, up.stdout + up.stderr).toBe(0);
    expect(up.stdout).toContain('The machines of chain/right are up:\n  server  198.51.100.10  2001:db8:1::10');
    const second = await command(['up', 'chain/right']);
    expect([second.status, second.stderr.trim()]).toEqual([
      1,
      'The machines of chain/right are up already. End them first: npm run lab -- down',
    ]);
    const shell = await command(['shell', 'server'], 'hostname; id -un; exit 5\n');
    expect([shell.stdout, shell.status]).toEqual(['server\nadmin\n', 5]);
    const wrong = await command(['shell', 'nobody']);
    expect(wrong.stderr).toContain('No machine "nobody" runs. There are: ');
    expect((await command(['down'])).stdout).toContain('Down.');
    expect((await command(['shell', 'server'])).status).toBe(1);
  }, 600_000);

  test('a page that failed under --keep tells why, leaves its machines for a look, and goes down', async () => {
    const child = startLab(content, ['run', 'faults/exit', '--keep']);
    const said = listen(child);
    await Promise.race([
      until('the machines stay', 120_000, async () => said().includes('The machines stay')),
      ended(child),
    ]);
    expect(said()).toContain('Exit status 1, expected 0.\n\nIt said:\n  it went wrong\n');
    expect(said()).toContain('The machines stay (server): npm run lab -- shell MACHINE. End with: npm run lab -- down');
    expect((await command(['shell', 'server'], 'hostname\n')).stdout).toBe('server\n');
    expect((await command(['down'])).stdout).toContain('Down.');
    await ended(child);
    expect(await clean(child.pid ?? 0)).toMatchObject(nothing);
  }, 600_000);
});
