/** Drills on real machines: the check fails before the fix, holds after it, and no wrong fix helps. Otherwise the run fails. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseEvidence } from '../../src/lesson/index.ts';
import { copyPages, forget, type LabRun, runLab, stepsOf, whyNot } from './lab.ts';

const reason = await whyNot();

describe.skipIf(reason)('a drill on machines', () => {
  let content: string;
  let lab: LabRun;
  beforeAll(async () => {
    content = await copyPages();
    lab = await runLab(content, ['drills']);
  }, 900_000);
  afterAll(() => forget(content));

  const saw = (slug: string): unknown[] =>
    stepsOf(lab, slug).map(({ step, status, exit, output }) => [step.id, status, exit, output?.trim()]);
  const why = (slug: string): string | undefined => stepsOf(lab, slug).find(({ failure }) => failure)?.failure?.what;

  test('sees the check fail, is fixed, and sees it hold', () => {
    expect(saw('drills/proven')).toEqual([
      ['s2', 'passed', 0, ''],
      ['s1-before', 'passed', 1, 'no'],
      ['s3', 'passed', 0, 'no'],
      ['s6', 'passed', 0, ''],
      ['s1', 'passed', 0, 'yes\r\nyes'],
    ]);
  });

  test('tries a check that must fail for all its time', () => {
    const [, before] = stepsOf(lab, 'drills/proven');
    expect(before?.milliseconds).toBeGreaterThanOrEqual(3000);
  });

  test('tries each wrong fix on machines of its own, with the same fault', async () => {
    expect(saw('drills/proven@wrong1')).toEqual([
      ['s2', 'passed', 0, ''],
      ['s4', 'passed', 0, ''],
      ['s1', 'passed', 1, 'no, and again no'],
    ]);
    // Nothing of the first one is there.
    expect(saw('drills/proven@wrong2').at(-1)).toEqual(['s1', 'passed', 1, 'no']);
    const evidence = parseEvidence(await readFile(join(content, 'drills/proven.wrong2.run.json'), 'utf8'));
    expect(evidence).toMatchObject({ page: 'drills/proven@wrong2', status: 'passed' });
  });

  test('fails where a wrong fix helps', () => {
    expect(lab.pages.get('drills/helps')?.status).toBe('passed');
    expect(lab.pages.get('drills/helps@wrong1')?.status).toBe('passed');
    expect(lab.pages.get('drills/helps@wrong2')?.status).toBe('failed');
    expect(why('drills/helps@wrong2')).toMatch(/^The check held after .* s, but nothing that fixes the fault was done/);
  });

  test('fails where the fault goes away by itself, also after a while', () => {
    for (const run of ['drills/passing', 'drills/passing@wrong1', 'drills/passing@wrong2'])
      expect(why(run)).toMatch(/^The check held after /);
    expect(lab.status).toBe(1);
  });
});
