/** What a stage of `npm test` is, and the ways in which stages run tools and count. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Need, Readiness } from '../needs.ts';
import { run } from '../run.ts';
import { type Count, countPlaywright, countVitest, nothing, oneFailed } from './count.ts';

export interface Stage {
  readonly name: string;
  /** What this computer must have: without one of them the stage is skipped, with the reason. */
  readonly needs?: readonly Need[];
  /** Without one of these, tests of the stage skip themselves and give the reason. */
  readonly wants?: readonly Need[];
  readonly run: () => Promise<Count>;
}

/** Runs the stage, or counts it as skipped where something that it needs is missing. */
export async function runStage(stage: Stage, readiness: Readiness): Promise<Count> {
  const missing = (stage.needs ?? []).flatMap((need) => {
    const state = readiness.get(need);
    return state === undefined || state.ok ? [] : [`${stage.name}: ${need} is missing. ${state.why}`];
  });
  if (missing.length > 0) return { ...nothing, skipped: 1, reasons: [missing.join('\n    ')] };
  try {
    return await stage.run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(message);
    return oneFailed(stage.name, message);
  }
}

/** A tool that passes or fails as a whole. */
export async function asOne(command: string, args: readonly string[]): Promise<Count> {
  if ((await run(command, args)) === 0) return { ...nothing, passed: 1 };
  return oneFailed(`${command} ${args.join(' ')}: its output says why`);
}

/** Runs a test runner that writes a JSON report, and reads it. No report means that it died: one failure. */
export async function withReport<Report>(
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

/**
 * Runs one of Vitest's projects (vitest.config.ts).
 * @param only a regular expression: only the tests whose names match
 */
export function vitest(project: string, args: readonly string[] = [], only?: string): Promise<Count> {
  const filter = only === undefined ? [] : ['-t', only];
  const reporters = (file: string) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return withReport(
    (file) => run('vitest', ['run', '--project', project, ...reporters(file), ...args, ...filter]),
    (report: Parameters<typeof countVitest>[0]) => countVitest(report, only),
  );
}

/** Without traces, which nobody can look at afterwards: they take an eighth of the processor's time. `npm run e2e` keeps those of failures. */
export function playwright(args: readonly string[] = []): Promise<Count> {
  return withReport((file) => {
    const options = ['--reporter=list,json', '--trace=off', ...args];
    return run('playwright', ['test', ...options], { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  }, countPlaywright);
}
