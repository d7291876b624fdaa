/** Which pages the built site has: its sitemap says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distribution } from '../../src/commands/index.ts';

export const builtFolder = process.env.STANZABOX_DIST ?? distribution;

/** Paths of all pages of the sitemap, `/why/`, sorted. */
export function sitemapPaths(): readonly string[] {
  const files = readdirSync(builtFolder).filter((file) => /^sitemap-\d+\.xml$/.test(file));
  const addresses = files.flatMap((file) => {
    const xml = readFileSync(join(builtFolder, file), 'utf8');
    return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address ?? '').pathname);
  });
  if (addresses.length === 0) throw new Error(`The sitemap in ${builtFolder} lists no page.`);
  return addresses.sort();
}
