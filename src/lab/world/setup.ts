/** Makes the inside of a world fit for machines: private mounts, cgroups and the way to the package mirror. */
import { mkdir, readlink, realpath, writeFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Job } from '../host/job.ts';
import { noUsers, withoutUsers } from '../host/user-namespace.ts';
import { makeUserRange, tryShifted, type UserRange } from '../host/user-range.ts';
import { address, cacheFolder, mirrorNames } from '../paths.ts';
import { must } from '../process.ts';
import { type Groups, makeGroups } from './limits.ts';
import { relay } from './relay.ts';

export interface World {
  readonly id: string;
  /** The run's folder on the host, for what `shell`, `up` and `down` want to know. */
  readonly hostFolder: string;
  /** In memory: gone with the world. */
  readonly folder: string;
  /** The unix socket to the package mirror. */
  readonly mirrorSocket: string;
  readonly groups: Groups;
  /** Bytes that all machines together may use, disks included. */
  readonly memory: number;
  /** Bytes that one machine may use: no machine takes all that the others of its page, or of another page, need. */
  readonly machineMemory: number;
  /** Absent: machines have this computer's own users. */
  readonly users?: UserRange;
}

/** Of all machines, browsers and services together: half of what Linux gives a small computer. */
const mostTasks = 16_384;

/** Mounts and links are seen by this world only (unshare made its namespaces private). */
export async function setUpWorld(job: Job): Promise<World> {
  const memory = job.memory ?? Math.floor((freemem() * 3) / 4);
  const folder = join(job.folder, 'world');
  const mirrorSocket = join(job.folder, 'mirror.sock');
  // Half of the free memory: a page that fills the disk must not take the computer's memory with it.
  await must('mount', ['-t', 'tmpfs', '-o', `mode=700,size=${Math.floor(freemem() / 2)}`, 'tmpfs', folder]);
  await must('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run']);
  await mkdir('/run/netns');
  await mkdir('/run/lock');
  // A view of cgroup version 2 of its own, because hosts with version 1 show systemd-nspawn a mixture.
  await must('umount', ['-R', '-l', '/sys/fs/cgroup']).catch(() => undefined);
  await must('mount', ['-t', 'cgroup2', 'none', '/sys/fs/cgroup']);
  const groups = await makeGroups(`stanzabox-${job.id}`, { memory, tasks: mostTasks });
  const users = await makeUsers(job, folder);
  const hosts = join(folder, 'hosts');
  await writeFile(hosts, `127.0.0.1 localhost\n${address.v4(address.mirror)} ${mirrorNames.join(' ')}\n`);
  await must('mount', ['--bind', hosts, '/etc/hosts']);
  await useLabDns(folder);
  await must('ip', ['link', 'set', 'lo', 'up']);
  await must('ip', ['address', 'add', `${address.v4(address.mirror)}/32`, 'dev', 'lo']);
  await relay(address.v4(address.mirror), 80, mirrorSocket);
  const machineMemory = Math.floor((memory * 3) / 4);
  const place = { id: job.id, hostFolder: job.folder, folder, mirrorSocket };
  return { ...place, groups, memory, machineMemory, ...(users ? { users } : {}) };
}

/**
 * The users that machines get.
 * @returns undefined when the job says that machines have this computer's own
 * @throws Error that names the switch, when the kernel cannot do it
 */
async function makeUsers(job: Job, folder: string): Promise<UserRange | undefined> {
  if (!job.userNamespace) {
    console.warn(withoutUsers);
    return undefined;
  }
  try {
    const users = await makeUserRange();
    await mkdir(cacheFolder(), { recursive: true });
    // Disks are in memory, images in the cache.
    await tryShifted(users, [folder, cacheFolder()]);
    return users;
  } catch (error) {
    throw new Error(noUsers((error as Error).message));
  }
}

/** Programs of the host that run inside a network (the browser) ask the network's DNS. */
async function useLabDns(folder: string): Promise<void> {
  const text = `nameserver ${address.v4(address.dns)}\n`;
  const target = await realpath('/etc/resolv.conf').catch(() => readlink('/etc/resolv.conf').catch(() => ''));
  if (target === '/etc/resolv.conf') {
    const file = join(folder, 'resolv.conf');
    await writeFile(file, text);
    await must('mount', ['--bind', file, target]);
    return;
  }
  // Where systemd-resolved keeps it in /run, that is this world's own by now, and empty.
  const path = resolve('/etc', target);
  if (!path.startsWith('/run/')) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
