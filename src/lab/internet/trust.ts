/** Makes machines trust the lab's internet as they trust the real one. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mountLayers, unmount } from '../machine/layers.ts';
import { must } from '../process.ts';

/**
 * A layer over `base` in which Debian's own `update-ca-certificates` took in these authorities.
 * @param authorities name of each to its PEM text
 * @returns the layer's folder
 */
export async function makeTrust(
  base: string,
  folder: string,
  authorities: ReadonlyMap<string, string>,
): Promise<string> {
  const disk = await mountLayers([base], folder);
  const place = join(disk.root, 'usr/local/share/ca-certificates');
  await mkdir(place, { recursive: true });
  for (const [name, pem] of authorities) await writeFile(join(place, `${name}.crt`), pem);
  await must('mount', ['-t', 'proc', 'proc', join(disk.root, 'proc')]);
  await must('chroot', [disk.root, 'update-ca-certificates']);
  await unmount(disk);
  return disk.upper;
}
