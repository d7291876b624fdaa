/** The state that a page leaves: disks and names, from which the pages after it start. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Records } from '../internet/zones.ts';
import type { Layers } from '../machine/layers.ts';

export interface FrozenMachine {
  readonly image: string;
  /** Last part of its addresses, the same on all pages. */
  readonly last: number;
  readonly layers: Layers;
}

export interface Snapshot {
  readonly machines: ReadonlyMap<string, FrozenMachine>;
  readonly records: Records;
  /**
   * The network that it can go on in: certificates and accounts of its Pebble are worth nothing in another.
   * Absent: any network.
   */
  readonly network?: string;
}

export const nothing: Snapshot = { machines: new Map(), records: [] };

/** Is there such a folder in a layer? Links are not followed: a page made them, and outside of its machine they lead elsewhere. */
async function holds(layer: string, path: readonly string[]): Promise<boolean> {
  let folder = layer;
  for (const part of path) {
    folder = join(folder, part);
    if (!(await lstat(folder).catch(() => undefined))?.isDirectory()) return false;
  }
  return true;
}

/** Does one of these layers hold an account at the network's certificate authority? */
export async function holdsAccount(layers: Layers): Promise<boolean> {
  const found = await Promise.all(layers.map((layer) => holds(layer, ['etc', 'letsencrypt', 'accounts'])));
  return found.includes(true);
}
