import { defineConfig } from 'vitest/config';

/** Tests that start a real Prosody in the sandbox, or natively beside it. */
const sandbox = [
  'tests/sandbox/**/*.test.ts',
  'tests/console/{runtime,templates,explained,cause,connections,dock,recipes,two-configurations,debian-configuration}.test.ts',
  'tests/console/{http/uploads,own/*,programs/*}.test.ts',
  'tests/check/own/*.test.ts',
  'tests/check/{openfire,prosody,stock,terminal-page}.test.ts',
  'tests/commands/recipe.test.ts',
  'tests/session/{websocket,client-library}.test.ts',
  'tests/session/by-hand/sasl2.test.ts',
  'tests/session/recipe/{recipes,lessons,shared-server}.test.ts',
  'tests/drills/{proven,native,other-servers}.test.ts',
  'tests/site/{dock-judge,lesson}.test.ts',
];
const browser = ['tests/sandbox/browser.test.ts'];
/** Need Firefox, or WebKitGTK with its driver and a screen. */
const otherBrowsers = ['tests/browsers/*.test.ts'];
const built = ['tests/site/{built,addresses,spaces}.test.ts'];
/** Boot machines as root. */
const lab = ['tests/**/*.slow.test.ts'];
/** Start from the machines that the guides leave, so they come after the guides' own runs. */
const guides = ['tests/**/*.guides.test.ts'];

/** One project for each thing that a test needs: `vitest run --project pure` needs nothing. */
const project = (name: string, include: readonly string[], exclude: readonly string[] = [], more = {}) => ({
  extends: true as const,
  test: { name, include: [...include], exclude: [...exclude], ...more },
});

export default defineConfig({
  resolve: {
    // Node would get Svelte's build for servers, in which no change is followed.
    alias: [
      {
        find: /^svelte\/(reactivity|store)$/,
        replacement: `${import.meta.dirname}/node_modules/svelte/src/$1/index-client.js`,
      },
    ],
  },
  test: {
    projects: [
      project('pure', ['tests/**/*.test.ts'], [...sandbox, ...browser, ...otherBrowsers, ...built, ...lab, ...guides]),
      project('sandbox', sandbox, [...browser, ...lab]),
      project('built', built, [], { globalSetup: 'tests/site/build-if-stale.ts' }),
      project('browser', browser),
      project('other browsers', otherBrowsers, [], { globalSetup: 'tests/site/build-if-stale.ts' }),
      project('lab', lab),
      project('servers of the guides', guides),
    ],
    // A busy machine is not a failure: tests wait for conditions, and this only bounds them.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores are the rule: a file at a time per core keeps booting servers from starving each other.
    maxWorkers: 2,
  },
});
