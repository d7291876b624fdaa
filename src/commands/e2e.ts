/** `npm run e2e`: builds what changed, then the tests in Chromium. What follows `--` goes to Playwright. */
import { makeReady } from './needs.ts';
import { orExplain } from './report.ts';
import { run } from './run.ts';
import { buildSite } from './site.ts';

await orExplain(async () => {
  const readiness = await makeReady(['Prosody’s source', 'Chromium']);
  for (const [need, state] of readiness)
    if (!state.ok) throw new Error(`The end-to-end tests cannot run: ${need} is missing (see above).`);
  await buildSite();
  process.exitCode = await run('playwright', ['test', ...process.argv.slice(2)]);
});
