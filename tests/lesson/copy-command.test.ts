/** The commands that a page's files and changes are copied as, run by bash, with the real tee, install and patch. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileCommand, patchCommand } from '../../src/lesson/index.ts';
import type { FileStep, PatchStep } from '../../src/lesson/types.ts';
import { fence, steps } from './page.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stanzabox-copy-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const me = userInfo();
const group = execFileSync('id', ['--group', '--name'], { encoding: 'utf8' }).trim();

/** Whoever runs the tests is who may write here: nobody else needs to be asked. */
function run(command: string): void {
  // What patch says of a change that it refuses is in the error's text then.
  const script = `exec 1>&2; sudo() { "$@"; }\n${command}`;
  execFileSync('bash', ['-euc', script], { encoding: 'utf8', stdio: 'pipe' });
}

function written(info: string, text: string): FileStep {
  const [step] = steps(fence(info, text));
  if (step?.kind !== 'file') throw new Error('the block is no file');
  return step;
}

function changed(path: string, text: string): PatchStep {
  const [step] = steps(fence(`diff file=${path}`, text));
  if (step?.kind !== 'patch') throw new Error('the block is no change');
  return step;
}

// install and tee of BSD know neither long options nor /dev/stdin in this place.
describe.skipIf(!isThere('install'))('a file (needs install of GNU coreutils)', () => {
  const text = 'one\t"two"\n  $HOME `id` \\\nEND\n\nlast ';

  it('is written with its owner and mode', () => {
    const path = join(folder, 'made');
    run(fileCommand(written(`ini file=${path} owner=${me.username}:${group} mode=0751`, text)));
    expect(readFileSync(path, 'utf8')).toBe(`${text}\n`);
    const { mode, uid, gid } = statSync(path);
    expect([(mode & 0o7777).toString(8), uid, gid]).toEqual(['751', me.uid, me.gid]);
  });

  it('keeps the mode that it has where the page says none', () => {
    const path = join(folder, 'kept');
    writeFileSync(path, 'before', { mode: 0o600 });
    run(fileCommand(written(`ini file=${path}`, text)));
    expect(readFileSync(path, 'utf8')).toBe(`${text}\n`);
    expect((statSync(path).mode & 0o7777).toString(8)).toBe('600');
  });

  it('may be empty', () => {
    const path = join(folder, 'empty');
    run(fileCommand(written(`ini file=${path} mode=0600`, '')));
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});

describe.skipIf(!isThere('patch'))('a change (needs patch of GNU)', () => {
  const diff = '@@ -1,3 +1,3 @@\n \tone\n-two\n+\tzwei  \n ';

  it('is made, tabs and all, without a header in the page', () => {
    const path = join(folder, 'changed');
    writeFileSync(path, '\tone\ntwo\n\n', { mode: 0o640 });
    run(patchCommand(changed(path, diff)));
    expect(readFileSync(path, 'utf8')).toBe('\tone\n\tzwei  \n\n');
    expect((statSync(path).mode & 0o7777).toString(8)).toBe('640');
  });

  it('is refused where a line is not as the page has it, and changes nothing', () => {
    const path = join(folder, 'other');
    const before = ' one\ntwo\n\n';
    writeFileSync(path, before);
    expect(() => run(patchCommand(changed(path, diff)))).toThrow(/FAILED/);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});
