/** The state that a page leaves behind: disks and names, from which the pages after it start. */
import { access } from 'node:fs/promises';
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

/** Does one of these layers hold an account at the network's certificate authority? */
export async function holdsAccount(layers: Layers): Promise<boolean> {
  const found = await Promise.all(
    layers.map((layer) =>
      access(join(layer, 'etc/letsencrypt/accounts')).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
