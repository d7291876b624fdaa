/** The `up` command inside the world: a page's machines, left running as they are at its end. */
import { join } from 'node:path';
import { readPages } from '../../content/index.ts';
import { brokenMachines } from '../../lesson/index.ts';
import type { UpJob } from '../host/job.ts';
import { tellReady } from '../host/ready.ts';
import { address } from '../paths.ts';
import type { RunningPage } from '../run/page.ts';
import { labServers } from '../servers/table.ts';
import { openWebSocketProxy } from '../servers/websocket.ts';
import { type Place, reach } from './reach.ts';

const never = (): Promise<never> => new Promise(() => setInterval(() => undefined, 3_600_000));

/** Runs the pages up to this one and stays; of a drill, up to the fault. Returns only when a page failed. */
export async function upTask(task: UpJob, place: Place): Promise<number> {
  const { pages } = await readPages(place.job.content);
  const asked = pages.get(task.slug);
  const broken = asked?.lesson.kind === 'drill' ? brokenMachines(asked.lesson) : undefined;
  const known = broken && asked ? new Map([...pages, [broken.slug, { ...asked, lesson: broken }]]) : pages;
  await reach(place, known, [broken?.slug ?? task.slug], async (_, running) => {
    if (!running) return;
    await tell(place.job.folder, running);
    await never();
  });
  return 1;
}

/** `drills/a` of `drills/a@broken`: what was asked for. */
const pageOf = (slug: string): string => slug.replace(/@broken$/, '');

/** @param folder the run's folder on the host */
async function tell(folder: string, running: RunningPage): Promise<void> {
  const { lesson } = running.page;
  const machine = running.machines.get('server');
  const reachable = lesson.server && machine ? { machine, software: lesson.server } : undefined;
  if (reachable)
    await openWebSocketProxy(reachable.machine, join(folder, 'web.sock'), { software: reachable.software });
  const machines = [...running.machines.keys()].map((name) => {
    const last = running.frozen.get(name)?.last ?? 0;
    return { name, v4: address.v4(last), v6: address.v6(last) };
  });
  const webSocket = reachable && labServers[reachable.software].webSocket.path;
  await tellReady(folder, { page: pageOf(lesson.slug), machines, ...(webSocket ? { webSocket } : {}) });
}
