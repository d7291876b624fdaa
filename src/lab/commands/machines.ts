import { spawn } from 'node:child_process';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readyOf } from '../host/ready.ts';
import { liveRuns, type RunFolder } from '../host/runs.ts';
import { pause } from '../process.ts';
import { inOwnTerminal, interactiveShell } from '../run/keep.ts';

interface Found {
  readonly run: RunFolder;
  /** Process 1 of the machine, as its world counts. */
  readonly leader: string;
  readonly name: string;
}

const isKept = async (run: RunFolder): Promise<boolean> =>
  (await readyOf(run.folder)) !== undefined ||
  (await access(join(run.folder, 'kept')).then(
    () => true,
    () => false,
  ));

/** Machines of the labs that are up or kept. Their files are named `NETWORK-MACHINE`. */
async function machines(): Promise<Found[]> {
  const found: Found[] = [];
  for (const run of await liveRuns()) {
    if (!(await isKept(run))) continue;
    const folder = join(run.folder, 'machines');
    for (const file of await readdir(folder).catch((): string[] => [])) {
      const leader = await readFile(join(folder, file), 'utf8').catch(() => '');
      if (leader) found.push({ run, leader, name: file.replace(/^s\d+-/, '') });
    }
  }
  return found;
}

/** `shell`: an interactive shell on a machine. Returns its exit status. */
export async function shellCommand(name: string, options: { readonly root?: boolean }): Promise<number> {
  const all = await machines();
  const machine = all.find((one) => one.name === name);
  if (!machine) {
    const names = [...new Set(all.map((one) => one.name))].join(', ');
    console.error(
      names ? `No machine "${name}" runs. There are: ${names}.` : 'No lab is up. Start one: npm run lab -- up PAGE',
    );
    return 1;
  }
  const init = (await readFile(join(machine.run.folder, 'init.pid'), 'utf8')).trim();
  const inside = interactiveShell(options.root ? 'root' : 'admin', process.env.TERM ?? 'dumb');
  const args = ['-t', init, '-m', '-p', '--', 'nsenter', '-t', machine.leader, '-a', '--wdns=/', '--', ...inside];
  const [program, words] = inOwnTerminal('nsenter', args);
  return new Promise((resolve, reject) => {
    spawn(program, words, { stdio: 'inherit' })
      .on('error', reject)
      .on('close', (status) => resolve(status ?? 1));
  });
}

/** `down`: ends labs that are up or kept; with `all`, runs too. Waits until nothing of them is left. */
export async function downCommand(options: { readonly all?: boolean }): Promise<number> {
  const ended: RunFolder[] = [];
  for (const run of await liveRuns()) {
    if (!options.all && !(await isKept(run))) continue;
    process.kill(Number(run.id.split('-')[0]), 'SIGTERM');
    ended.push(run);
  }
  if (ended.length === 0) {
    console.log('No lab is up.');
    return 0;
  }
  for (let tries = 0; tries < 300; tries += 1) {
    const live = await liveRuns();
    if (!ended.some(({ id }) => live.some((run) => run.id === id))) {
      console.log('Down.');
      return 0;
    }
    await pause(100);
  }
  console.error('The lab did not end within 30 s.');
  return 1;
}
