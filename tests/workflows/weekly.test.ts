/** What the weekly run of all guides leaves behind: a pull request, or an issue. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { newFolder, run, write } from './scripts.ts';

const env = { GH_REPO: 'owner/project', RUN_URL: 'https://example.org/run/1' };
const issues = 'repos/owner/project/issues';
const pulls = 'repos/owner/project/pulls';
const bot = { login: 'github-actions[bot]' };

describe('a run that passed', () => {
  let clone: string;
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: clone, encoding: 'utf8' }).trim();
  const proposed = (...args: string[]): string => git('--git-dir=../origin', ...args);

  beforeEach(() => {
    const folder = newFolder();
    clone = join(folder, 'clone');
    mkdirSync(clone);
    execFileSync('git', ['init', '--quiet', '--bare', join(folder, 'origin')]);
    git('init', '--quiet', '--initial-branch=main');
    git('remote', 'add', 'origin', '../origin');
    write(clone, {
      'content/guides/a.mdx': 'A page.',
      'content/guides/a.run.json': '{"date":"old"}',
      'content/guides/a/s1-1.webp': 'old picture',
      'content/guides/a/s2-1.webp': 'a picture that the page takes no more',
    });
    git('add', '--all');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '--quiet', '--message=first');
  });

  const collected = (files: Readonly<Record<string, string>> = {}): string => {
    const folder = newFolder();
    write(folder, {
      'content/guides/a.run.json': '{"date":"new"}',
      'content/guides/a/s1-1.webp': 'new picture',
      'report.md': 'One page passed.',
      ...files,
    });
    return folder;
  };
  const propose = (folder: string, pullsOpen: readonly object[] = [], issuesOpen: readonly object[] = []) =>
    run('propose-evidence.mjs', {
      args: [folder],
      answers: { [pulls]: pullsOpen, [issues]: issuesOpen },
      env,
      cwd: clone,
    });

  test('becomes a pull request with its evidence', () => {
    const { changes, output, status } = propose(collected());
    expect(status, output).toBe(0);
    expect(changes).toMatchObject([{ method: 'POST', path: pulls, fields: { head: 'guides-weekly', base: 'main' } }]);
    expect(changes[0]?.fields.body).toContain('One page passed.');
    expect(proposed('diff', '--name-status', 'guides-weekly~', 'guides-weekly').split('\n')).toEqual([
      'M\tcontent/guides/a.run.json',
      'M\tcontent/guides/a/s1-1.webp',
      'D\tcontent/guides/a/s2-1.webp',
    ]);
  });

  test('changes nothing but evidence', () => {
    propose(collected({ 'content/guides/a.mdx': 'Another page.', 'content/new.ts': 'code()' }));
    expect(proposed('show', 'guides-weekly:content/guides/a.mdx')).toBe('A page.');
    expect(proposed('ls-tree', '-r', '--name-only', 'guides-weekly')).not.toContain('new.ts');
  });

  test('renews the pull request that is open', () => {
    propose(collected());
    git('checkout', '--quiet', 'HEAD~');
    const { changes } = propose(collected({ 'content/guides/a.run.json': '{"date":"newer"}' }), [{ number: 9 }]);
    expect(changes).toMatchObject([{ method: 'PATCH', path: `${pulls}/9` }]);
    expect(proposed('show', 'guides-weekly:content/guides/a.run.json')).toBe('{"date":"newer"}');
  });

  test('closes the issue about an earlier failure', () => {
    const { changes } = propose(collected(), [], [{ number: 4, user: bot }]);
    expect(changes).toContainEqual({ method: 'PATCH', path: `${issues}/4`, fields: { state: 'closed' } });
  });

  test('without evidence changes nothing, and says so', () => {
    const folder = newFolder();
    write(folder, { 'content/readme.md': '' });
    const { status, output, changes } = propose(folder);
    expect(status).toBe(1);
    expect(output).toContain('The run left no evidence');
    expect(changes).toEqual([]);
    expect(git('status', '--porcelain')).toBe('');
  });
});

describe('a run in which a page failed', () => {
  const report = (files: Readonly<Record<string, string>>, open: readonly object[]) => {
    const folder = newFolder();
    write(folder, files);
    return run('report-guides.mjs', { args: [folder], answers: { [issues]: open }, env });
  };

  test('becomes an issue with its report', () => {
    const { changes } = report({ 'report.md': 'guides/prosody/install failed at line 12' }, []);
    expect(changes).toMatchObject([{ method: 'POST', path: issues, fields: { labels: ['guides-weekly'] } }]);
    expect(changes[0]?.fields.body).toContain('failed at line 12');
    expect(changes[0]?.fields.body).toContain(env.RUN_URL);
  });

  test('renews the open issue of the workflow, not that of a person who used its label', () => {
    const { changes } = report({ 'report.md': 'It failed.' }, [
      { number: 3, user: { login: 'somebody' } },
      { number: 4, user: bot, pull_request: {} },
      { number: 5, user: bot },
    ]);
    expect(changes).toMatchObject([{ method: 'PATCH', path: `${issues}/5` }]);
  });

  test('is told even when it left no report', () => {
    const { changes } = report({}, []);
    expect(changes[0]?.fields.body).toContain('It left no report.');
  });
});
