/** Which recipes a pull request runs: those whose pages it changes. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as anyTest, beforeEach, expect } from 'vitest';
import { command, newFolder, run, write } from './scripts.ts';

// The script needs a bash newer than the one of macOS; it runs on GitHub's Linux runners.
const test = anyTest.skipIf(process.platform !== 'linux');

let clone: string;
let base: string;
const git = (...args: string[]): string => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
const commit = (): void => {
  git('add', '--all');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message=change');
};

beforeEach(() => {
  clone = newFolder();
  git('init', '--quiet');
  write(clone, { 'content/recipes/a.mdx': 'A', 'content/recipes/b.mdx': 'B', 'content/recipes/c.mdx': 'C' });
  commit();
  base = git('rev-parse', 'HEAD');
});

const runChanged = () =>
  run('run-changed-recipes.sh', {
    args: ['result'],
    env: { BASE: base, NUMBER: '7' },
    cwd: clone,
    commands: [command('npm', '#!/bin/sh\nprintf "%s\\n" "$@"\n')],
  });
const left = (name: string): string => readFileSync(join(clone, 'result', name), 'utf8').trim();

test('runs the pages that are changed or new, not the ones that are gone', () => {
  write(clone, { 'content/recipes/a.mdx': 'A2', 'content/recipes/d e.mdx': 'D' });
  rmSync(join(clone, 'content/recipes/b.mdx'));
  commit();
  const { status, output } = runChanged();
  expect(status).toBe(0);
  expect(output.trim().split('\n').slice(-2)).toEqual(['content/recipes/a.mdx', 'content/recipes/d e.mdx']);
  expect(left('number')).toBe('7');
});

test('runs nothing when only evidence is changed, and says so', () => {
  write(clone, { 'content/recipes/a.run.json': '{}' });
  commit();
  const { status, output } = runChanged();
  expect(status).toBe(0);
  expect(output).toBe('');
  expect(left('comment.md')).toContain('No recipe page is changed');
});
