/** Builds the site before its tests, unless the last build is of the files as they are. STANZABOX_DIST names a folder to test as it is. */
import { buildSite } from '../../src/commands/index.ts';

export async function setup(): Promise<void> {
  if (process.env.STANZABOX_DIST !== undefined) return;
  if (await buildSite()) console.log('The site was built anew: it was missing or stale.');
}
