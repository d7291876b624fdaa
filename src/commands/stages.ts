/** The stages of `npm test`, each of which says what passed, failed and was skipped, with why. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Count, countGuides, countPlaywright, countVitest, nothing, oneFailed } from './count.ts';
import { canRunLab, ensureChromium, ensureCommand } from './machine.ts';
import { buildSite, root } from './site.ts';

export interface Stage {
  readonly name: string;
  readonly run: () => Promise<Count>;
}

/** Runs a command with its output shown, and resolves to its exit status. */
function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** A tool that passes or fails as a whole. */
async function asOne(command: string, args: readonly string[]): Promise<Count> {
  if ((await run(command, args)) === 0) return { ...nothing, passed: 1 };
  return oneFailed(`${command} ${args.join(' ')}: its output says why`);
}

function skipped(reason: string): Count {
  return { ...nothing, skipped: 1, reasons: [reason] };
}

/** Runs a test runner that writes a JSON report, and reads it. No report means that it died: one failure. */
async function withReport<Report>(
  work: (file: string) => Promise<number>,
  count: (report: Report) => Count,
): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'stanzabox-test-'));
  try {
    const file = join(folder, 'report.json');
    await work(file);
    return count(JSON.parse(readFileSync(file, 'utf8')) as Report);
  } catch (error) {
    return oneFailed('The test runner left no report', error instanceof Error ? error.message : String(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function vitest(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Count> {
  return withReport(
    (file) =>
      run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], env),
    countVitest,
  );
}

async function build(): Promise<Count> {
  await buildSite({ force: true });
  return { ...nothing, passed: 1 };
}

async function endToEnd(): Promise<Count> {
  const chromium = ensureChromium();
  if (!chromium.ok) return skipped(`end to end: ${chromium.why}`);
  return withReport(
    (file) => run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    countPlaywright,
  );
}

/** Why the lab cannot run here, or nothing. Installs what it needs where it can. */
async function labProblem(): Promise<string | undefined> {
  const ready = canRunLab();
  if (!ready.ok) return ready.why;
  if ((await run('node', ['src/lab/cli.ts', 'doctor', '--fix'])) === 0) return undefined;
  return 'this computer lacks what the lab needs; "npm run lab -- doctor" lists it';
}

async function lab(): Promise<Count> {
  const problem = await labProblem();
  if (problem !== undefined) return skipped(`tests of the lab: ${problem}`);
  // One file after the other: each start of the lab cleans up after runners that were killed, and one test looks at what they leave.
  return vitest(['.slow.test', '--no-file-parallelism'], { STANZABOX_LAB_TESTS: '1' });
}

/** Runs every guide from a copy of the pages, so that a test writes no evidence into the work tree. */
async function guides(): Promise<Count> {
  const problem = await labProblem();
  if (problem !== undefined) return skipped(`guides: ${problem}`);
  const copy = mkdtempSync(join(tmpdir(), 'stanzabox-guides-'));
  try {
    cpSync(join(root, 'content'), join(copy, 'content'), { recursive: true });
    return await withReport(
      (file) => run('node', ['src/lab/cli.ts', '--content', join(copy, 'content'), 'run', '--json', file]),
      countGuides,
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function shellcheck(): Promise<Count> {
  const ready = ensureCommand('/usr/bin/shellcheck', 'shellcheck');
  return ready.ok ? nothing : skipped(`shellcheck of the pages' commands: ${ready.why}`);
}

export const stages: readonly Stage[] = [
  { name: 'lint (Biome)', run: () => asOne('biome', ['check', '.']) },
  { name: 'arrows between rooms (dependency-cruiser)', run: () => asOne('depcruise', ['src', 'playground', 'tests']) },
  { name: 'build', run: build },
  // After the build, which writes the types of the content collections.
  { name: 'types (TypeScript)', run: () => asOne('tsc', ['--noEmit']) },
  { name: 'types (Astro)', run: () => asOne('astro', ['check']) },
  { name: 'types (Svelte)', run: () => asOne('svelte-check', ['--fail-on-warnings', '--threshold', 'warning']) },
  { name: 'tools', run: shellcheck },
  { name: 'unit', run: () => vitest([]) },
  { name: 'end to end (Chromium)', run: endToEnd },
  { name: 'evidence', run: () => asOne('node', ['src/lab/cli.ts', 'check']) },
  { name: 'lab', run: lab },
  { name: 'guides', run: guides },
];
