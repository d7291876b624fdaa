/** Where the lab keeps things on the host, and the lab's own addresses. */
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';

// Not $HOME: under a sudo that keeps it, root would fill the user's cache with files that the user cannot change.
const cacheHome = (): string => process.env.XDG_CACHE_HOME || join(userInfo().homedir, '.cache');

/** Images, packages: all of it can be deleted at any time and is made again. */
export const cacheFolder = (): string => join(cacheHome(), 'stanzabox', 'lab');

/** Files that take the place of downloads, laid out as `host/path`. */
export const artifactFolder = (): string =>
  process.env.STANZABOX_ARTIFACTS || join(cacheHome(), 'stanzabox', 'artifacts');

/** The project's root, from this file's place in it. */
export const projectFolder = (): string => resolve(import.meta.dirname, '..', '..');

/** Every run has a folder of its own here, so that stale ones are found by name. */
export const runFolderPrefix = '/tmp/stanzabox-lab-';

/** Documentation addresses (RFC 5737, RFC 3849): they lead nowhere on the real internet. */
export const address = {
  v4: (last: number): string => `198.51.100.${last}`,
  v6: (last: number): string => `2001:db8:1::${last}`,
  gateway: 1,
  dns: 53,
  acme: 80,
  mirror: 81,
  downloads: 82,
} as const;

const known: Readonly<Record<string, number>> = { server: 10, friend: 20, laptop: 30 };

/** Last part of the addresses of a new machine: fixed for the known names, else the first free one from 40. */
export function lastPart(name: string, taken: readonly number[]): number {
  let free = 40;
  while (taken.includes(free)) free += 1;
  return known[name] ?? free;
}

/** Names that machines use for their packages, as in Debian's stock sources.list. */
export const mirrorNames = ['deb.debian.org', 'security.debian.org'] as const;

export const acmeNames = ['acme-v02.api.letsencrypt.org', 'acme-staging-v02.api.letsencrypt.org'] as const;
