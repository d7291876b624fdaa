/** `npm start`: build what changed, serve it, print the address. Options: --port N, --host ADDRESS. */
import { parseArgs } from 'node:util';
import { orExplain } from './report.ts';
import { serve } from './serve.ts';
import { basePath, buildSite, distribution } from './site.ts';

const wantedPort = 4321;

await orExplain(async () => {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' } },
  });
  const port = values.port === undefined ? wantedPort : Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`"${values.port}" is not a port. Write a number from 1 to 65535: npm start -- --port 8080`);
  }
  const built = await buildSite();
  if (!built) console.log('Nothing changed since the last build.');
  const serving = await serve({ folder: distribution, host: values.host, port, tries: 20, base: basePath() });
  if (serving.port !== port) console.log(`Port ${port} is taken, so this is port ${serving.port}.`);
  console.log(`\nStanzabox:   ${serving.address}\nPlayground:  ${serving.address}playground/\n\nCtrl+C stops it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void serving.close().then(() => process.exit(0));
    });
  }
});
