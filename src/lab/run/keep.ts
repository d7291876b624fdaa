/** `--keep`: a shell on the machine at the very point of a failure. */
import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../machine/machine.ts';
import type { FailedStep } from '../result.ts';
import type { RunningPage } from './page.ts';
import { stepReport } from './report.ts';

const homes = { admin: '/home/admin', root: '/root' } as const;

/** Words that open an interactive shell under the machine's systemd; to be run beside its process 1. */
export const interactiveShell = (user: 'admin' | 'root', terminal: string): readonly string[] => [
  ...['env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', `TERM=${terminal}`],
  ...['systemd-run', '--quiet', process.stdin.isTTY ? '--pty' : '--pipe', '--wait', '--collect', `--uid=${user}`],
  ...[`--working-directory=${homes[user]}`, `--setenv=HOME=${homes[user]}`, `--setenv=USER=${user}`],
  ...['--setenv=LANG=C.UTF-8', `--setenv=TERM=${terminal}`, '/bin/bash', '-l'],
];

/**
 * A terminal of its own between this one and what runs in a machine: who holds a terminal can type on it (TIOCSTI), and what is
 * typed here after the shell is left, this computer's shell would run.
 */
export function inOwnTerminal(program: string, args: readonly string[]): readonly [string, readonly string[]] {
  if (!process.stdin.isTTY) return [program, args];
  const quoted = [program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  return ['script', ['--quiet', '--return', '--command', quoted, '/dev/null']];
}

function openShell(machine: Machine): Promise<void> {
  const [program, args] = inOwnTerminal(...machine.entering(...interactiveShell('admin', process.env.TERM ?? 'dumb')));
  return new Promise((resolve) => {
    spawn(program, args, { stdio: 'inherit' })
      .on('error', () => resolve())
      .on('close', () => resolve());
  });
}

/** Opens a shell where there is a terminal; otherwise waits until the run is ended from outside. */
export async function keepOpen(failed: FailedStep, running: RunningPage): Promise<void> {
  const name = 'on' in failed.step ? failed.step.on : [...running.machines.keys()][0];
  const machine = running.machines.get(name ?? '');
  const names = [...running.machines.keys()].join(', ');
  // `shell` and `down` know by it that this lab stays.
  const kept = join(running.lab.world.hostFolder, 'kept');
  await writeFile(kept, running.page.lesson.slug);
  console.log(`\n${stepReport(running.page.path, failed)}`);
  if (process.stdin.isTTY && machine?.state === 'running') {
    console.log(
      `\nThis is a shell on ${machine.name}; leave it to go on. Others (${names}): npm run lab -- shell MACHINE`,
    );
    await openShell(machine);
    await rm(kept);
    return;
  }
  console.log(`\nThe machines stay (${names}): npm run lab -- shell MACHINE. End with: npm run lab -- down`);
  // Ended by `down`, which ends this process.
  await new Promise(() => setInterval(() => undefined, 3_600_000));
}
