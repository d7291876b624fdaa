/** Where a page's layers and pictures are kept while the lab runs. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '../../content/index.ts';
import { must, run } from '../process.ts';
import type { Lab } from './lab.ts';

const maximalDisk = 8 * 2 ** 30;
/** As mke2fs(8) makes them: files without content fill a disk too. */
const bytesPerInode = 16_384;

export const pageFolder = (lab: Lab, page: Page): string =>
  join(lab.world.folder, 'pages', page.lesson.slug.replaceAll('/', '+'));

/** Where the layers of a page's machines are. */
export const diskOf = (folder: string): string => join(folder, 'disk');

/** A disk in memory for each page: one that fills its disk stops nobody else. */
export async function mountDisk(folder: string, lab: Lab): Promise<void> {
  const size = Math.floor(Math.min(maximalDisk, lab.world.memory / 2 / lab.networks.length));
  await mkdir(diskOf(folder), { recursive: true });
  const options = `mode=700,size=${size},nr_inodes=${Math.ceil(size / bytesPerInode)}`;
  await must('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', diskOf(folder)]);
}

/** Gives back all that a page's folder holds, its machines' layers included. */
export async function forgetPage(folder: string): Promise<void> {
  await run('umount', [diskOf(folder)]);
  await rm(folder, { recursive: true, force: true });
}
