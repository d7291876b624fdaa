/** Pages that attack the computer they run on, and what is left on it afterwards. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pause } from '../../src/lab/process.ts';
import { screenLines } from '../../src/lesson/index.ts';
import { copyPages, forget, nothing, type PageSummary, startLab, type Traces, tracesOf, whyNot } from './lab.ts';

const reason = await whyNot();

/** The page `links` makes links to it; it exists on this computer, outside of all machines. */
const victim = '/tmp/stanzabox-hostile-victim';
/** The page `network` looks for it on this computer's loopback. */
const port = 47_123;
/** Settings of the kernel that a page tries to change. */
const settings = ['/proc/sys/kernel/core_pattern', '/proc/sys/vm/overcommit_memory', '/etc/os-release'];

interface Seen {
  readonly browserUsers: Set<string>;
  readonly withoutSandbox: Set<string>;
  /** Largest resident memory of the runner, in KiB. */
  runner: number;
}

/** One look at the processes of this computer. */
async function watch(seen: Seen): Promise<void> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (/^Name:\tchromium$/m.test(status) && command.includes('/run/browser-')) {
      seen.browserUsers.add(/^Uid:\t(\d+)/m.exec(status)?.[1] ?? '');
      if (command.includes('--no-sandbox')) seen.withoutSandbox.add(command);
    }
    if (command.includes('src/lab/inside.ts'))
      seen.runner = Math.max(seen.runner, Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
}

describe.skipIf(reason)('a page is code that runs as root, and stays in its machine', () => {
  let content: string;
  let server: Server;
  let asked = 0;
  let before: readonly string[];
  let linksBefore: readonly string[];
  let text = '';
  let traces: Traces;
  let pages: ReadonlyMap<string, PageSummary>;
  const seen: Seen = { browserUsers: new Set(), withoutSandbox: new Set(), runner: 0 };

  beforeAll(async () => {
    content = await copyPages();
    await writeFile(victim, 'untouched');
    before = await Promise.all(settings.map((file) => readFile(file, 'utf8')));
    linksBefore = (await tracesOf(0)).links;
    server = createServer((_, response) => {
      asked += 1;
      response.end('the loopback of this computer');
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const json = join(content, '..', 'results.json');
    // Enough for two pages that take all they may at once: they run side by side.
    const lab = startLab(content, ['run', 'hostile', '--memory', '8', '--json', json]);
    for (const stream of [lab.stdout, lab.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
    const ended = new Promise((resolve) => lab.once('close', resolve));
    let over = false;
    void ended.then(() => {
      over = true;
    });
    while (!over) {
      await watch(seen);
      await Promise.race([ended, pause(500)]);
    }
    traces = await tracesOf(lab.pid ?? 0);
    const results = JSON.parse(await readFile(json, 'utf8').catch(() => '[]')) as PageSummary[];
    pages = new Map(results.map((page) => [page.page.replace('hostile/', ''), page]));
  }, 2_400_000);

  afterAll(async () => {
    server.close();
    await rm(victim, { force: true });
    await forget(content);
  });

  /** Of the step that decides: the one that failed, or the last. */
  const told = (slug: string): string => {
    const page = pages.get(slug);
    if (!page) throw new Error(`${slug} has no result:\n${text}`);
    const failed = page.steps.find(({ status }) => status === 'failed');
    return failed?.failure?.what ?? page.reason ?? page.status;
  };

  test('nothing of it is left: no process, mount, control group or folder, and no network link that was not there', () => {
    expect(traces).toEqual({ ...nothing, links: linksBefore });
  });

  test('every attack has its own result', () => {
    const whole = [...pages].filter(([slug]) => !slug.endsWith('@reader'));
    expect(Object.fromEntries(whole.map(([slug, { status }]) => [slug, status]))).toEqual({
      'after-links': 'passed',
      browser: 'passed',
      cgroups: 'passed',
      console: 'passed',
      'endless-output': 'failed',
      escapes: 'failed',
      'fork-bomb': 'failed',
      'fork-bomb-left-behind': 'failed',
      inodes: 'failed',
      links: 'passed',
      'loopback-download': 'skipped',
      network: 'passed',
      programs: 'failed',
      'reboot-behind': 'passed',
      root: 'passed',
    });
  });

  test('processes that multiply end the step, with the reason', () => {
    const flooded =
      'It filled the machine with processes: server may have 2048 processes and threads. What it had started was stopped.';
    expect(told('fork-bomb')).toBe(flooded);
    expect(told('fork-bomb-left-behind')).toBe(flooded);
  });

  test('root in a machine changes nothing outside', async () => {
    expect(told('root')).toBe('passed');
    expect(await Promise.all(settings.map((file) => readFile(file, 'utf8')))).toEqual(before);
  });

  test('a link that a page made leads nobody to a file of this computer', async () => {
    expect(await readFile(victim, 'utf8')).toBe('untouched');
  });

  test("no way leads to this computer's loopback, not for a download either", () => {
    expect(told('network')).toBe('passed');
    expect(told('loopback-download')).toContain('127.0.0.1 is not an address on the public internet');
    expect(asked).toBe(0);
  });

  test('files without content fill the disk of the page', () => {
    expect(told('inodes')).toMatch(/^Exit status \d+, expected 0\.$/);
    expect(pages.get('inodes')?.steps[0]?.failure?.output).toContain('No space left on device');
  });

  test('what is printed for ever is cut, in the evidence and in the memory of the lab', async () => {
    expect(told('endless-output')).toMatch(/^It did not end within [\d.]+ s and was stopped\.$/);
    const evidence = await readFile(join(content, 'hostile/endless-output.run.json'), 'utf8');
    expect(evidence.length).toBeLessThan(30_000);
    // Node itself takes 200 MiB while it reads pages.
    expect(seen.runner).toBeLessThan(800 * 1024);
  });

  test('output gives no orders to the terminal, nor to those who read the evidence', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    const orders = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    expect(text.slice(text.indexOf('FAILED hostile/escapes'))).toContain('click red');
    expect(orders.exec(text)).toBeNull();
    const evidence = JSON.parse(await readFile(join(content, 'hostile/escapes.run.json'), 'utf8'));
    const output: string = evidence.steps[0].output;
    expect(screenLines(output).join('\n')).toBe(output);
    expect(output).toContain('fake');
    expect(orders.exec(output.replaceAll('\n', ''))).toBeNull();
  });

  test('programs of the machine that the lab calls may be anything: the step fails, and the lab goes on', () => {
    expect(told('programs')).toBe('There is no user admin on server.');
  });

  test('the browser is nobody on this computer, in its own sandbox where the system allows one', () => {
    expect(told('browser')).toBe('passed');
    expect([...seen.browserUsers]).toEqual(['1878982655']);
    expect([...seen.withoutSandbox]).toEqual([]);
  });
});
