import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileCommand, patchCommand } from '../../src/lesson/index.ts';
import type { FileStep, PatchStep } from '../../src/lesson/types.ts';
import { fence, steps } from './page.ts';

const file = (info: string, text: string): FileStep => {
  const [step] = steps(fence(info, text));
  if (step?.kind !== 'file') throw new Error('no file');
  return step;
};
const patch = (info: string, text: string): PatchStep => {
  const [step] = steps(fence(info, text));
  if (step?.kind !== 'patch') throw new Error('no patch');
  return step;
};
const firstLine = (command: string): string => command.split('\n', 1)[0] ?? '';

describe('the command that writes a file', () => {
  it.each([
    ['text file=/etc/a', "sudo tee /etc/a > /dev/null <<'END'"],
    [
      'text file=/etc/a mode=0640 owner=root:adm',
      "sudo install --owner=root --group=adm --mode=0640 /dev/stdin /etc/a <<'END'",
    ],
    ['text file=/etc/a owner=adm', "sudo install --owner=adm --group=adm --mode=0644 /dev/stdin /etc/a <<'END'"],
    ['text file=/etc/a mode=0755', "sudo install --owner=root --group=root --mode=0755 /dev/stdin /etc/a <<'END'"],
    ['text file=~/a as=admin', "tee ~/a > /dev/null <<'END'"],
    ['text file=~/a as=admin mode=0600', "install --mode=0600 /dev/stdin ~/a <<'END'"],
    ['text file=/a as=prosody', "sudo --user=prosody tee /a > /dev/null <<'END'"],
    ['text file=/a as=prosody mode=0600', "sudo --user=prosody install --mode=0600 /dev/stdin /a <<'END'"],
  ])('%s', (info, expected) => {
    expect(firstLine(fileCommand(file(info, 'x')))).toBe(expected);
  });
});

describe('the command that changes a file', () => {
  const options = '--forward --fuzz=0 --no-backup-if-mismatch';

  it.each([
    ['diff file=/etc/a', `sudo patch ${options} /etc/a <<'END'`],
    ['diff file=~/a as=admin', `patch ${options} ~/a <<'END'`],
    ['diff file=/a as=prosody', `sudo --user=prosody patch ${options} /a <<'END'`],
  ])('%s', (info, expected) => {
    expect(firstLine(patchCommand(patch(info, '@@ -1 +1 @@\n-a\n+b')))).toBe(expected);
  });
});

describe('in a shell', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copy-command-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** As admin, whose home the folder is. */
  const type = (command: string): ReturnType<typeof spawnSync> =>
    spawnSync('bash', ['-e', '-c', command], { env: { ...process.env, HOME: folder }, encoding: 'utf8' });

  it.each([
    ['lines', 'one\ntwo'],
    ['a line END, and one that begins with it', 'END\nEND_\nENDs'],
    ['tabs, spaces at the ends of lines, quotes and what shells expand', '\ta \n$HOME `id` \\ \'"'],
    ['empty lines', '\n\na\n'],
    ['nothing', ''],
  ])('it writes %s as they are', (_, text) => {
    const step = file('text file=~/a as=admin mode=0600', text);
    expect(type(fileCommand(step))).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(step.content);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
  });

  it('a file that is there keeps the mode that it has where the page says none', () => {
    writeFileSync(join(folder, 'a'), 'before', { mode: 0o600 });
    expect(type(fileCommand(file('text file=~/a as=admin', 'after'))).status).toBe(0);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('after\n');
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
  });

  const hasPatch = spawnSync('patch', ['--version']).error === undefined;
  const whyNot = hasPatch ? '' : ' (not run: patch is not installed)';
  const change = patch('diff file=~/a as=admin', '@@ -1,3 +1,3 @@\n one\n-END\n+\tTWO\n three');

  it.skipIf(!hasPatch)(
    `a change is applied where its lines have moved to, once, and leaves no other file${whyNot}`,
    () => {
      writeFileSync(join(folder, 'a'), 'zero\none\nEND\nthree\n', { mode: 0o600 });
      expect(type(patchCommand(change)).status).toBe(0);
      expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('zero\none\n\tTWO\nthree\n');
      expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(['a']);
      const again = type(patchCommand(change));
      expect([again.status, again.stdout]).toEqual([1, expect.stringContaining('Skipping patch')]);
      expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('zero\none\n\tTWO\nthree\n');
    },
  );

  it.skipIf(!hasPatch)(`a change of other lines fails, and the file stays${whyNot}`, () => {
    writeFileSync(join(folder, 'a'), 'one\n2\nthree\n');
    expect(type(patchCommand(change)).status).toBe(1);
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('one\n2\nthree\n');
  });
});
