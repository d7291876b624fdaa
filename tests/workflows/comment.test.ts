/** The comment under a pull request: it goes to the one whose head was run, and nowhere else. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Answers, newFolder, type Outcome, run, write } from './scripts.ts';

const sha = 'a'.repeat(40);
const env = {
  GH_REPO: 'owner/project',
  HEAD_SHA: sha,
  HEAD_REPOSITORY: 'somebody/project',
  RUN_URL: 'https://example.org/run/1',
};
const head = { sha, repo: { full_name: 'somebody/project' } };
const marker = '<!-- stanzabox: recipes -->';

const github = (pull: object, comments: readonly object[] = []): Answers => ({
  'repos/owner/project/pulls/7': { head: pull },
  'repos/owner/project/issues/7/comments': comments,
});

function comment(files: Readonly<Record<string, string>>, answers: Answers): Outcome {
  const folder = newFolder();
  write(folder, files);
  return run('comment-on-recipes.mjs', { args: [folder], answers, env });
}

const good = { number: '7\n', 'comment.md': '| block | passed |\n' };

test('comments under the pull request whose head was run', () => {
  const { status, changes } = comment(good, github(head));
  expect(status).toBe(0);
  expect(changes).toEqual([
    {
      method: 'POST',
      path: 'repos/owner/project/issues/7/comments',
      fields: { body: `${marker}\n### Recipes in this change\n\n| block | passed |\n` },
    },
  ]);
});

test('renews its own comment, and no other', () => {
  const { changes } = comment(
    good,
    github(head, [
      { id: 1, user: { login: 'github-actions[bot]' }, body: 'of another workflow' },
      { id: 2, user: { login: 'somebody' }, body: `${marker} of somebody who copied the marker` },
      { id: 3, user: { login: 'github-actions[bot]' }, body: `${marker}\nof an earlier run` },
    ]),
  );
  expect(changes).toMatchObject([{ method: 'PATCH', path: 'repos/owner/project/issues/comments/3' }]);
});

test.each([
  ['another commit', { ...head, sha: 'b'.repeat(40) }],
  ['the same commit in another repository', { ...head, repo: { full_name: 'owner/project' } }],
  ['a fork that was deleted', { ...head, repo: null }],
])('refuses a pull request with %s as its head', (_, other) => {
  const { status, output, changes } = comment(good, github(other));
  expect(status).toBe(1);
  expect(output).toContain('Pull request 7 does not have the head that was run');
  expect(changes).toEqual([]);
});

test.each(['7; echo', '../8', '-7', '0', '7\n8', '', '99999999999'])('refuses "%s" as a number', (number) => {
  const { status, output, changes } = comment({ ...good, number }, github(head));
  expect(status).toBe(1);
  expect(output).toContain('not the number of a pull request');
  expect(changes).toEqual([]);
});

test('says where to look when the run left nothing', () => {
  const { status, output, changes } = run('comment-on-recipes.mjs', { args: [join(newFolder(), 'none')], env });
  expect(status).toBe(1);
  expect(output).toContain(env.RUN_URL);
  expect(changes).toEqual([]);
});

test('tells the author when the recipes could not be run', () => {
  const { changes } = comment({ number: '7' }, github(head));
  expect(changes[0]?.fields.body).toContain('could not be run');
});

test('publishes no file that a link leads to', () => {
  const folder = newFolder();
  const secret = join(newFolder(), 'secret');
  writeFileSync(secret, 'of this machine');
  write(folder, { number: '7' });
  symlinkSync(secret, join(folder, 'comment.md'));
  const { changes } = run('comment-on-recipes.mjs', { args: [folder], answers: github(head), env });
  expect(changes[0]?.fields.body).not.toContain('of this machine');
});

test('cuts a text that GitHub would refuse', () => {
  const { changes } = comment({ ...good, 'comment.md': 'a line of a table\n'.repeat(10_000) }, github(head));
  const body = String(changes[0]?.fields.body);
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain('Cut here.');
});
