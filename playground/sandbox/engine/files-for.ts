import { newerName, newerVersion } from '../bundle/newer-version.ts';
import type { Files } from '../bundle-format.ts';
import { namesModuleOnRequest } from '../modules-on-request.ts';
import { versionIn, versions } from '../versions.ts';

/** Where Prosody's files come from. */
export interface Sources {
  /** What each start from nothing needs, our own Lua among it. */
  readonly core: () => Promise<Files>;
  /** The modules that are loaded on request. */
  readonly more: () => Promise<Files>;
  /** All of the newer Prosody's files; none when the site was built without it. */
  readonly newer: () => Promise<Files>;
}

export function isNewer(config: string): boolean {
  return versionIn(config) === newerVersion;
}

/**
 * The files that a server with this configuration starts with.
 * @throws Error in plain words when it asks for a version that is not there
 */
export async function filesFor(config: string, sources: Sources): Promise<Files> {
  const wanted = versionIn(config);
  if (!versions.some(({ version }) => version === wanted)) {
    const there = versions.map(({ name }) => name).join(' and ');
    throw new Error(`The configuration asks for Prosody ${wanted}, and here are ${there}. Change its first line.`);
  }
  if (!isNewer(config)) {
    const more = namesModuleOnRequest(config) ? await sources.more() : [];
    return new Map([...(await sources.core()), ...more]);
  }
  const newer = await sources.newer();
  if (newer.size === 0) throw new Error(`${newerName} could not be had when this site was built.`);
  const own = [...(await sources.core())].filter(([path]) => !path.startsWith('prosody/'));
  return new Map([...own, ...newer]);
}
