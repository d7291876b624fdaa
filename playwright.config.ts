import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath } from './src/commands/index.ts';

/** An odd port, so that a site which is already served on the usual one stays untouched. */
const port = Number(process.env.STANZABOX_E2E_PORT ?? 4387);

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  // Each browser starts servers of its own in its tabs; two cores carry two of them.
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  // A test that needs a second try is broken.
  retries: 0,
  // A slow machine is not a failure: tests wait for conditions, and this bounds it.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromiumPath,
      args: [...chromiumFlags],
    },
  },
  webServer: {
    command: `node tests/e2e/serve-built.ts ${port}`,
    port,
    // Another site on this port would be tested by mistake.
    reuseExistingServer: false,
  },
});
