/** The workflows, read as text: what they may do, and what they trust. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(import.meta.dirname, '../../.github/workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const read = (name: string): Workflow => parse(textOf(name)) as Workflow;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);

/** The jobs that may write, and what. Whoever adds one adds it here, with its reason in the workflow. */
const writers: Readonly<Record<string, readonly string[]>> = {
  'publish.yml/publish': ['id-token', 'pages'],
  'recipes-comment.yml/comment': ['pull-requests'],
  'guides-weekly.yml/propose': ['contents', 'issues', 'pull-requests'],
};

describe.each(files)('%s', (name) => {
  const text = textOf(name);
  const workflow = read(name);

  test('pins every action to a commit, and names its version', () => {
    const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may only read, but for the jobs that are known to write', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [id, { permissions = {} }] of Object.entries(workflow.jobs)) {
      const written = Object.keys(permissions).filter((what) => permissions[what] !== 'read');
      expect(written.sort(), id).toEqual(writers[`${name}/${id}`] ?? []);
    }
  });

  test('never runs code of a pull request with rights', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  test('leaves no credentials in a clone', () => {
    for (const step of stepsOf(workflow))
      if (step.uses?.startsWith('actions/checkout@')) expect(step.with?.['persist-credentials']).toBe(false);
  });

  test('puts no expression into a shell, where its value would be code', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{');
  });

  test('keeps long scripts where they are tested', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  test('names scripts that are there and can be run', () => {
    const named = stepsOf(workflow).flatMap(({ run = '' }) => run.match(/\.github\/scripts\/[\w.-]+/g) ?? []);
    for (const script of named) expect(statSync(join(folder, '../..', script)).mode & 0o111, script).toBe(0o111);
  });

  test('ends every job', () => {
    for (const [id, job] of Object.entries(workflow.jobs)) expect(job['timeout-minutes'], id).toBeGreaterThan(0);
  });
});

test('one action has one version in all workflows', () => {
  const pins = new Map<string, Set<string>>();
  for (const { uses } of files.flatMap((name) => stepsOf(read(name)))) {
    const [action = '', version = ''] = uses?.split('@') ?? [];
    // The parts of one action (`actions/cache/save`) are one action.
    const key = action.split('/').slice(0, 2).join('/');
    pins.set(key, (pins.get(key) ?? new Set()).add(version));
  }
  for (const [action, versions] of pins) if (action) expect([...versions], action).toHaveLength(1);
});

describe('publishing', () => {
  const { on, jobs } = read('publish.yml');

  test('waits for the tests of main', () => {
    expect(on.push).toBeUndefined();
    expect(on.workflow_run).toEqual({ workflows: ['Test'], types: ['completed'], branches: ['main'] });
    expect(parse(textOf('test.yml'))).toHaveProperty('name', 'Test');
    expect(jobs.build?.if).toContain("workflow_run.conclusion == 'success'");
  });

  test('takes no branch of a fork for main', () => {
    expect(jobs.build?.if).toContain("workflow_run.event == 'push'");
  });

  test('builds the commit that was tested', () => {
    const checkout = jobs.build?.steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkout?.with?.ref).toMatch(/workflow_run\.head_sha \|\| github\.sha/);
  });
});
