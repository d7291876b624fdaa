import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Boots } from '../../src/lab/index.ts';
import { run } from '../../src/lab/process.ts';
import { cli, whyNot } from './lab.ts';

const reason = await whyNot();

describe.skipIf(reason)('how long machines take to come up', () => {
  test('a clean machine and one that goes on from it are measured, each as often as asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-test-'));
    try {
      const json = join(folder, 'boots.json');
      const done = await run(process.execPath, [cli, 'boots', '--times', '2', '--json', json]);
      expect(done.status, done.stdout + done.stderr).toBe(0);
      const { clean, branch } = JSON.parse(await readFile(json, 'utf8')) as Boots;
      for (const times of [clean, branch]) {
        expect(times).toHaveLength(2);
        // Nothing boots in less: it would be a machine that was not waited for.
        for (const time of times) expect(time).toBeGreaterThan(100);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 300_000);
});
