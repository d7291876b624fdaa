/** The `boots` command inside the world: how long machines take to come up. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BootsJob } from '../host/job.ts';
import { Machine } from '../machine/machine.ts';
import { lastPart } from '../paths.ts';
import { openLab } from '../run/lab.ts';
import type { Place } from './reach.ts';

/** Milliseconds from the call to "systemd has started everything", a value for each time. */
export interface Boots {
  /** A machine that was never booted, from its image. */
  readonly clean: readonly number[];
  /** A machine that goes on from where another one was halted, as a page goes on from the page before it. */
  readonly branch: readonly number[];
}

/** Boots machines one after the other and writes the times as JSON. Returns 0, or throws what did not come up. */
export async function bootsTask(task: BootsJob, { job, world, images }: Place): Promise<number> {
  const lab = await openLab(world, images, job.downloads, 1);
  const [network] = lab.networks;
  if (!network) throw new Error('The lab has no network.');
  const boot = async (layers: readonly string[], isNew: boolean, folder: string) => {
    const name = 'server';
    const settings = { world, network: network.name, name, last: lastPart(name, []), layers, isNew };
    const began = performance.now();
    const machine = await Machine.create({ ...settings, folder: join(world.folder, folder) });
    const milliseconds = performance.now() - began;
    return { milliseconds, layers: [...layers, await machine.freeze()] };
  };
  const clean: number[] = [];
  const branch: number[] = [];
  for (let round = 1; round <= task.times; round += 1) {
    const first = await boot(lab.imageLayers('debian-13'), true, `boots-${round}-clean`);
    const second = await boot(first.layers, false, `boots-${round}-branch`);
    console.log(`clean ${Math.round(first.milliseconds)} ms, branch ${Math.round(second.milliseconds)} ms`);
    clean.push(first.milliseconds);
    branch.push(second.milliseconds);
  }
  await writeFile(task.json, JSON.stringify({ clean, branch } satisfies Boots));
  return 0;
}
