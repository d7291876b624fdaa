/** The `up` command inside the world: a page's machines, left running. */
import type { Images } from '../machine/image.ts';
import type { Job, UpJob } from '../world/job.ts';
import type { World } from '../world/setup.ts';

export async function upTask(_job: Job, _task: UpJob, _world: World, _images: Images): Promise<number> {
  throw new Error('not yet');
}
