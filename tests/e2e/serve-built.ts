/** Serves the built site for the end-to-end tests, with the same server as `npm start`. STANZABOX_DIST names another folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../src/commands/serve.ts';
import { distribution } from '../../src/commands/site.ts';

const folder = process.env.STANZABOX_DIST ?? distribution;
if (!existsSync(join(folder, 'index.html'))) {
  console.error(`There is no built site in ${folder}. Run "npm run build" first.`);
  process.exit(1);
}
const { address } = await serve({ folder, host: '127.0.0.1', port: Number(process.argv[2]), tries: 1, base: '/' });
console.log(`Serving ${folder} at ${address}`);
