/** Makes the inside of a world fit for machines: private mounts, cgroups and the way to the package mirror. */
import { mkdir, readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Job } from '../host/job.ts';
import { address, mirrorNames } from '../paths.ts';
import { must } from '../process.ts';
import { relay } from './relay.ts';

export interface World {
  readonly id: string;
  /** The run's folder on the host, for what `shell`, `up` and `down` want to know. */
  readonly hostFolder: string;
  /** In memory: gone with the world. */
  readonly folder: string;
  /** The unix socket to the package mirror. */
  readonly mirrorSocket: string;
  /** Top of this world's cgroups. */
  readonly cgroup: string;
  /** Bytes that all machines together may use, disks included. */
  readonly memory: number;
  /** Where the host counts memory by cgroups of version 1: the group that machines are put into. */
  readonly memoryGroup?: string;
}

/** Mounts and links are seen by this world only (unshare made its namespaces private). */
export async function setUpWorld(job: Job): Promise<World> {
  const world: World = {
    id: job.id,
    memory: job.memory ?? Math.floor((freemem() * 3) / 4),
    hostFolder: job.folder,
    folder: join(job.folder, 'world'),
    mirrorSocket: join(job.folder, 'mirror.sock'),
    cgroup: `/sys/fs/cgroup/stanzabox-${job.id}`,
  };
  // Half of the free memory: a page that fills the disk must not take the computer's memory with it.
  await must('mount', ['-t', 'tmpfs', '-o', `mode=700,size=${Math.floor(freemem() / 2)}`, 'tmpfs', world.folder]);
  await must('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/run']);
  await mkdir('/run/netns');
  await mkdir('/run/lock');
  // A view of cgroup version 2 of its own, because hosts with version 1 show systemd-nspawn a mixture.
  await must('umount', ['-R', '-l', '/sys/fs/cgroup']).catch(() => undefined);
  await must('mount', ['-t', 'cgroup2', 'none', '/sys/fs/cgroup']);
  await mkdir(world.cgroup);
  const memoryGroup = await limitMemory(world);
  const hosts = join(world.folder, 'hosts');
  await writeFile(hosts, `127.0.0.1 localhost\n${address.v4(address.mirror)} ${mirrorNames.join(' ')}\n`);
  await must('mount', ['--bind', hosts, '/etc/hosts']);
  await useLabDns(world.folder);
  await must('ip', ['link', 'set', 'lo', 'up']);
  await must('ip', ['address', 'add', `${address.v4(address.mirror)}/32`, 'dev', 'lo']);
  await relay(address.v4(address.mirror), 80, world.mirrorSocket);
  return { ...world, ...(memoryGroup ? { memoryGroup } : {}) };
}

/**
 * Machines get so much memory, disks included: a page that eats all of it loses its own processes.
 * Returns the group to join where the host has cgroups of version 1; nothing where version 2 limits all below the world's own.
 */
async function limitMemory(world: World): Promise<string | undefined> {
  const limit = String(world.memory);
  if (!(await hasMemoryVersion1())) {
    await writeFile(join(world.cgroup, 'memory.max'), limit).catch(() => undefined);
    return undefined;
  }
  const mount = '/run/memory';
  await mkdir(mount);
  await must('mount', ['-t', 'cgroup', '-o', 'memory', 'none', mount]);
  const group = join(mount, `stanzabox-${world.id}`);
  await mkdir(group);
  await writeFile(join(group, 'memory.limit_in_bytes'), limit);
  return group;
}

/** cgroups(7): a line `number:controllers:path` for each hierarchy of version 1. */
const hasMemoryVersion1 = async (): Promise<boolean> =>
  /^\d+:([^:]*,)?memory(,[^:]*)?:/m.test(await readFile('/proc/self/cgroup', 'utf8'));

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
