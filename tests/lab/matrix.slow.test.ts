/** Recipes against a server on a machine, as people start them: by the command line. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/lab/process.ts';
import { parseEvidence, type RecipeEvidence } from '../../src/lesson/index.ts';
import { cli, copyPages, forget, whyNot } from './lab.ts';

const reason = await whyNot();

describe.skipIf(reason)('the matrix', () => {
  let content: string;
  let text = '';
  let status = 0;
  let evidence: RecipeEvidence;
  const evidenceFile = (): string => join(content, 'recipes', 'version.run.json');

  beforeAll(async () => {
    content = await copyPages();
    // What another server answered before.
    const old = { server: 'ejabberd', version: '1', hash: 'a'.repeat(64), duration: 1, status: 'passed', steps: [] };
    const before = { kind: 'recipe', format: 1, page: 'recipes/version' };
    await writeFile(evidenceFile(), JSON.stringify({ ...before, results: [{ ...old, date: '2026-01-02T03:04:05Z' }] }));
    const done = await run(process.execPath, [cli, '--content', content, 'matrix', 'version']);
    text = done.stdout + done.stderr;
    status = done.status;
    const found = parseEvidence(await readFile(evidenceFile(), 'utf8'));
    if (found.kind !== 'recipe') throw new Error('not the evidence of a recipe');
    evidence = found;
  }, 900_000);
  afterAll(() => forget(content));

  test('a server whose guide is not there is skipped with its reason, and its old result keeps its old date', () => {
    expect(text).toContain('SKIPPED ejabberd: its guide, guides/ejabberd/first-message, does not exist.');
    expect(text).toContain('SKIPPED openfire:');
    const old = evidence.results.find(({ server }) => server === 'ejabberd');
    expect(old?.date).toBe('2026-01-02T03:04:05Z');
  });

  test('every reply of the others is recorded, in the names of the recipe, with the version that the server tells', () => {
    const result = evidence.results.find(({ server }) => server === 'prosody');
    expect(result?.version, text).toMatch(/^\d+\.\d+\.\d+$/);
    expect(result?.steps.map((step) => step.status)).toEqual([
      ...['passed', 'passed', 'failed'],
      ...['passed', 'passed', 'passed'],
    ]);
    const [reply] = result?.steps[1]?.received ?? [];
    expect(reply).toContain('romeo@montague.example/orchard');
    expect(JSON.stringify(result)).not.toMatch(/example\.com|127\.0\.0\.1/);
    expect(result?.steps.at(-1)?.received.join()).toContain('From another server');
  });

  test('a reply that did not come is told, and fails the run until a sentence explains it', async () => {
    expect(text).toContain('line 18 (s3): romeo: nothing like it came within 1000 ms');
    expect(status).toBe(1);
  });
});
