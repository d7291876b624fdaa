// What the scripts of the workflows share: GitHub through `gh`, which takes its token from GH_TOKEN.
import { execFileSync } from 'node:child_process';

/** What workflows sign with when they use their own token. */
export const bot = 'github-actions[bot]';

/** GitHub refuses bodies of more than 65 536 characters. */
const bodyLimit = 60_000;

/** @param {string} message @returns {never} */
export function giveUp(message) {
  console.error(message);
  process.exit(1);
}

/** @param {string} name of an environment variable @returns {string} */
export const required = (name) => process.env[name] || giveUp(`The variable ${name} is not set. The workflow sets it.`);

/** @param {string[]} args @param {string} [input] @returns {string} what `gh` printed */
export const gh = (args, input) =>
  execFileSync('gh', args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'inherit'], maxBuffer: 64 * 2 ** 20 });

/**
 * One call of GitHub's REST API.
 * @param {'GET' | 'POST' | 'PATCH'} method
 * @param {string} path
 * @param {object} [fields] sent as JSON
 */
export const api = (method, path, fields) =>
  JSON.parse(
    gh(
      ['api', '--method', method, path, ...(fields ? ['--input', '-'] : [])],
      fields ? JSON.stringify(fields) : undefined,
    ),
  );

/**
 * All pages of a list.
 * @param {string} path
 * @returns {any[]} as GitHub's documentation of REST describes them
 */
export const list = (path) => JSON.parse(gh(['api', '--paginate', '--slurp', path])).flat();

/** A body that GitHub takes, cut at a line's end where it is too long. @param {string} text */
export function fitBody(text) {
  if (text.length <= bodyLimit) return text;
  const head = text.slice(0, bodyLimit);
  return `${head.slice(0, head.lastIndexOf('\n') + 1 || bodyLimit)}\n(Cut here. The workflow's log has the rest.)\n`;
}
