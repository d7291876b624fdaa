/** Runs one page from the state that the page before it left. */
import { join } from 'node:path';
import type { Page } from '../../content/index.ts';
import { type FileStep, fileCommand, type PatchStep, patchCommand, type Step } from '../../lesson/index.ts';
import type { Network } from '../internet/network.ts';
import { publish, type Records } from '../internet/zones.ts';
import { friendRecords } from '../machine/friend.ts';
import { Machine } from '../machine/machine.ts';
import { lastPart } from '../paths.ts';
import type { FailedStep, Failure, LogTails, PageResult, StepResult } from '../result.ts';
import { logTails } from '../servers/logs.ts';
import { labServers } from '../servers/table.ts';
import { type Browser, openBrowser } from '../steps/browser.ts';
import { patchStep, writeFileStep } from '../steps/file.ts';
import { runShell } from '../steps/shell.ts';
import { openStanzas, type Stanzas } from '../steps/stanza.ts';
import { describeMachine, type Packages, packagesOf } from './inventory.ts';
import type { Lab } from './lab.ts';
import { diskOf, mountDisk } from './page-folder.ts';
import { type FrozenMachine, holdsAccount, type Snapshot } from './snapshot.ts';

export interface PageOptions {
  /** Whether what the step prints becomes its expected output, instead of being compared with it. */
  readonly updates: (page: Page, step: Step) => boolean;
  /** Called after each step. */
  readonly onStep: (page: Page, result: StepResult) => void;
  /** Called at a failure while everything still stands. */
  readonly onFailure: (failed: FailedStep, running: RunningPage) => Promise<void>;
}

/** A page whose machines are up. */
export interface RunningPage {
  readonly lab: Lab;
  readonly network: Network;
  readonly page: Page;
  /** Where the page's layers and pictures are kept while the lab runs. */
  readonly folder: string;
  readonly machines: ReadonlyMap<string, Machine>;
  readonly frozen: ReadonlyMap<string, FrozenMachine>;
  records: Records;
}

/** Boots the page's machines from the snapshot, and those that it adds from their images. */
export async function startPage(
  lab: Lab,
  network: Network,
  page: Page,
  from: Snapshot,
  folder: string,
): Promise<RunningPage> {
  await mountDisk(folder, lab);
  const { lesson } = page;
  let records = from.records;
  const frozen = new Map(from.machines);
  const names = Object.entries(lesson.machines);
  const isNew = new Set<string>();
  for (const [name, image] of names) {
    if (frozen.has(name)) continue;
    const last = lastPart(
      name,
      [...frozen.values()].map((machine) => machine.last),
    );
    frozen.set(name, await lab.image(network, image, last));
    if (image === 'prosody') records = publish(records, friendRecords(last), false);
    else isNew.add(name);
  }
  await network.serve(records);
  const started = await Promise.allSettled(
    names.map(async ([name]): Promise<[string, Machine]> => {
      const { last = 0, layers = [] } = frozen.get(name) ?? {};
      const settings = {
        world: lab.world,
        network: network.name,
        name,
        last,
        layers,
        isNew: isNew.has(name),
        folder: diskOf(folder),
      };
      return [name, await Machine.create(settings)];
    }),
  );
  const machines = new Map(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  const refused = started.find((one) => one.status === 'rejected');
  if (refused) {
    await Promise.all([...machines.values()].map((machine) => machine.freeze()));
    throw refused.reason;
  }
  return { lab, network, page, folder, machines, frozen, records };
}

/** Halts the machines and returns the state that they leave. */
export async function freezePage(running: RunningPage): Promise<Snapshot> {
  const machines = new Map(running.frozen);
  let bound = false;
  await Promise.all(
    [...running.machines].map(async ([name, machine]) => {
      const upper = await machine.freeze();
      const before = running.frozen.get(name);
      if (before) machines.set(name, { ...before, layers: [...before.layers, upper] });
    }),
  );
  for (const { layers } of machines.values()) bound ||= await holdsAccount(layers);
  return { machines, records: running.records, ...(bound ? { network: running.network.name } : {}) };
}

/** Runs the page's steps in their order, up to the first that fails. */
export async function runPage(running: RunningPage, options: PageOptions): Promise<PageResult> {
  const { page, lab } = running;
  const { lesson } = page;
  const date = new Date().toISOString();
  const packages = new Map<string, Packages>();
  for (const [name, machine] of running.machines) packages.set(name, await packagesOf(machine));
  const browser = openBrowser({
    slug: lesson.slug,
    folder: running.folder,
    authorities: lab.authorities,
    // Those of the whole run show the same.
    pictures: !lesson.reader,
  });
  const stanzas = openStanzas({
    machine: running.machines.get('server'),
    server: lesson.server,
    folder: running.folder,
  });
  const steps: StepResult[] = [];
  let failed: { reason: string; logs: LogTails } | undefined;
  const begun = performance.now();
  try {
    for (const step of lesson.steps) {
      const result = await runStep(running, step, options, browser, stanzas).catch((error: unknown) =>
        broken(step, error),
      );
      steps.push(result);
      options.onStep(page, result);
      if (result.status !== 'failed') continue;
      const reason = `Step ${step.id} (line ${result.failure.line ?? step.line}): ${result.failure.what}`;
      failed = { reason, logs: await failureLogs(running, step, date) };
      await options.onFailure(result, running);
      break;
    }
  } finally {
    await stanzas.close();
    await browser.close();
  }
  const milliseconds = performance.now() - begun;
  const bottom = [lab.images.base, lab.images.friend];
  const machines = failed
    ? []
    : await Promise.all(
        [...running.machines].map(([name, machine]) => {
          const before = running.frozen.get(name);
          const layers = [...(before?.layers ?? []), machine.upper].filter((layer) => !bottom.includes(layer));
          return describeMachine(machine, before?.image ?? '', packages.get(name) ?? new Map(), layers);
        }),
      );
  const serverVersion = lesson.server ? await versionOf(running, labServers[lesson.server].package) : undefined;
  const pictures = join(running.folder, 'pictures');
  const base = { page, date, pictures, milliseconds, steps, machines, ...(serverVersion ? { serverVersion } : {}) };
  return failed ? { ...base, status: 'failed', ...failed } : { ...base, status: 'passed' };
}

/** The version of a package on the first machine that has it, `server` before others. */
async function versionOf(running: RunningPage, name: string): Promise<string | undefined> {
  const machines = [...running.machines.values()].sort(
    (a, b) => Number(b.name === 'server') - Number(a.name === 'server'),
  );
  for (const machine of machines) {
    if (machine.state !== 'running') continue;
    const version = (await packagesOf(machine)).get(name);
    if (version) return version;
  }
  return undefined;
}

const broken = (step: Step, error: unknown): StepResult => ({
  step,
  status: 'failed',
  milliseconds: 0,
  failure: { what: error instanceof Error ? error.message : String(error) },
});

async function runStep(
  running: RunningPage,
  step: Step,
  options: PageOptions,
  browser: Browser,
  stanzas: Stanzas,
): Promise<StepResult> {
  if (step.skip !== undefined) return { step, status: 'skipped', milliseconds: 0, reason: step.skip };
  const started = performance.now();
  const judged = (failure: Failure | undefined): StepResult => {
    const base = { step, milliseconds: performance.now() - started };
    return failure ? { ...base, status: 'failed', failure } : { ...base, status: 'passed' };
  };
  switch (step.kind) {
    case 'shell':
      return runShell(machineOf(running, step.on), step, options.updates(running.page, step));
    case 'file':
      if (running.page.lesson.reader) return copied(running, step, fileCommand(step));
      return judged(await writeFileStep(machineOf(running, step.on), step));
    case 'patch':
      if (running.page.lesson.reader) return copied(running, step, patchCommand(step));
      return judged(await patchStep(machineOf(running, step.on), step));
    case 'zone':
      running.records = publish(running.records, step.records, step.remove);
      await running.network.serve(running.records);
      return judged(undefined);
    case 'browser':
      return browser.run(machineOf(running, step.on), step);
    case 'send':
    case 'receive':
      return stanzas.run(step);
    case 'shown':
      return { step, status: 'skipped', milliseconds: 0, reason: step.skip };
    default:
      return step satisfies never;
  }
}

/** On the reader's path a file is written by the command that the page's copy button gives. */
async function copied(running: RunningPage, step: FileStep | PatchStep, command: string): Promise<StepResult> {
  const typed = { ...step, kind: 'shell', command, exit: 0, as: 'admin', timeout: 60_000, answers: [] } as const;
  return { ...(await runShell(machineOf(running, step.on), typed, false)), step };
}

function machineOf(running: RunningPage, name: string): Machine {
  const machine = running.machines.get(name);
  if (!machine)
    throw new Error(
      `The page has no machine "${name}". Its machines are: ${[...running.machines.keys()].join(', ')}. Add it under "machines" in the frontmatter.`,
    );
  return machine;
}

async function failureLogs(running: RunningPage, step: Step, since: string): Promise<LogTails> {
  const name = 'on' in step ? step.on : undefined;
  const machine = running.machines.get(name ?? '') ?? running.machines.values().next().value;
  const tails = new Map(machine ? await logTails(machine, since).catch(() => new Map<string, string>()) : []);
  if (step.kind === 'shell' && /certbot/.test(step.command))
    tails.set("the lab's Let's Encrypt", running.network.logs().acme);
  return tails;
}
