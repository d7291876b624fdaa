/** Commands inside the virtual machine, over SSH. */
import { spawn } from 'node:child_process';
import { type Finished, run, until } from '../../src/lab/process.ts';
import { file, user } from './settings.ts';

/** A machine that was started. */
export interface Started {
  /** The words that lead to its SSH server: a command before `ssh`, and options of ssh with the host at their end. */
  readonly before: readonly string[];
  readonly port: number;
  readonly host: string;
  /** Resolves when the machine is off. */
  readonly off: Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

const bootTimeout = 400_000;

function words(machine: Started, login: string, command: string, terminal: boolean): readonly [string, string[]] {
  const ssh = [
    ...machine.before,
    ...['ssh', '-q', '-i', file.key, '-p', String(machine.port), ...(terminal ? ['-t'] : [])],
    ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'ConnectTimeout=10'],
    ...['-o', 'ServerAliveInterval=30', '-o', 'ServerAliveCountMax=20', `${login}@${machine.host}`, command],
  ];
  return [ssh[0] ?? 'ssh', ssh.slice(1)];
}

/** Runs a command as root and returns what it said. Status 255: ssh itself failed. */
export function asRoot(machine: Started, command: string, input = ''): Promise<Finished> {
  const [program, args] = words(machine, 'root', command, false);
  return run(program, args, { input });
}

/** Runs a command as the ordinary user, its output shown. Returns the exit status. */
export function shown(machine: Started, command: string, terminal = false): Promise<number> {
  const [program, args] = words(machine, user, command, terminal);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: [terminal ? 'inherit' : 'ignore', 'inherit', 'inherit'] });
    machine.off.then(() => child.kill()).catch(reject);
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
}

/** Waits until systemd has started everything. */
export async function booted(machine: Started): Promise<void> {
  let isOff = false;
  machine.off.then(() => {
    isOff = true;
  });
  await until('The virtual machine did not come up', bootTimeout, async () => {
    if (isOff) throw new Error(`The virtual machine ended while it booted: see ${file.console}.`);
    const { stdout } = await asRoot(machine, 'systemctl is-system-running --wait');
    return /running|degraded/.test(stdout);
  });
}
