/** Overlay file systems: a machine's disk is a stack of layers, of which only the top one changes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mountShifted, type UserRange } from '../host/user-range.ts';
import { must } from '../process.ts';

/** Folders, lowest first. All but the last mounted one stay as they are. */
export type Layers = readonly string[];

export interface Mounted {
  /** Where the whole disk is seen. */
  readonly root: string;
  /** The layer that takes what changes. */
  readonly upper: string;
}

export interface MountOptions {
  /** Shows the disk with owners of this range; the layers keep theirs. */
  readonly users?: UserRange | undefined;
  /** Text files that are on the disk from the start, by their path without the first slash. */
  readonly files?: ReadonlyMap<string, string>;
}

/** Mounts the layers with a fresh one on top; all of it is in `folder`. */
export async function mountLayers(
  layers: Layers,
  folder: string,
  { users, files = new Map() }: MountOptions = {},
): Promise<Mounted> {
  const root = join(folder, 'root');
  const upper = join(folder, 'upper');
  for (const path of [root, upper, join(folder, 'work')]) await mkdir(path, { recursive: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(upper, path)), { recursive: true });
    await writeFile(join(upper, path), text);
  }
  const all = [...layers, folder];
  const shifted = users ? all.map((_, index) => join(folder, 'shifted', String(index))) : all;
  if (users) {
    for (const path of shifted) await mkdir(path, { recursive: true });
    await mountShifted(
      users,
      all.map((path, index) => [path, shifted[index] ?? ''] as const),
    );
  }
  const lower = shifted.slice(0, -1).reverse().join(':');
  const above = shifted.at(-1) ?? '';
  const options = `lowerdir=${lower},upperdir=${join(above, 'upper')},workdir=${join(above, 'work')}`;
  // The kernel's newer way to mount, which mount(8) takes since util-linux 2.39, refuses an option of more than 255 bytes:
  // three layers. The older one takes a page.
  const env = { ...process.env, LIBMOUNT_FORCE_MOUNT2: 'always' };
  await must('mount', ['-t', 'overlay', 'overlay', '-o', options, root], { env });
  // The overlay has its own hold on them.
  if (users) await must('umount', shifted);
  return { root, upper };
}

/** Unmounts; the upper folder stays and may become a layer. */
export async function unmount(mounted: Mounted): Promise<void> {
  await must('umount', ['-R', mounted.root]);
}
