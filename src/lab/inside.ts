/** The runner inside the world. Started by host/world.ts; not to be called by hand. */
import { readRequired } from './host/files.ts';
import { jobSchema } from './host/job.ts';
import { printPlainly } from './host/plain-console.ts';
import { ensureImages } from './machine/image.ts';
import { bootsTask } from './tasks/boots.ts';
import { runTask } from './tasks/guides.ts';
import { matrixTask } from './tasks/recipes.ts';
import { upTask } from './tasks/up.ts';
import { setUpWorld } from './world/setup.ts';

printPlainly();

async function main(): Promise<number> {
  const job = await readRequired(process.argv[2] ?? '', jobSchema, 'Start the lab with: npm run lab');
  const world = await setUpWorld(job);
  const images = await ensureImages({ remake: job.remakeImages, say: (text) => console.log(text) });
  const place = { job, world, images };
  switch (job.task.kind) {
    case 'images':
      return 0;
    case 'run':
      return runTask(job.task, place);
    case 'up':
      return upTask(job.task, place);
    case 'matrix':
      return matrixTask(job.task, place);
    case 'boots':
      return bootsTask(job.task, place);
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
