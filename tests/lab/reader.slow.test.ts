/** The reader's path on real machines, beside the whole run of the same page. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/lab/process.ts';
import { parseEvidence } from '../../src/lesson/index.ts';
import { cli, copyPages, forget, type LabRun, runLab, stepsOf, whyNot } from './lab.ts';

const reason = await whyNot();

describe.skipIf(reason)("the reader's path", () => {
  let content: string;
  let lab: LabRun;
  beforeAll(async () => {
    content = await copyPages();
    lab = await runLab(content, ['reader', '--update']);
  }, 900_000);
  afterAll(() => forget(content));

  const ids = (slug: string): string[] => stepsOf(lab, slug).map(({ step }) => step.id);
  const outputs = (slug: string): (string | undefined)[] =>
    stepsOf(lab, slug).map(({ output }) => output?.replaceAll('\r', ''));

  test('all runs pass, each with evidence of its own', async () => {
    expect(lab.status, lab.text).toBe(0);
    const left = (await readdir(join(content, 'reader'))).filter((name) => name.endsWith('.run.json')).sort();
    expect(left).toEqual([
      'ejabberd.reader.run.json',
      'ejabberd.run.json',
      'files.reader.run.json',
      'files.run.json',
      'prosody.reader.run.json',
      'prosody.run.json',
      'two.ejabberd.reader.run.json',
      'two.ejabberd.run.json',
      'two.prosody.reader.run.json',
      'two.prosody.run.json',
    ]);
  });

  test('leaves out drills and folded checks, and keeps what the lab does for somebody else', () => {
    const whole = ids('reader/files');
    expect(whole).toHaveLength(16);
    // s7 to s9 are a drill, a check that holds only because of it, and its end.
    expect(ids('reader/files@reader')).toEqual(whole.filter((id) => !['s7', 's8', 's9'].includes(id)));
    const last = (slug: string): string | undefined => outputs(slug).at(-1)?.trim();
    expect([last('reader/files'), last('reader/files@reader')]).toEqual(['of-the-whole-run', '']);
  });

  test('writes files and changes with the command that readers copy, to the same owner, mode and content', () => {
    const typed = stepsOf(lab, 'reader/files@reader').filter(({ step }) => ['file', 'patch'].includes(step.kind));
    expect(typed.map(({ exit }) => exit)).toEqual(typed.map(() => 0));
    const state = (slug: string): string | undefined => outputs(slug).at(-3);
    expect(state('reader/files@reader')).toBe(state('reader/files'));
    expect(state('reader/files')).toContain('-rw-r----- root:adm 6 etc/rights');
  });

  test("starts from the reader's path of the page before it, of each server its own", () => {
    const runs = ['two@prosody', 'two@prosody.reader', 'two@ejabberd', 'two@ejabberd.reader'].map((run) => [
      ids(`reader/${run}`),
      outputs(`reader/${run}`).at(-2)?.trim(),
    ]);
    expect(runs).toEqual([
      [['s1', 's3', 's4'], 'prosody\nof the whole run'],
      [['s1', 's3', 's4'], 'prosody'],
      [['s2', 's3', 's4'], 'ejabberd'],
      [['s2', 's3', 's4'], 'ejabberd'],
    ]);
  });

  test('is compared with what --update wrote, and all evidence is about the page as it is now', async () => {
    expect(await readFile(join(content, 'reader/two.mdx'), 'utf8')).toContain('```text output\nthe same\n```');
    expect(lab.text.match(/outputs rewritten/g)).toHaveLength(1);
    const evidence = parseEvidence(await readFile(join(content, 'reader/two.ejabberd.reader.run.json'), 'utf8'));
    expect(evidence).toMatchObject({ page: 'reader/two@ejabberd.reader', status: 'passed' });
    const check = await run(process.execPath, [cli, '--content', content, 'check', 'reader']);
    expect(check.status, check.stdout + check.stderr).toBe(0);
  });
});
