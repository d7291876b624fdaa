/** What every part of the virtual machine knows: folders, names and addresses. */
import { dirname, join } from 'node:path';
import { cacheFolder, projectFolder } from '../../src/lab/paths.ts';

/** Disks and keys. All of it can be deleted at any time and is made again. */
export const vmFolder = join(dirname(cacheFolder()), 'vm');

/** The root of Debian 13 as mmdebstrap made it: the disk is made from it, and User Mode Linux runs in it. */
export const rootFolder = join(vmFolder, 'root');

export const file = {
  /** Made once; every run starts from a copy. */
  base: join(vmFolder, 'base.ext4'),
  disk: join(vmFolder, 'disk.ext4'),
  project: join(vmFolder, 'project.ext4'),
  key: join(vmFolder, 'key'),
  console: join(vmFolder, 'console.log'),
} as const;

export const project = projectFolder();

export const user = 'contributor';

/** Where the project lies inside. */
export const home = `/home/${user}`;
export const clone = `${home}/stanzabox`;

/** Size of the disk that holds system, packages and the lab's caches. */
export const diskSize = '20G';

/** Addresses of the network that libslirp provides (qemu's and slirp4netns's defaults). */
export const network = {
  guest: '10.0.2.100',
  gateway: '10.0.2.2',
  dns: '10.0.2.3',
  bridge: '10.0.2.1',
  bits: 24,
} as const;
