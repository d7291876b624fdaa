import { defineConfig } from 'vitest/config';

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
    include: ['tests/**/*.test.ts'],
    // Slow tests of the lab boot machines as root: `npm test` runs them in a stage of their own, with this variable.
    exclude: ['tests/e2e/**', ...(process.env.STANZABOX_LAB_TESTS === '1' ? [] : ['tests/lab/**/*.slow.test.ts'])],
    // A busy machine is no failure: tests wait for conditions, and this only bounds them.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores are the rule: a file at a time per core keeps booting servers from starving each other.
    maxWorkers: 2,
  },
});
