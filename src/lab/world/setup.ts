/** Makes the inside of a world fit for machines: private mounts, cgroups and the way to the package mirror. */
import { mkdir, readlink, realpath, writeFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { address, mirrorNames } from '../paths.ts';
import { must } from '../process.ts';
import type { Job } from './job.ts';
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
}

/** Mounts and links are seen by this world only (unshare made its namespaces private). */
export async function setUpWorld(job: Job): Promise<World> {
  const world: World = {
    id: job.id,
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
  // Where the host lends the memory controller, the machines' use is counted exactly.
  await writeFile(join(world.cgroup, 'cgroup.subtree_control'), '+memory +pids').catch(() => undefined);
  const hosts = join(world.folder, 'hosts');
  await writeFile(hosts, `127.0.0.1 localhost\n${address.v4(address.mirror)} ${mirrorNames.join(' ')}\n`);
  await must('mount', ['--bind', hosts, '/etc/hosts']);
  await useLabDns(world.folder);
  await must('ip', ['link', 'set', 'lo', 'up']);
  await must('ip', ['address', 'add', `${address.v4(address.mirror)}/32`, 'dev', 'lo']);
  await relay(address.v4(address.mirror), 80, world.mirrorSocket);
  return world;
}

/** Programs of the host that run inside a stage (the browser) ask the stage's DNS. */
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
