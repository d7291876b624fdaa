#!/usr/bin/env node
// Opens a pull request with the evidence that a weekly run left, or renews the one that is open, and closes the issue about
// an earlier failure.
// Usage: propose-evidence.mjs FOLDER, which holds `content/` and `report.md`. Works in the clone that it is started in.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { api, bot, fitBody, gh, giveUp, list, required } from './github.mjs';
import { openReport } from './weekly.mjs';

const branch = 'guides-weekly';
const title = 'Evidence of a weekly run from the cold';
/** Nothing else is taken from the run: no page and no code. */
const evidence = /\.(run\.json|webp)$/;

const folder = process.argv[2] ?? giveUp('Name the folder that holds "content" and "report.md".');
const repository = required('GH_REPO');
const runUrl = required('RUN_URL');

/** @param {string[]} args */
const git = (...args) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/** Paths of all evidence below `content/`. @param {string} root @returns {string[]} */
const evidenceIn = (root) =>
  readdirSync(join(root, 'content'), { recursive: true, withFileTypes: true })
    // A link is not a file here.
    .filter((entry) => entry.isFile() && evidence.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

if (!existsSync(join(folder, 'content'))) giveUp(`The run left no evidence. Its log says why: ${runUrl}`);
const fresh = evidenceIn(folder);
if (fresh.length === 0) giveUp(`The run left no evidence. Its log says why: ${runUrl}`);
// A picture that a page no longer takes goes too.
for (const path of evidenceIn('.')) rmSync(path);
for (const path of fresh) {
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(join(folder, path), path);
}

git('add', '--all', '--', 'content');
if (git('diff', '--cached', '--name-only') === '') {
  console.log('The evidence is the same as in main. Nothing to propose.');
} else {
  git('config', 'user.name', bot);
  git('config', 'user.email', '41898282+github-actions[bot]@users.noreply.github.com');
  git('commit', '--quiet', '--message', `${title}\n\n${runUrl}`);
  gh(['auth', 'setup-git']);
  git('push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);

  const report = join(folder, 'report.md');
  const body = fitBody(
    `Every guide ran from the cold: ${runUrl}\n\nGitHub starts no tests for a pull request of a workflow. ` +
      `Close it and open it again to start them.\n\n${existsSync(report) ? readFileSync(report, 'utf8') : ''}`,
  );
  const owner = repository.split('/')[0];
  const [open] = list(`repos/${repository}/pulls?state=open&head=${owner}:${branch}`);
  if (open) api('PATCH', `repos/${repository}/pulls/${open.number}`, { title, body });
  else api('POST', `repos/${repository}/pulls`, { title, body, head: branch, base: 'main' });
}

const earlier = openReport(repository);
if (earlier) {
  const issue = `repos/${repository}/issues/${earlier.number}`;
  api('POST', `${issue}/comments`, { body: `All guides passed again: ${runUrl}` });
  api('PATCH', issue, { state: 'closed' });
}
