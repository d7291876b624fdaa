/** Serves the built site for the end-to-end tests, with the same server as `npm start`. STANZABOX_DIST names another folder. */
import { distribution, serve, stateOfBuild } from '../../src/commands/index.ts';

const folder = process.env.STANZABOX_DIST ?? distribution;
// A folder that is named is tested as it is.
const state = process.env.STANZABOX_DIST === undefined ? stateOfBuild() : 'current';
if (state !== 'current') {
  console.error(
    `The built site in ${folder} is ${state}. "npm run e2e" builds it first; "npm run build" does it alone.`,
  );
  process.exit(1);
}
const { address } = await serve({ folder, host: '127.0.0.1', port: Number(process.argv[2]), tries: 1, base: '/' });
console.log(`Serving ${folder} at ${address}`);
