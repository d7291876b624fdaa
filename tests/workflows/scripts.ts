/** Runs a workflow's script as GitHub would, with a `gh` that answers from a table and notes what it was asked to change. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach } from 'vitest';

const scripts = join(import.meta.dirname, '../../.github/scripts');

/** Answers of GitHub's REST API, by path without its query. Lists are one page. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Change {
  readonly method: string;
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  readonly status: number | null;
  readonly output: string;
  /** Calls that were not GET, in their order. */
  readonly changes: readonly Change[];
}

const fakeGh = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
if (args[0] !== 'api') process.exit(0);
const path = args.find((arg) => arg.startsWith('repos/'));
const method = args.includes('--method') ? args[args.indexOf('--method') + 1] : 'GET';
if (method === 'GET') {
  const answers = JSON.parse(readFileSync(join(__dirname, 'answers.json'), 'utf8'));
  const answer = answers[path.split('?')[0]];
  if (answer === undefined) { console.error('gh: Not Found (HTTP 404)'); process.exit(1); }
  console.log(JSON.stringify(args.includes('--slurp') ? [answer] : answer));
} else {
  const fields = JSON.parse(readFileSync(0, 'utf8'));
  appendFileSync(join(__dirname, 'changes'), JSON.stringify({ method, path, fields }) + '\\n');
  console.log('{}');
}
`;

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stanzabox-workflows-'));
  folders.push(folder);
  return folder;
}

/** Writes files, given by their paths below `folder`. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A command in the PATH that does what `text`, a script, says. @returns the folder that holds it */
export function command(name: string, text: string): string {
  const folder = newFolder();
  writeFileSync(join(folder, name), text);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

export interface Run {
  readonly args: readonly string[];
  readonly answers?: Answers;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Folders of other commands. */
  readonly commands?: readonly string[];
}

export function run(script: string, { args, answers = {}, env = {}, cwd, commands = [] }: Run): Outcome {
  const gh = command('gh', fakeGh);
  writeFileSync(join(gh, 'answers.json'), JSON.stringify(answers));
  const { status, stdout, stderr } = spawnSync(join(scripts, script), args, {
    encoding: 'utf8',
    cwd,
    env: { ...process.env, ...env, PATH: [gh, ...commands, process.env.PATH].join(delimiter) },
  });
  const log = join(gh, 'changes');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  return { status, output: stdout + stderr, changes: lines.map((line) => JSON.parse(line) as Change) };
}
