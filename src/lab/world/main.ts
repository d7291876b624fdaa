/** The runner inside the world. Started by host/world.ts; not to be called by hand. */
import { readFile } from 'node:fs/promises';
import { ensureImages } from '../machine/image.ts';
import { matrixTask } from '../matrix/task.ts';
import { bootsTask } from '../run/boots.ts';
import { runTask } from '../run/task.ts';
import { upTask } from '../run/up.ts';
import type { Job } from './job.ts';
import { setUpWorld } from './setup.ts';

const job = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Job;

async function main(): Promise<number> {
  const world = await setUpWorld(job);
  const images = await ensureImages({ remake: job.remakeImages, say: (text) => console.log(text) });
  switch (job.task.kind) {
    case 'images':
      return 0;
    case 'run':
      return runTask(job, job.task, world, images);
    case 'up':
      return upTask(job, job.task, world, images);
    case 'matrix':
      return matrixTask(job, job.task, world, images);
    case 'boots':
      return bootsTask(job, job.task, world, images);
    default:
      return job.task satisfies never;
  }
}

// Machines and servers of the lab still run: the end of this process ends them all.
process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }),
);
