/** A running lab: its stages, and the machines that a page asks for. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreparedDownload } from '../host/downloads.ts';
import { makeAuthority } from '../internet/authority.ts';
import { type Stage, startStage } from '../internet/stage.ts';
import { makeTrust } from '../internet/trust.ts';
import { friendRecords, setUpFriend } from '../machine/friend.ts';
import type { Images } from '../machine/image.ts';
import type { Layers } from '../machine/layers.ts';
import { Machine } from '../machine/machine.ts';
import type { World } from '../world/setup.ts';
import type { FrozenMachine } from './snapshot.ts';

export interface Lab {
  readonly world: World;
  readonly images: Images;
  readonly stages: readonly Stage[];
  readonly downloads: readonly PreparedDownload[];
  /** PEM files of the authorities that the lab's internet is vouched for by: the lab's own and each stage's Let's Encrypt. */
  readonly authorities: ReadonlyMap<string, string>;
  /** Those of {@link authorities} that issue certificates to machines. */
  readonly acmeRoots: ReadonlyMap<string, string>;
  /** Layers of an image, without anything that was set up on it. */
  imageLayers(name: string): Layers;
  /** The disk that a machine with this image starts from, made when it is first asked for. */
  image(stage: Stage, name: string, last: number): Promise<FrozenMachine>;
}

/**
 * Starts `count` stages and makes the machines trust all of them.
 * @param earlier authorities of earlier runs whose certificates cached states hold, by name
 */
export async function openLab(
  world: World,
  images: Images,
  downloads: readonly PreparedDownload[],
  count: number,
  earlier: ReadonlyMap<string, string> = new Map(),
): Promise<Lab> {
  const authority = await makeAuthority(join(world.folder, 'authority'));
  const names = Array.from({ length: count }, (_, index) => `s${index + 1}`);
  const stages = await Promise.all(names.map((name) => startStage(world, images, authority, downloads, name)));
  // Named by their content, so that those of several runs lie side by side.
  const nameOf = (pem: string): string =>
    `stanzabox-acme-${createHash('sha256').update(pem).digest('hex').slice(0, 12)}`;
  const acmeRoots = new Map([...earlier, ...stages.map(({ acmeRoot }) => [nameOf(acmeRoot), acmeRoot] as const)]);
  const authorities = new Map([['stanzabox-lab', await readFile(authority.certificate, 'utf8')], ...acmeRoots]);
  const trust = await makeTrust(images.base, join(world.folder, 'trust'), authorities);
  const imageLayers = (name: string): Layers => {
    switch (name) {
      case 'debian-13':
        return [images.base, trust];
      case 'prosody':
        return [images.base, images.friend, trust];
      default:
        throw new Error(
          `There is no image "${name}". Images are: debian-13, prosody (a friend that is set up already).`,
        );
    }
  };
  const friends = new Map<string, Promise<Layers>>();
  return {
    world,
    images,
    stages,
    downloads,
    authorities,
    acmeRoots,
    imageLayers,
    image: async (stage, name, last) => {
      const layers = imageLayers(name);
      if (name !== 'prosody') return { image: name, last, layers };
      const made = friends.get(stage.name) ?? makeFriend(world, stage, layers, last);
      friends.set(stage.name, made);
      return { image: name, last, layers: await made };
    },
  };
}

async function makeFriend(world: World, stage: Stage, layers: Layers, last: number): Promise<Layers> {
  await stage.serve(friendRecords(last));
  const folder = join(world.folder, `${stage.name}-friend`);
  const machine = await Machine.create({ world, stage: stage.name, name: 'friend', last, layers, isNew: true, folder });
  await setUpFriend(machine);
  return [...layers, await machine.freeze()];
}
