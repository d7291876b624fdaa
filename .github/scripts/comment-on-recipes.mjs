#!/usr/bin/env node
// Comments under the pull request whose head was run, and under no other: the number comes from a file that the pull
// request's own code could write, so the pull request must have the head that GitHub says was run.
// Usage: comment-on-recipes.mjs FOLDER, which holds `number` and `comment.md`.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api, bot, fitBody, giveUp, list, required } from './github.mjs';

/** Tells this workflow's comment from others of the same bot. */
const marker = '<!-- stanzabox: recipes -->';

const folder = process.argv[2] ?? giveUp('Name the folder that holds "number" and "comment.md".');
const repository = required('GH_REPO');
const head = { sha: required('HEAD_SHA'), repository: required('HEAD_REPOSITORY') };
const runUrl = required('RUN_URL');

/** A regular file's text, or nothing. A link could lead to files of this machine. @param {string} name */
function read(name) {
  const path = join(folder, name);
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined;
}

const number = read('number')?.trim();
if (number === undefined)
  giveUp(`The run left no pull request's number, so there is nowhere to comment. Its log says why: ${runUrl}`);
if (!/^[1-9][0-9]{0,9}$/.test(number)) giveUp('What the run left as a number is not the number of a pull request.');

const pull = api('GET', `repos/${repository}/pulls/${number}`);
// A fork that was deleted has no repository.
if (pull.head.sha !== head.sha || pull.head.repo?.full_name !== head.repository)
  giveUp(
    `Pull request ${number} does not have the head that was run (${head.sha} of ${head.repository}): ` +
      'either it has moved on, and a newer run will comment, or the number is not its own.',
  );

const results = read('comment.md')?.trim();
const body = fitBody(
  `${marker}\n### Recipes in this change\n\n${
    results || `The recipes of this change could not be run. [The log of the workflow "Recipes"](${runUrl}) says why.`
  }\n`,
);

const own = list(`repos/${repository}/issues/${number}/comments?per_page=100`).find(
  (comment) => comment.user?.login === bot && comment.body.startsWith(marker),
);
if (own) api('PATCH', `repos/${repository}/issues/comments/${own.id}`, { body });
else api('POST', `repos/${repository}/issues/${number}/comments`, { body });
