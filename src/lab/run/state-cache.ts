/**
 * End states of pages, kept between runs, so that a page late in a chain starts at once. A state is found again only when
 * nothing that it depends on changed: no step, no image, no download, no package in the archive, and not the runner. Published evidence comes from
 * cold runs, which use none.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { Page } from '../../content/index.ts';
import type { PreparedDownload } from '../host/downloads.ts';
import { makeWhole, readCached, writeWhole } from '../host/files.ts';
import type { Images } from '../machine/image.ts';
import { cacheFolder } from '../paths.ts';
import { must } from '../process.ts';
import type { Lab } from './lab.ts';
import { before, type PageNode } from './plan.ts';
import type { Snapshot } from './snapshot.ts';

/** To be raised when what a state means changes. */
const stateFormat = 1;
const keptDays = 3;
/** Each page has one for each of its runs. Of so many the oldest go, once they are half a day old: until then a lab that is up may stand on them. */
const keptStates = 48;
const youngHours = 12;

const cachedState = z.strictObject({
  machines: z.array(
    z.strictObject({
      name: z.string().min(1),
      image: z.string().min(1),
      last: z.int().positive(),
      own: z.array(z.uuid()).describe('Names of layers above the image.'),
    }),
  ),
  records: z
    .array(z.strictObject({ name: z.string(), ttl: z.number(), type: z.string(), data: z.string() }))
    .readonly(),
  authorities: z
    .record(z.string(), z.string())
    .describe("The Let's Encrypt of that run, whose certificates the machines may hold."),
  bound: z.boolean().describe("It holds an account there, which the Let's Encrypt of another run does not know."),
});

export type CachedState = z.infer<typeof cachedState>;

/** Where a tree of pages starts from. */
export interface Start<From> {
  readonly node: PageNode;
  readonly from: From;
}

export type Find = (node: PageNode) => CachedState | undefined;

const statesFolder = (): string => join(cacheFolder(), 'states');
const layersFolder = (): string => join(cacheFolder(), 'layers');

const suites = ['debian/dists/trixie', 'debian/dists/trixie-updates', 'debian-security/dists/trixie-security'];

const fetchText = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`${url}: ${response.statusCode}`)),
      );
    }).on('error', reject);
  });

/** What the archive holds now; changes with every package. To be called inside the world. */
export async function archiveState(): Promise<string> {
  const hash = createHash('sha256');
  for (const suite of suites) hash.update(await fetchText(`http://deb.debian.org/${suite}/InRelease`));
  return hash.digest('hex');
}

/** What end states depend on besides their pages. */
export interface KeyParts {
  /** Their folders: each made image has another. */
  readonly images: Images;
  /** Of the archive's lists, and so of the version of each package: {@link archiveState}. */
  readonly archive: string;
  /** The runner's fingerprint. */
  readonly runner: string;
  readonly downloads: readonly PreparedDownload[];
}

/** The name of a page's end state: everything that it depends on. */
export function stateKey(
  pages: ReadonlyMap<string, Page>,
  page: Page,
  { images, archive, runner, downloads }: KeyParts,
): string {
  const chain = [...before(pages, page.lesson), page.lesson];
  const used = chain.flatMap((lesson) => lesson.downloads.map(({ url }) => downloads.find((one) => one.url === url)));
  const sums = used.map((download) => (download?.status === 'ready' ? download.sha256 : 'missing'));
  const made = [runner, images.base, images.infra, images.friend, archive];
  const parts = [stateFormat, ...made, ...chain.map(({ hash }) => hash), ...sums];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** Somebody may have deleted a part of the cache. */
async function layersExist(state: CachedState): Promise<boolean> {
  const layers = state.machines.flatMap(({ own }) => own.map((layer) => join(layersFolder(), layer)));
  const found = await Promise.all(layers.map((layer) => stat(layer).catch(() => undefined)));
  return found.every((one) => one?.isDirectory());
}

/** Reads the state of that name, if there is one that is whole, and notes that it is in use. */
export async function loadState(key: string): Promise<CachedState | undefined> {
  const file = join(statesFolder(), `${key}.json`);
  const state = await readCached(file, cachedState);
  if (!state || !(await layersExist(state))) return undefined;
  const now = new Date();
  await utimes(file, now, now);
  return state;
}

const asksForCertificates = (node: PageNode): boolean =>
  node.page.lesson.steps.some((step) => step.kind === 'shell' && /certbot\s+\w|acme/.test(step.command)) ||
  node.children.some(asksForCertificates);

/** Can the pages after this one go on from its cached state? Renewing at another Let's Encrypt cannot work. */
export const fits = (state: CachedState, node: PageNode): boolean =>
  !state.bound || !node.children.some(asksForCertificates);

/** Takes out of the trees what need not run because its end state is there. Pure. */
export function splitTrees(trees: readonly PageNode[], find: Find): Start<CachedState | undefined>[] {
  interface Split {
    readonly kept?: PageNode;
    readonly starts: readonly Start<CachedState | undefined>[];
  }
  const split = (node: PageNode): Split => {
    const state = node.wanted ? undefined : find(node);
    const below = node.children.map(split);
    const starts = below.flatMap((part) => part.starts);
    const kept = below.flatMap((part) => (part.kept ? [part.kept] : []));
    if (state) return { starts: [...kept.map((child) => ({ node: child, from: state })), ...starts] };
    if (!node.wanted && kept.length === 0) return { starts };
    return { kept: { ...node, children: kept }, starts };
  };
  return trees
    .map(split)
    .flatMap(({ kept, starts }) => [...(kept ? [{ node: kept, from: undefined }] : []), ...starts]);
}

/** A cached state as a snapshot, on this run's images. */
export function asSnapshot(lab: Lab, state: CachedState): Snapshot {
  const machines = state.machines.map(({ name, image, last, own }) => {
    const layers = [...lab.imageLayers(image), ...own.map((layer) => join(layersFolder(), layer))];
    return [name, { image, last, layers }] as const;
  });
  return { machines: new Map(machines), records: state.records };
}

/** Layers that were stored already, by their folder, so that a chain's layers are stored once. */
export type Stored = Map<string, string>;

/** Stores the end state of a page. Its machines are halted. */
export async function storeState(lab: Lab, key: string, snapshot: Snapshot, stored: Stored): Promise<void> {
  const machines = [];
  for (const [name, { image, last, layers }] of snapshot.machines) {
    const own: string[] = [];
    for (const layer of layers.slice(lab.imageLayers(image).length)) {
      const at = stored.get(layer) ?? (await storeLayer(layer));
      stored.set(layer, at);
      own.push(at);
    }
    machines.push({ name, image, last, own });
  }
  const authorities = Object.fromEntries(lab.acmeRoots);
  const state: CachedState = {
    machines,
    records: snapshot.records,
    authorities,
    bound: snapshot.network !== undefined,
  };
  const file = join(statesFolder(), `${key}.json`);
  await writeWhole(file, JSON.stringify(state));
}

async function storeLayer(folder: string): Promise<string> {
  // One that came out of the cache stays where it is.
  if (folder.startsWith(`${layersFolder()}/`)) return folder.slice(layersFolder().length + 1);
  const name = randomUUID();
  await makeWhole(join(layersFolder(), name), async (temporary) => {
    await must('cp', ['--archive', '--reflink=auto', folder, temporary]);
  });
  return name;
}

/** Removes states that nobody used for some days, and layers that no state names. To be called under a lock. */
export async function dropOldStates(): Promise<void> {
  const hours = (count: number): number => Date.now() - count * 3_600_000;
  const used = new Set<string>();
  const names = await readdir(statesFolder()).catch((): string[] => []);
  const files = await Promise.all(
    names.map(async (name) => {
      const file = join(statesFolder(), name);
      return { name, file, time: (await stat(file)).mtimeMs };
    }),
  );
  files.sort((a, b) => b.time - a.time);
  for (const [index, { name, file, time }] of files.entries()) {
    if (time < hours(24 * keptDays) || (index >= keptStates && time < hours(youngHours))) {
      await rm(file, { force: true });
      continue;
    }
    const state = name.endsWith('.json') ? await readCached(file, cachedState) : undefined;
    for (const layer of state?.machines.flatMap(({ own }) => own) ?? []) used.add(layer);
  }
  for (const name of await readdir(layersFolder()).catch((): string[] => [])) {
    const folder = join(layersFolder(), name);
    const found = await stat(folder).catch(() => undefined);
    // A layer is stored before its state is: young ones are left alone.
    if (found && !used.has(name) && Date.now() - found.ctimeMs > 3_600_000)
      await rm(folder, { recursive: true, force: true });
  }
}
