/** A run that is divided among computers, as the weekly workflow does it: here one after the other, each on its own copy. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/lab/process.ts';
import { parseEvidence } from '../../src/lesson/index.ts';
import { cli, copyPages, forget, runLab, whyNot } from './lab.ts';

const reason = await whyNot();

/** Only the pages of this chain, so that no other page is missing from the reports. */
async function copyChain(): Promise<string> {
  const content = await copyPages();
  for (const folder of await readdir(content))
    if (folder !== 'chain') await rm(join(content, folder), { recursive: true });
  return content;
}

const names = ['first', 'left', 'last', 'right'];

describe.skipIf(reason)('a run in two shards', () => {
  let into: string;
  const shards: string[] = [];
  beforeAll(async () => {
    into = await copyChain();
  });
  afterAll(async () => {
    for (const content of [into, ...shards]) await forget(content);
  });

  const ranIn = async (index: number): Promise<readonly string[]> => {
    const content = await copyChain();
    shards.push(content);
    // Reports beside the pages, as a workflow uploads them.
    const lab = await runLab(content, ['--cold', '--shard', `${index}/2`, '--junit', join(content, '..', 'shard.xml')]);
    expect(lab.status, lab.text).toBe(0);
    return [...lab.pages.keys()];
  };

  test('does each run of a page in one of them, and collects into the same evidence as a whole run', async () => {
    const first = await ranIn(1);
    const second = await ranIn(2);
    // What both come after is run, and reported, by both.
    expect(new Set([...first, ...second])).toEqual(
      new Set(names.flatMap((name) => [`chain/${name}`, `chain/${name}@reader`])),
    );
    const folders = shards.map((content) => join(content, '..'));
    const report = join(into, '..', 'report.md');
    const done = await run(process.execPath, [cli, 'collect', '--into', into, '--report', report, ...folders]);
    expect(done.status, done.stdout + done.stderr).toBe(0);
    expect(await readFile(report, 'utf8')).toContain('0 failed');
    for (const file of names.flatMap((name) => [`${name}.run.json`, `${name}.reader.run.json`])) {
      const evidence = parseEvidence(await readFile(join(into, 'chain', file), 'utf8'));
      expect(evidence).toMatchObject({ kind: 'guide', status: 'passed', cold: true });
    }
    const check = await run(process.execPath, [cli, '--content', into, 'check']);
    expect(check.status, check.stdout + check.stderr).toBe(0);
  }, 900_000);
});
