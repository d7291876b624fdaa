/** `npm run build`: a static `dist/` that any static host serves. STANZABOX_BASE and STANZABOX_SITE say where it will live. */
import { orExplain } from './report.ts';
import { basePath, buildSite, distribution } from './site.ts';

await orExplain(async () => {
  await buildSite({ force: true });
  console.log(`\nBuilt ${distribution} for the path ${basePath()}`);
});
