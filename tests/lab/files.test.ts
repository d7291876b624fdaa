import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { makeWhole, readCached, readRequired, writeWhole } from '../../src/lab/host/files.ts';
import { notePass, passedAt } from '../../src/lab/run/passes.ts';
import { loadState } from '../../src/lab/run/state-cache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-test-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const shape = z.strictObject({ name: z.string() });

test('what could not be made leaves nothing, and what was there before stays', async () => {
  const file = join(folder, 'sub/a.txt');
  await writeWhole(file, 'old');
  const broken = makeWhole(file, async (temporary) => {
    await writeFile(temporary, 'half');
    throw new Error('the disk is full');
  });
  await expect(broken).rejects.toThrow('the disk is full');
  expect(await readdir(join(folder, 'sub'))).toEqual(['a.txt']);
  expect(await readFile(file, 'utf8')).toBe('old');
});

test('a file of the cache that is missing, cut short or of another version counts as missing', async () => {
  const file = join(folder, 'a.json');
  expect(await readCached(file, shape)).toBeUndefined();
  for (const text of ['', '{"name":"a', '{"name":1}', '{"name":"a","more":1}', 'null']) {
    await writeFile(file, text);
    expect(await readCached(file, shape), text).toBeUndefined();
  }
  await writeFile(file, '{"name":"a"}');
  expect(await readCached(file, shape)).toEqual({ name: 'a' });
});

test('a file that a run cannot do without is named, with the way out', async () => {
  const file = join(folder, 'job.json');
  await expect(readRequired(file, shape, 'Start the lab again.')).rejects.toThrow(
    /job\.json could not be read \(ENOENT.*\)\. Start the lab again\.$/,
  );
  await writeFile(file, '{"name"');
  await expect(readRequired(file, shape, 'Start the lab again.')).rejects.toThrow(
    `${file} is not what this version of the lab writes. Start the lab again.`,
  );
});

const layer = '0a3f0f5e-2f0e-4d3a-9a51-0f6f3c1d2b4e';
const state = {
  machines: [{ name: 'server', image: 'debian-13', last: 10, own: [layer] }],
  records: [{ name: 'example.com.', ttl: 300, type: 'A', data: '198.51.100.10' }],
  authorities: {},
  bound: false,
};

test('an end state is found again while all of it is there, and made again when it is broken', async () => {
  const cache = join(folder, 'stanzabox/lab');
  await mkdir(join(cache, 'states'), { recursive: true });
  await mkdir(join(cache, 'layers', layer), { recursive: true });
  const file = join(cache, 'states', 'key.json');
  await writeFile(file, JSON.stringify(state));
  expect(await loadState('key')).toEqual(state);
  await writeFile(file, JSON.stringify(state).slice(0, 40));
  expect(await loadState('key')).toBeUndefined();
  await writeFile(file, JSON.stringify({ ...state, machines: [{ ...state.machines[0], own: ['../../../etc'] }] }));
  expect(await loadState('key')).toBeUndefined();
  await writeFile(file, JSON.stringify(state));
  await rm(join(cache, 'layers', layer), { recursive: true });
  expect(await loadState('key')).toBeUndefined();
});

test('a pass is found under the name of its state and no other', async () => {
  await notePass('one', 'guides/prosody/install', '2026-11-22T14:03:00.000Z');
  expect(await passedAt('one')).toBe('2026-11-22T14:03:00.000Z');
  expect(await passedAt('two')).toBeUndefined();
});
