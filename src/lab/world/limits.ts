/** What a group of processes may use: control groups of version 2, or of version 1 where this computer still has those. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { must, run, until } from '../process.ts';

export interface Limits {
  /** Processes and threads. */
  readonly tasks: number;
  /** Bytes, files in memory included. */
  readonly memory: number;
}

/** Folders of control groups, in each of which its processes are. The first is of version 2. */
export type Group = readonly [string, ...string[]];

/** The world's groups, below which all others are. */
export interface Groups {
  readonly unified: string;
  /** Hierarchies of version 1 that count what version 2 does not. */
  readonly memoryV1?: string;
  readonly pidsV1?: string;
}

const controllers = ['memory', 'pids'] as const;

/** cgroups(7): a line `number:controllers:path` for each hierarchy of version 1. */
const isVersion1 = (own: string, controller: string): boolean =>
  new RegExp(`^\\d+:([^:]*,)?${controller}(,[^:]*)?:`, 'm').test(own);

/**
 * Makes the world's groups. `/sys/fs/cgroup` is the world's own view of version 2 by now.
 * @param limits of all of it
 * @throws Error when this computer does not let the lab set limits
 */
export async function makeGroups(name: string, limits: Limits): Promise<Groups> {
  const own = await readFile('/proc/self/cgroup', 'utf8');
  const unified = join('/sys/fs/cgroup', name);
  await mkdir(unified);
  const groups: { unified: string; memoryV1?: string; pidsV1?: string } = { unified };
  for (const controller of controllers) {
    if (!isVersion1(own, controller)) {
      for (const parent of ['/sys/fs/cgroup', unified]) await enable(parent, controller);
      continue;
    }
    const mount = join('/run/cgroup-v1', controller);
    await mkdir(mount, { recursive: true });
    await must('mount', ['-t', 'cgroup', '-o', controller, 'none', mount]);
    groups[`${controller}V1`] = join(mount, name);
    await mkdir(join(mount, name));
  }
  await limit(groups, limits);
  return groups;
}

const enable = (parent: string, controller: string): Promise<void> =>
  writeFile(join(parent, 'cgroup.subtree_control'), `+${controller}`).catch((error: Error) => {
    throw new Error(
      `The lab cannot limit what machines use (${error.message}). In a container, give it the computer's own control groups: --cgroupns=host --privileged.`,
    );
  });

async function limit({ unified, memoryV1, pidsV1 }: Groups, { memory, tasks }: Limits): Promise<void> {
  if (memoryV1) await writeFile(join(memoryV1, 'memory.limit_in_bytes'), String(memory));
  else await writeFile(join(unified, 'memory.max'), String(memory));
  await writeFile(join(pidsV1 ?? unified, 'pids.max'), String(tasks));
}

/** Makes a group below the world's. */
export async function makeGroup(groups: Groups, name: string, limits: Limits): Promise<Group> {
  const below: Groups = {
    unified: join(groups.unified, name),
    ...(groups.memoryV1 ? { memoryV1: join(groups.memoryV1, name) } : {}),
    ...(groups.pidsV1 ? { pidsV1: join(groups.pidsV1, name) } : {}),
  };
  const older = [below.memoryV1, below.pidsV1].filter((folder) => folder !== undefined);
  for (const folder of [below.unified, ...older]) await mkdir(folder);
  await limit(below, limits);
  // A control group takes memory of the kernel's own.
  await writeFile(join(below.unified, 'cgroup.max.descendants'), '1000');
  return [below.unified, ...older];
}

// Each folder up to "--" is a group.
const enter = 'while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit; shift; done; shift; exec "$@"';

/** The words that run a command in the group. */
export const inGroup = (group: Group, command: readonly string[]): readonly [string, ...string[]] => [
  ...(['sh', '-c', enter, 'in-group'] as const),
  ...group,
  '--',
  ...command,
];

/** Tasks below the limit at which a group counts as full. */
const nearlyFull = 16;

/**
 * How often the kernel refused a process or a thread because the group has its number of tasks; one more while it has.
 * Before Linux 6.11, version 2 counts refusals in the group below that asked, so that only the second tells.
 */
export async function tasksRefused(group: Group): Promise<number> {
  const counts = await Promise.all(
    group.map(async (folder) => {
      // Only the folder that counts tasks has these files.
      const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');
      const [events = '', current = '', limit = ''] = await Promise.all(
        ['pids.events', 'pids.current', 'pids.max'].map(read),
      );
      const isFull = limit !== '' && Number(current) > Number(limit) - nearlyFull;
      return Number(/^max (\d+)$/m.exec(events)?.[1] ?? 0) + (isFull ? 1 : 0);
    }),
  );
  return Math.max(...counts);
}

/** Ends all processes of a folder of version 2 at once (cgroup.kill, Linux 5.14). */
export const killAll = (folder: string): Promise<void> =>
  writeFile(join(folder, 'cgroup.kill'), '1').catch(
    // It is gone already.
    () => undefined,
  );

/** A group is busy for a moment after its last process is gone. */
export function removeGroup(group: Group): void {
  const remove = async (folder: string): Promise<boolean> =>
    (await run('find', [folder, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', '+'])).status === 0;
  for (const folder of group)
    until(`${basename(folder)} was not removed`, 5_000, () => remove(folder)).catch(
      // The world's end removes what is left.
      () => undefined,
    );
}
