/** Overlay file systems: a machine's disk is a stack of layers, of which only the top one changes. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../process.ts';

/** Folders, lowest first. All but the last mounted one stay as they are. */
export type Layers = readonly string[];

export interface Mounted {
  /** Where the whole disk is seen. */
  readonly root: string;
  /** The layer that takes what changes. */
  readonly upper: string;
}

/** Mounts the layers with a fresh one on top; all of it is in `folder`. */
export async function mountLayers(layers: Layers, folder: string): Promise<Mounted> {
  const mounted = { root: join(folder, 'root'), upper: join(folder, 'upper') };
  const work = join(folder, 'work');
  for (const path of [mounted.root, mounted.upper, work]) await mkdir(path, { recursive: true });
  const lower = [...layers].reverse().join(':');
  const options = `lowerdir=${lower},upperdir=${mounted.upper},workdir=${work}`;
  // The kernel's newer way to mount, which mount(8) takes since util-linux 2.39, refuses an option of more than 255 bytes:
  // three layers. The older one takes a page.
  const env = { ...process.env, LIBMOUNT_FORCE_MOUNT2: 'always' };
  await must('mount', ['-t', 'overlay', 'overlay', '-o', options, mounted.root], { env });
  return mounted;
}

/** Unmounts; the upper folder stays and may become a layer. */
export async function unmount(mounted: Mounted): Promise<void> {
  await must('umount', ['-R', mounted.root]);
}
