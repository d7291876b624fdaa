/** Opens a lab for some pages, with the cached states from which they can start. */
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import type { Page } from '../../content/index.ts';
import type { Job } from '../host/job.ts';
import { lock } from '../host/lock.ts';
import type { Images } from '../machine/image.ts';
import { cacheFolder } from '../paths.ts';
import type { World } from '../world/setup.ts';
import { type Lab, openLab } from './lab.ts';
import { dropOldPasses } from './passes.ts';
import { every, type PageNode, plan } from './plan.ts';
import { nothing, type Snapshot } from './snapshot.ts';
import {
  archiveState,
  asSnapshot,
  type CachedState,
  dropOldStates,
  fits,
  loadState,
  type Start,
  type Stored,
  splitTrees,
  stateKey,
  storeState,
} from './state-cache.ts';

/** A network with three busy machines and their disks in memory. */
const memoryPerNetwork = 3 * 2 ** 30;

export interface Prepared {
  readonly lab: Lab;
  readonly starts: readonly Start<Snapshot>[];
  /** Pages that are not run because their end state is there. */
  readonly fromCache: readonly string[];
  /** Stores the end state of a page from which others start. */
  keep(page: Page, snapshot: Snapshot): Promise<void>;
}

export interface PrepareOptions {
  /** Use no cached state. */
  readonly cold: boolean;
  /** One network only. */
  readonly single: boolean;
  /** Names of end states, as {@link stateKeys} gives them. */
  readonly keyOf: (page: Page) => string;
}

const leaves = (nodes: readonly PageNode[]): number =>
  nodes.reduce((sum, { children }) => sum + (children.length > 0 ? leaves(children) : 1), 0);

/** How end states are named in this run. @param runner the runner's fingerprint */
export async function stateKeys(
  job: Job,
  images: Images,
  pages: ReadonlyMap<string, Page>,
  runner: string,
): Promise<(page: Page) => string> {
  const parts = { images, runner, downloads: job.downloads, archive: await archiveState() };
  return (page) => stateKey(pages, page, parts);
}

export async function prepare(
  job: Job,
  world: World,
  images: Images,
  pages: ReadonlyMap<string, Page>,
  wanted: readonly string[],
  options: PrepareOptions,
): Promise<Prepared> {
  const trees = plan(pages, wanted);
  const { keyOf } = options;
  const found = new Map<string, CachedState>();
  if (!options.cold) {
    for (const node of every(trees)) {
      const state = node.wanted ? undefined : await loadState(keyOf(node.page));
      if (state && fits(state, node)) found.set(node.page.lesson.slug, state);
    }
  }
  const split = splitTrees(trees, (node) => found.get(node.page.lesson.slug));
  const runs = new Set(every(split.map(({ node }) => node)).map(({ page }) => page.lesson.slug));
  const earlier = new Map(split.flatMap(({ from }) => Object.entries(from?.authorities ?? {})));
  const room = Math.floor(freemem() / memoryPerNetwork);
  const branches = split.reduce((sum, { node }) => sum + leaves([node]), 0);
  const networks = options.single ? 1 : Math.max(1, Math.min(availableParallelism(), room, branches));
  const lab = await openLab(world, images, job.downloads, networks, earlier);
  const snapshots = new Map<CachedState, Snapshot>();
  for (const { from } of split) if (from && !snapshots.has(from)) snapshots.set(from, asSnapshot(lab, from));
  const stored: Stored = new Map();
  return {
    lab,
    starts: split.map(({ node, from }) => ({ node, from: (from && snapshots.get(from)) ?? nothing })),
    fromCache: every(trees)
      .map(({ page }) => page.lesson.slug)
      .filter((slug) => !runs.has(slug)),
    keep: async (page, snapshot) => {
      if (![...pages.values()].some(({ lesson }) => lesson.after === page.lesson.slug)) return;
      const unlock = await lock(join(cacheFolder(), 'states.lock'), () => undefined);
      try {
        await storeState(lab, keyOf(page), snapshot, stored);
        await dropOldStates();
        await dropOldPasses();
      } finally {
        unlock();
      }
    },
  };
}
