/** `npm run unit`: the unit tests, all or those that the words after `--` name, as Vitest reads them. */
import { makeReady, missingOf, type Need } from './needs.ts';
import { orExplain } from './report.ts';
import { run } from './run.ts';

await orExplain(async () => {
  const readiness = await makeReady(['Prosody’s source', 'Chromium', 'ShellCheck', 'native Prosody']);
  const without = (need: Need): boolean => missingOf([need], readiness).length > 0;
  const projects = without('Prosody’s source') ? ['pure'] : ['pure', 'sandbox', 'built'];
  if (without('Chromium')) console.log('SKIPPED: the worker in Chromium, which is missing.');
  else if (!without('Prosody’s source')) projects.push('browser');
  const chosen = projects.flatMap((name) => ['--project', name]);
  process.exitCode = await run('vitest', ['run', ...chosen, ...process.argv.slice(2)]);
});
