/** The archive of the lab's images, which CI keeps for a week. */
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test as anyTest, expect } from 'vitest';
import { newFolder, run, write } from './scripts.ts';

// The archive is made with GNU tar, on GitHub's Linux runners.
const test = anyTest.skipIf(process.platform !== 'linux');

const images = (action: string, archive: string, folder: string) =>
  run('lab-images.sh', { args: [action, archive, folder] });

test('brings back the images with their modes, and nothing else', () => {
  const cache = newFolder();
  const archive = join(newFolder(), 'images.tar');
  write(cache, {
    'images/debian-13.json': '{"folder":"debian-13-1"}',
    'images/debian-13.lock': '',
    'images/debian-13-1/root/etc/issue': 'Debian 13',
    'images/debian-13-1/root/etc/shadow': 'a secret',
    'states/one.json': '{}',
  });
  chmodSync(join(cache, 'images/debian-13-1/root/etc/shadow'), 0o640);
  expect(images('pack', archive, cache).status).toBe(0);

  const restored = join(newFolder(), 'lab');
  expect(images('unpack', archive, restored).status).toBe(0);
  expect(readFileSync(join(restored, 'images/debian-13-1/root/etc/issue'), 'utf8')).toBe('Debian 13');
  expect(statSync(join(restored, 'images/debian-13-1/root/etc/shadow')).mode & 0o777).toBe(0o640);
  expect(existsSync(join(restored, 'images/debian-13.json'))).toBe(true);
  expect(existsSync(join(restored, 'images/debian-13.lock'))).toBe(false);
  expect(existsSync(join(restored, 'states'))).toBe(false);
});

test('packs nothing, without failing, before the lab has made images', () => {
  const archive = join(newFolder(), 'images.tar');
  const { status, output } = images('pack', archive, newFolder());
  expect(status).toBe(0);
  expect(output).toContain('has not made any images yet');
  expect(existsSync(archive)).toBe(false);
});

test('names its actions when it is given another', () => {
  const { status, output } = images('clean', 'images.tar', newFolder());
  expect(status).toBe(2);
  expect(output).toContain('Use pack or unpack.');
});
