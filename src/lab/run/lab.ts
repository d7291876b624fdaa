/** A running lab: its networks, and the machines that a page asks for. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreparedDownload } from '../host/downloads.ts';
import { makeAuthority } from '../internet/authority.ts';
import { type Network, startNetwork } from '../internet/network.ts';
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
  readonly networks: readonly Network[];
  readonly downloads: readonly PreparedDownload[];
  /** PEM files of the authorities that the lab's internet is vouched for by: the lab's own and each network's Let's Encrypt. */
  readonly authorities: ReadonlyMap<string, string>;
  /** Those of {@link authorities} that issue certificates to machines. */
  readonly acmeRoots: ReadonlyMap<string, string>;
  /** Layers of an image, without anything that was set up on it. */
  imageLayers(name: string): Layers;
  /** The disk that a machine with this image starts from, made when it is first asked for. */
  image(network: Network, name: string, last: number): Promise<FrozenMachine>;
}

/**
 * Starts `count` networks and makes the machines trust all of them.
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
  const networks = await Promise.all(names.map((name) => startNetwork(world, images, authority, downloads, name)));
  // Named by their content, so that those of several runs can be kept together.
  const nameOf = (pem: string): string =>
    `stanzabox-acme-${createHash('sha256').update(pem).digest('hex').slice(0, 12)}`;
  const acmeRoots = new Map([...earlier, ...networks.map(({ acmeRoot }) => [nameOf(acmeRoot), acmeRoot] as const)]);
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
    networks,
    downloads,
    authorities,
    acmeRoots,
    imageLayers,
    image: async (network, name, last) => {
      const layers = imageLayers(name);
      if (name !== 'prosody') return { image: name, last, layers };
      const made = friends.get(network.name) ?? makeFriend(world, network, layers, last);
      friends.set(network.name, made);
      return { image: name, last, layers: await made };
    },
  };
}

async function makeFriend(world: World, network: Network, layers: Layers, last: number): Promise<Layers> {
  await network.serve(friendRecords(last));
  const folder = join(world.folder, `${network.name}-friend`);
  const machine = await Machine.create({
    world,
    network: network.name,
    name: 'friend',
    last,
    layers,
    isNew: true,
    folder,
  });
  await setUpFriend(machine);
  return [...layers, await machine.freeze()];
}
