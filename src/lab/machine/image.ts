/** The disks that machines start from: made once by mmdebstrap and apt, kept in the cache for a week. */
import { createHash } from 'node:crypto';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readCached, writeWhole } from '../host/files.ts';
import { lock } from '../host/lock.ts';
import { cacheFolder, mirrorNames } from '../paths.ts';
import { must, run } from '../process.ts';
import { placeArchiveKeys } from './archive-keys.ts';
import {
  basePackages,
  customise,
  friendContents,
  infraContents,
  type LayerContents,
  testingPin,
  testingSources,
} from './image-contents.ts';
import { mountLayers, unmount } from './layers.ts';

const weekOld = 7 * 24 * 3600 * 1000;

/** `NAME.json` beside an image's folders: which of them is in use. */
const currentImage = z.strictObject({
  folder: z.string().min(1),
  contents: z.string().describe('sha256 of what decides what is in it.'),
  made: z.iso.datetime(),
});
type CurrentImage = z.infer<typeof currentImage>;

export interface ImageOptions {
  /** Make them again whatever their age. */
  readonly remake: boolean;
  readonly say: (text: string) => void;
}

/** Folders of the disks in the cache, each a layer. */
export interface Images {
  readonly base: string;
  readonly infra: string;
  readonly friend: string;
  /** Tells one made base from another. */
  readonly id: string;
}

const imagesFolder = (): string => join(cacheFolder(), 'images');

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const isFresh = async (current: CurrentImage, contents: string): Promise<boolean> =>
  current.contents === contents &&
  Date.now() - Date.parse(current.made) < weekOld &&
  // Somebody may have deleted a part of the cache.
  (await exists(current.folder));

/** The folder of an image: the one in use, or, where that is too old or not of these contents, one that `make` fills. */
async function ensure(
  name: string,
  whatDecides: string,
  options: ImageOptions,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const contents = createHash('sha256').update(whatDecides).digest('hex');
  const unlock = await lock(join(imagesFolder(), `${name}.lock`), () =>
    options.say(`Waiting for another runner that makes the image "${name}".`),
  );
  try {
    const file = join(imagesFolder(), `${name}.json`);
    const current = await readCached(file, currentImage);
    if (current && !options.remake && (await isFresh(current, contents))) return current.folder;
    // Runs that use the old one go on with it: a new folder each time, the one before the last is removed.
    const folder = join(imagesFolder(), `${name}-${Date.now()}`);
    const started = Date.now();
    options.say(`Making the image "${name}" (once a week)`);
    await mkdir(folder, { recursive: true });
    try {
      await make(folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    const made: CurrentImage = { folder, contents, made: new Date().toISOString() };
    await writeWhole(file, JSON.stringify(made));
    await forgetOld(name, current?.folder, folder);
    options.say(`The image "${name}" is made (${((Date.now() - started) / 1000).toFixed(0)} s)`);
    return folder;
  } finally {
    unlock();
  }
}

/** Keeps the newest and the one before it, which running labs may still use. */
async function forgetOld(name: string, previous: string | undefined, newest: string): Promise<void> {
  const listed = await run('find', [imagesFolder(), '-maxdepth', '1', '-type', 'd', '-name', `${name}-[0-9]*`]);
  for (const folder of listed.stdout.split('\n').filter(Boolean))
    if (folder !== previous && folder !== newest) await rm(folder, { recursive: true, force: true });
}

async function makeBase(folder: string, say: ImageOptions['say']): Promise<void> {
  const hook = join(folder, 'customise.sh');
  await writeFile(hook, customise);
  const signedBy = await placeArchiveKeys('/run/archive-keys');
  const line = (address: string, suite: string) => `deb [${signedBy}] ${address} ${suite} main`;
  await must(
    'mmdebstrap',
    [
      '--mode=root',
      '--variant=important',
      '--skip=cleanup/apt/lists',
      `--include=${basePackages.join(',')}`,
      `--customize-hook=sh ${hook} "$1"`,
      // The lists must match the sources that the machine ends up with.
      '--customize-hook=chroot "$1" apt-get update -qq',
      'trixie',
      join(folder, 'root'),
      line('http://deb.debian.org/debian/', 'trixie'),
      line('http://deb.debian.org/debian/', 'trixie-updates'),
      line('http://security.debian.org/debian-security/', 'trixie-security'),
    ],
    {
      onText: (text) => {
        for (const [, what] of text.matchAll(/^I: (.+?)(?:\.\.\.)?$/gm))
          if (what && !/^done/.test(what)) say(`  ${what}`);
      },
    },
  );
}

/** Installs packages into a layer over the base, without starting anything. */
async function makePackages(folder: string, base: string, contents: LayerContents): Promise<void> {
  const disk = await mountLayers([base], folder);
  const policy = join(disk.root, 'usr/sbin/policy-rc.d');
  try {
    await must('mount', ['-t', 'proc', 'proc', join(disk.root, 'proc')]);
    await must('mount', ['--rbind', '/dev', join(disk.root, 'dev')]);
    await must('mount', ['--bind', '/etc/hosts', join(disk.root, 'etc/hosts')]);
    await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    if (contents.fromTesting.length > 0) {
      await writeFile(join(disk.root, 'etc/apt/sources.list.d/testing.sources'), testingSources);
      await writeFile(join(disk.root, 'etc/apt/preferences.d/testing'), testingPin);
    }
    const packages = [...contents.packages, ...contents.fromTesting.map((name) => `${name}/forky`)];
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
    await must('chroot', [disk.root, 'apt-get', 'update', '-qq'], { env });
    const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages];
    await must('chroot', [disk.root, ...install], { env });
    await must('chroot', [disk.root, 'apt-get', 'clean'], { env });
  } finally {
    await rm(policy, { force: true });
    await unmount(disk);
  }
}

/** All images, from the cache or made now. To be called inside the world: {@link mirrorNames} must lead to the relay. */
export async function ensureImages(options: ImageOptions): Promise<Images> {
  const inBase = [...basePackages, customise, ...mirrorNames].join('\n');
  const baseFolder = await ensure('debian-13', inBase, options, (folder) => makeBase(folder, options.say));
  const base = join(baseFolder, 'root');
  // A layer fits only the base that it was made on.
  const layer = async (name: string, wanted: LayerContents): Promise<string> => {
    const inLayer = baseFolder + JSON.stringify(wanted);
    const fromBase = { ...options, remake: false };
    return join(await ensure(name, inLayer, fromBase, (folder) => makePackages(folder, base, wanted)), 'upper');
  };
  return {
    base,
    infra: await layer('infra', infraContents),
    friend: await layer('friend', friendContents),
    id: baseFolder,
  };
}
