/** How systemd-nspawn is told to boot a machine, and where the machine is then. */
import { readFile } from 'node:fs/promises';
import type { UserRange } from '../host/user-range.ts';

export interface NspawnSettings {
  readonly root: string;
  /** Name of its network namespace: no other machine of the world has it. */
  readonly id: string;
  readonly hostname: string;
  readonly users: UserRange | undefined;
}

/**
 * What the services of a rented machine do without: devices, the kernel's audit, consoles, immutable files (which could not be
 * removed from its disk), and opening files by handle (open_by_handle_at(2) finds files outside of the machine).
 */
const dropped = [
  'CAP_AUDIT_CONTROL',
  'CAP_DAC_READ_SEARCH',
  'CAP_LEASE',
  'CAP_LINUX_IMMUTABLE',
  'CAP_MKNOD',
  'CAP_NET_BROADCAST',
  'CAP_SYS_TTY_CONFIG',
];

/**
 * Process 1 waits for a line on its input before it becomes systemd: its network namespace comes with it, and is given its link
 * from outside in between.
 */
const waitThenBoot = 'read -r _ && exec /usr/lib/systemd/systemd </dev/null';

/** Name of process 1 while it waits (comm in proc(5)). */
const waiting = 'sh';

/** As `systemd-nspawn --boot` names it: systemd shuts down on it. */
const powerOff = 'SIGRTMIN+3';

export const nspawnArguments = ({ root, id, hostname, users }: NspawnSettings): readonly string[] => [
  ...['--quiet', `--directory=${root}`, `--machine=${id}`, `--hostname=${hostname}`],
  ...['--register=no', '--keep-unit', '--resolv-conf=off', '--timezone=off', '--link-journal=no', '--console=pipe'],
  ...(users ? [`--private-users=${users.first}:${users.count}`, '--private-users-ownership=off'] : []),
  ...['--private-network', '--capability=CAP_NET_ADMIN', `--drop-capability=${dropped.join(',')}`],
  ...[`--kill-signal=${powerOff}`, '--', '/bin/sh', '-c', waitThenBoot],
];

/** Process 1 of the machine of this systemd-nspawn, while it waits; undefined before it is there. */
export async function findLeader(nspawn: number): Promise<number | undefined> {
  const children = await readFile(`/proc/${nspawn}/task/${nspawn}/children`, 'utf8').catch(() => '');
  for (const child of children.trim().split(' ').filter(Boolean)) {
    const name = await readFile(`/proc/${child}/comm`, 'utf8').catch(() => '');
    if (name.trim() === waiting) return Number(child);
  }
  return undefined;
}
