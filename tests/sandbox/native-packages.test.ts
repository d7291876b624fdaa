/** The sandbox runs what Debian 13 installs: the same Lua, and the version that the guides were run with. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { getSource, pinned } from '../../playground/sandbox/bundle/index.ts';
import { contentFolder, readEvidence, readPages } from '../../src/content/index.ts';
import { type Release, versionToday } from './debian-folder.ts';
import { nativeFolder, nativeProblem, refuseOtherVersion } from './native-packages.ts';

// Debian's lists of packages are fetched.
vi.setConfig({ testTimeout: 180_000 });

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the Lua of Debian's package. ${problem}`);

test.skipIf(problem !== null)(
  `Debian's package has the same Lua, byte for byte${problem ? ` (${problem})` : ''}`,
  async () => {
    const installed = join(await nativeFolder(), 'usr/lib/prosody');
    const differing: string[] = [];
    const source = await getSource({ env: process.env, onProgress: () => {} });
    for (const [path, content] of source) {
      if (!path.endsWith('.lua')) continue;
      const theirs = await readFile(join(installed, path.replace(/^plugins\//, 'modules/'))).catch(() => null);
      if (!theirs?.equals(content)) differing.push(path);
    }
    expect(differing).toEqual([]);
    const names = (await readdir(installed, { recursive: true })).map((name) => name.replace(/^modules\//, 'plugins/'));
    // It belongs to ejabberd2prosody, a program for moving data.
    const more = names.filter((name) => name.endsWith('.lua') && name !== 'util/erlparse.lua' && !source.has(name));
    expect(more).toEqual([]);
  },
);

test('the guides ran last with the version that the sandbox runs', async () => {
  const runs: { page: string; date: string; version: string }[] = [];
  for (const [page, { file, lesson }] of (await readPages(contentFolder)).pages) {
    const evidence = await readEvidence({ file, lesson });
    if (evidence?.kind !== 'guide') continue;
    const packages = evidence.machines.flatMap((machine) => machine.packages);
    const found = packages.find(({ name }) => name === 'prosody');
    if (found) runs.push({ page, date: evidence.date, version: found.version });
  }
  const last = runs.sort((a, b) => (a.date < b.date ? 1 : -1))[0];
  const wayOut = 'move the sandbox to it, as the comment in playground/sandbox/bundle/pinned.ts says';
  const what = `${last?.page} ran on ${last?.date} with Debian's prosody ${last?.version}: ${wayOut}`;
  expect(last?.version, what).toBe(pinned.debianVersion);
});

test.skipIf(problem !== null).each<Release>(['debian-13', 'newer'])(
  'Debian has no other version today: %s',
  async (release) => {
    refuseOtherVersion(await versionToday('prosody', release), release);
  },
);

test('another version is told with what to do', () => {
  expect(() => refuseOtherVersion('13.0.99-1', 'debian-13')).toThrow(/13\.0\.99-1 now.*pinned\.ts says/);
  expect(() => refuseOtherVersion('13.0.99-1', 'newer')).toThrow(/unstable.*13\.0\.99-1 now.*newer\.ts says/);
});
