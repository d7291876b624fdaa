import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageSlug, parseEvidence } from '../../src/lesson/index.ts';
import { copyPages, forget, type LabRun, runLab, type StepSummary, stepsOf, whyNot } from './lab.ts';

const reason = await whyNot();

/** Kernel and load decide the numbers, how long the runner waits among them; the words are what counts. */
const plain = (text: string | undefined): string => (text ?? '').replace(/\d+(\.\d+)? s\b/g, 'N s');

describe.skipIf(reason)('what goes wrong on a machine has a clear result', () => {
  let content: string;
  let lab: LabRun;
  beforeAll(async () => {
    content = await copyPages();
    lab = await runLab(content, ['faults', '--memory', '3']);
  }, 1_800_000);
  afterAll(() => forget(content));

  const step = (slug: string): StepSummary => {
    const [first] = stepsOf(lab, `faults/${slug}`);
    if (!first) throw new Error(`${slug} has no result:\n${lab.text}`);
    return first;
  };

  test("every page has one of three results, the same on the reader's path, and one that failed fails the run", () => {
    expect(lab.status).toBe(1);
    const results = [...lab.pages].map(([slug, { status }]) => [slug.replace('faults/', ''), status] as const);
    const ofRuns = (are: (slug: string) => boolean): Record<string, string> =>
      Object.fromEntries(results.filter(([slug]) => are(slug)).map(([slug, status]) => [pageSlug(slug), status]));
    const whole = ofRuns((slug) => !slug.endsWith('@reader'));
    expect(ofRuns((slug) => slug.endsWith('@reader'))).toEqual(whole);
    expect(whole).toEqual({
      'after-failure': 'skipped',
      again: 'failed',
      disk: 'failed',
      download: 'skipped',
      endless: 'passed',
      exit: 'failed',
      hang: 'failed',
      init: 'failed',
      memory: 'failed',
      network: 'failed',
      off: 'failed',
      output: 'failed',
      prompt: 'failed',
    });
  });

  test('a command that fails', () => {
    expect(step('exit')).toMatchObject({
      exit: 1,
      failure: { what: 'Exit status 1, expected 0.', output: 'it went wrong' },
    });
  });

  test('of tries, the last whole one is told, and not the one that the end of time cut off', () => {
    const { failure, output } = step('again');
    expect(plain(failure?.what)).toBe('The output is not what the page says. (tried again for N s)');
    expect(output).toContain('wrong');
  });

  test('a command that hangs is stopped with all that it started', () => {
    expect(plain(step('hang').failure?.what)).toBe('It did not end within N s and was stopped.');
  });

  test('a command that asks is told from one that hangs', () => {
    expect(plain(step('prompt').failure?.what)).toBe(
      'It did not end within N s and was stopped. It waits for input at "Password:": write answers="..." in the fence.',
    );
  });

  test('of 100 MB of output the ends are kept', async () => {
    const evidence = parseEvidence(await readFile(join(content, 'faults/endless.run.json'), 'utf8'));
    const output = evidence.kind === 'guide' ? (evidence.steps[0]?.output ?? '') : '';
    expect(output.length).toBeLessThan(20_000);
    expect(output).toMatch(/^a line of thirty characters/);
    expect(output).toContain('characters left out');
  });

  test('a full disk is the machine’s, not the computer’s', () => {
    expect(step('disk').failure?.output).toContain('No space left on device');
  });

  test('a command that eats all memory is killed, and nobody else', () => {
    expect(step('memory').failure?.what).toBe(
      'Exit status 137 (killed: the machines may be out of memory), expected 0.',
    );
  });

  test('a machine that goes down, or whose init is killed, is named', () => {
    expect(step('off').failure?.what).toBe('The machine server went down and did not come up again.');
    expect(step('init').failure?.what).toBe('The machine server went down and did not come up again.');
  });

  test('a machine without a network fails its own page only', () => {
    expect(step('network').failure?.what).toMatch(/^Exit status 9, expected 0\.$/);
    expect(lab.pages.get('faults/endless')?.status).toBe('passed');
  });

  test('a download that is missing is a skip with what to do', () => {
    expect(lab.pages.get('faults/download')?.reason).toMatch(
      /^https:\/\/downloads\.example\.org\/nothing\.deb could not be downloaded \(.+\), and the artifact folder has no file in its place\. Put one at downloads\.example\.org\/nothing\.deb in that folder/,
    );
    expect(lab.text).toContain(
      'skip faults/download: https://downloads.example.org/nothing.deb could not be downloaded',
    );
  });

  test('a page after one that failed is skipped, and says after which', () => {
    expect(lab.pages.get('faults/after-failure')?.reason).toBe('the page before it, faults/exit, failed');
  });

  test('the report of a failure names page and line, shows the command, expected against real, and the logs', async () => {
    const start = lab.text.indexOf('FAILED faults/output\n');
    const report = lab.text.slice(start, lab.text.indexOf('Last lines of journal of server:', start));
    await expect(report).toMatchFileSnapshot('golden/output-report.txt');
  });

  test('--update writes the real output into the page, keeps its wildcards, and passes', async () => {
    const updated = await runLab(content, ['faults/output', '--update']);
    expect(updated.status, updated.text).toBe(0);
    expect(updated.text).toContain('content/faults/output.mdx: 1 outputs rewritten');
    const page = await readFile(join(content, 'faults/output.mdx'), 'utf8');
    expect(page).toContain('```text output\n1\n2\n3\n...\n```');
    const again = await runLab(content, ['faults/output']);
    expect(again.status, again.text).toBe(0);
  }, 600_000);
});
