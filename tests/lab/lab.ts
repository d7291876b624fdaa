/** Runs the lab for tests, as its users do: by its command line, on a copy of pages. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { diagnose, prescription } from '../../src/lab/index.ts';
import { runFolderPrefix } from '../../src/lab/paths.ts';
import { run } from '../../src/lab/process.ts';

/** Why the lab cannot run here; undefined where it can. A warning says so: a skipped test looks like a passed one. */
export async function whyNot(): Promise<string | undefined> {
  const reason = prescription(await diagnose(true));
  if (reason) console.warn(`THE LAB'S TESTS ARE SKIPPED. ${reason}`);
  return reason;
}

export interface StepSummary {
  readonly step: { readonly id: string; readonly line: number; readonly kind: string };
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  readonly reason?: string;
  readonly exit?: number;
  readonly output?: string;
  readonly failure?: { readonly what: string; readonly picture?: string; readonly output?: string };
}

export interface PageSummary {
  readonly page: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly reason?: string;
  readonly steps: readonly StepSummary[];
}

export interface LabRun {
  readonly status: number;
  readonly text: string;
  readonly pages: ReadonlyMap<string, PageSummary>;
  /** The copy of the pages, with the evidence. */
  readonly content: string;
}

/** The steps of a page. @throws what the lab said, when it did not run the page */
export function stepsOf(lab: LabRun, slug: string): readonly StepSummary[] {
  const found = lab.pages.get(slug);
  if (!found) throw new Error(`${slug} has no result:\n${lab.text}`);
  return found.steps;
}

export const cli = resolve(import.meta.dirname, '../../src/lab/cli.ts');
const original = resolve(import.meta.dirname, 'content');

/** A copy of the tests' pages. */
export async function copyPages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-test-'));
  await cp(original, join(folder, 'content'), { recursive: true });
  return join(folder, 'content');
}

export const forget = (content: string): Promise<void> => rm(join(content, '..'), { recursive: true, force: true });

/** Starts `lab ARGS` on these pages. */
export const startLab = (content: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [cli, '--content', content, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs `lab run ARGS` to its end. */
export async function runLab(content: string, args: readonly string[]): Promise<LabRun> {
  const json = join(content, '..', 'results.json');
  await rm(json, { force: true });
  const done = await run(process.execPath, [cli, '--content', content, 'run', ...args, '--json', json]);
  const text = await readFile(json, 'utf8').catch(() => '[]');
  const pages = JSON.parse(text) as PageSummary[];
  return {
    status: done.status,
    text: done.stdout + done.stderr,
    pages: new Map(pages.map((page) => [page.page, page])),
    content,
  };
}

/** Everything of one run that could be left on the host: nothing of other runs, which may go on meanwhile. */
export interface Traces {
  readonly mounts: readonly string[];
  readonly links: readonly string[];
  readonly processes: readonly string[];
  readonly cgroups: readonly string[];
  readonly folders: readonly string[];
}

export const nothing: Omit<Traces, 'links'> = { mounts: [], processes: [], cgroups: [], folders: [] };

/** What there is of the run that the process with this number started. Links are those of the whole host: labs make none. */
export async function tracesOf(pid: number): Promise<Traces> {
  const mark = `stanzabox-lab-${pid}-`;
  const cgroupMark = `stanzabox-${pid}-`;
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').filter((line) => line.includes(mark));
  const links = (await run('ip', ['-o', 'link'])).stdout.split('\n').map((line) => line.split(':')[1]?.trim() ?? '');
  const processes: string[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const command = (await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
    const cgroup = await readFile(`/proc/${entry}/cgroup`, 'utf8').catch(() => '');
    if (command.includes(mark) || cgroup.includes(cgroupMark)) processes.push(`${entry} ${command}`);
  }
  const found = await run('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `${cgroupMark}*`]);
  const folders = (await readdir('/tmp')).filter((name) => `/tmp/${name}`.startsWith(`${runFolderPrefix}${pid}-`));
  return { mounts, links, processes, cgroups: found.stdout.split('\n').filter(Boolean), folders };
}
