/** The control groups of one boot of a machine, and what is in them may use. */
import { type Group, type Groups, killAll, type Limits, makeGroup, removeGroup } from '../world/limits.ts';

/** Processes and threads of a machine. Openfire, the hungriest server, has some 150. */
export const mostTasks = 2048;

/** What the lab runs on a machine beside its systemd has limits of its own: a machine that used up its share can be looked at. */
const lookLimits: Limits = { tasks: 256, memory: 512 * 2 ** 20 };

export interface BootGroups {
  readonly machine: Group;
  readonly looks: Group;
}

let boots = 0;

/**
 * @param machine its network namespace
 * @param memory bytes for the machine
 */
export async function makeBootGroups(groups: Groups, machine: string, memory: number): Promise<BootGroups> {
  // Those of the boot before may not be gone yet.
  boots += 1;
  const id = `${machine}-${boots}`;
  return {
    machine: await makeGroup(groups, id, { tasks: mostTasks, memory }),
    looks: await makeGroup(groups, `${id}-looks`, lookLimits),
  };
}

/** Ends what is left in them, and removes them. */
export async function endBootGroups({ machine, looks }: BootGroups): Promise<void> {
  for (const group of [machine, looks]) {
    await killAll(group[0]);
    removeGroup(group);
  }
}
