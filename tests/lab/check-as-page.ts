/**
 * The check of the page /check/, on the lab's network: what a browser on the laptop would be told. A program of its own, because it
 * has to run there. Arguments: the account and its WebSocket; `STANZABOX_PASSWORD` has the password. Prints the result as JSON.
 */
import { checkServer, NotConnected } from '../../playground/check/index.ts';
import { asPage } from '../check/own/native.ts';

const [jid = '', url = ''] = process.argv.slice(2);
const access = { via: { kind: 'websocket', url }, jid, password: process.env.STANZABOX_PASSWORD ?? '' } as const;
try {
  process.stdout.write(JSON.stringify(await checkServer({ access, web: asPage })));
} catch (error) {
  if (!(error instanceof NotConnected)) throw error;
  console.error(`Nobody could sign in at ${url}: ${error.message}`);
  process.exitCode = 1;
}
