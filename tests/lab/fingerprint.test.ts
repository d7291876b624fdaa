import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprintOf, runnerFingerprint } from '../../src/lab/run/fingerprint.ts';

const of = (text: string, path = 'src/lab/steps/shell.ts'): string => fingerprintOf(new Map([[path, text]]));
const program = `/** Waits. */
export const wait = (seconds: number): string => \`sleep \${seconds}\`;
`;

test('comments, types and layout do not count', () => {
  const same = `import type { A } from './a.ts';
// Another comment.

export const wait = (
  seconds: 1 | 2, // why
): string =>
    \`sleep \${seconds}\`;
`;
  expect(of(same)).toBe(of(program));
  expect(of(program)).toMatch(/^[0-9a-f]{12}$/);
});

test('what a program does, its texts to the letter, and its place count', () => {
  const others = [program.replace('sleep ', 'sleep  '), program.replace('sleep', 'wait'), `${program}wait(1);\n`];
  for (const other of others) expect(of(other)).not.toBe(of(program));
  expect(of(program, 'src/lab/steps/file.ts')).not.toBe(of(program));
});

test('the order in which the files are found does not count', () => {
  const files = [['a.ts', 'export const a = 1;'] as const, ['b.ts', 'export const b = 2;'] as const];
  expect(fingerprintOf(new Map(files))).toBe(fingerprintOf(new Map(files.toReversed())));
});

test("a change of the parser or of a kind of step is another runner, one of the site, of the lab's commands or of what the runner never asks for is not", async () => {
  const project = resolve(import.meta.dirname, '../..');
  const copy = await mkdtemp(join(tmpdir(), 'fingerprint-test-'));
  try {
    for (const folder of ['src/content', 'src/lab', 'src/lesson', 'playground'])
      await cp(join(project, folder), join(copy, folder), { recursive: true });
    const first = await runnerFingerprint(copy);
    expect(first).toBe(await runnerFingerprint(project));
    const append = async (file: string) =>
      writeFile(join(copy, file), `${await readFile(join(copy, file), 'utf8')}\nexport const extra = 1;\n`);
    for (const file of ['src/lab/commands/run.ts', 'playground/stanza/explain.ts', 'playground/stanza/index.ts']) {
      await append(file);
      expect(await runnerFingerprint(copy), file).toBe(first);
    }
    await append('src/lesson/read.ts');
    const second = await runnerFingerprint(copy);
    expect(second).not.toBe(first);
    await append('src/lab/steps/shell.ts');
    const third = await runnerFingerprint(copy);
    expect(third).not.toBe(second);
    // Reached through two doors: the parser that reads a page, the connection that a step opens.
    await append('playground/stanza/scan.ts');
    const fourth = await runnerFingerprint(copy);
    expect(fourth).not.toBe(third);
    await append('playground/session/split-stream.ts');
    expect(await runnerFingerprint(copy)).not.toBe(fourth);
  } finally {
    await rm(copy, { recursive: true });
  }
});
