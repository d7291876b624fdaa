/** The runner inside the world. Started by host/world.ts; not to be called by hand. */
import { readFile } from 'node:fs/promises';
import type { Job } from './host/job.ts';
import { ensureImages } from './machine/image.ts';
import { bootsTask } from './tasks/boots.ts';
import { runTask } from './tasks/guides.ts';
import { matrixTask } from './tasks/recipes.ts';
import { upTask } from './tasks/up.ts';
import { setUpWorld } from './world/setup.ts';

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
