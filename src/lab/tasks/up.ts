/** The `up` command inside the world: a page's machines, left running as they are at its end. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPages } from '../../content/index.ts';
import type { Job, UpJob } from '../host/job.ts';
import type { Images } from '../machine/image.ts';
import { address } from '../paths.ts';
import type { RunningPage } from '../run/page.ts';
import { prepare } from '../run/prepare.ts';
import { progress, tellTrouble } from '../run/progress.ts';
import { runTrees } from '../run/schedule.ts';
import { openWebDoor, webSocketPath } from '../servers/web.ts';
import type { World } from '../world/setup.ts';

/** What `up` tells the host when the machines are ready: the file `up.json` in the run's folder. */
export interface Ready {
  readonly page: string;
  readonly machines: readonly { readonly name: string; readonly v4: string; readonly v6: string }[];
  /** Path of the server's WebSocket behind the unix socket `web.sock` in the run's folder. */
  readonly webSocket?: string;
}

const never = (): Promise<never> => new Promise(() => setInterval(() => undefined, 3_600_000));

/** Runs the pages up to this one and stays. Returns only when a page failed. */
export async function upTask(job: Job, task: UpJob, world: World, images: Images): Promise<number> {
  const { pages } = await readPages(job.content);
  const options = { cold: false, single: true };
  const { lab, starts, keep } = await prepare(job, world, images, pages, [task.slug], options);
  await runTrees(lab, starts, {
    update: false,
    ...progress,
    onFailure: async () => undefined,
    onEnd: keep,
    onResult: async (result, node, running) => {
      tellTrouble(result);
      if (!node.wanted || !running || result.status !== 'passed') return;
      await tell(job, running);
      await never();
    },
  });
  return 1;
}

async function tell(job: Job, running: RunningPage): Promise<void> {
  const { lesson } = running.page;
  const server = running.machines.get('server');
  const path = lesson.server && server ? webSocketPath[lesson.server] : undefined;
  if (server && lesson.server) await openWebDoor(server, join(job.folder, 'web.sock'), { software: lesson.server });
  const machines = [...running.machines.keys()].map((name) => {
    const last = running.frozen.get(name)?.last ?? 0;
    return { name, v4: address.v4(last), v6: address.v6(last) };
  });
  const ready: Ready = { page: lesson.slug, machines, ...(path ? { webSocket: path } : {}) };
  await writeFile(join(job.folder, 'up.json'), JSON.stringify(ready));
}
