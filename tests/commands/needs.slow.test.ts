/**
 * `npm test` on a computer that lacks one of its tools: it is named before the first stage, with the way out, and the stages that
 * need it are skipped, never failed. The computer is this one, with a layer over /usr from which the tool was removed.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');

// Nothing of it is seen outside: the mounts are in a namespace of their own, and the layer is in memory.
const without = `set -e
files=$1; shift
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work
mount -t overlay overlay -o lowerdir=/usr,upperdir=/mnt/upper,workdir=/mnt/work /usr
for file in $files; do rm -f "/usr/bin/$file" "/usr/sbin/$file"; done
exec "$@"
`;

/** What `npm test -- --needs` prints where these programs of /usr are missing. */
function needs(missing: readonly string[], ...as: readonly string[]): { status: number | null; text: string } {
  const command = [...as, process.execPath, 'src/commands/test.ts', '--needs'];
  const args = ['-m', '--propagation', 'private', 'bash', '-c', without, 'without', missing.join(' '), ...command];
  const { status, stdout, stderr } = spawnSync('unshare', args, { cwd: root, encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

/** A user namespace without a map: the process owns what root owns, and is nobody. */
const ordinaryUser = ['unshare', '-U'];

const skipped = (text: string): string[] =>
  [...text.matchAll(/^SKIPPED: (.+?) \(missing/gm)].map(([, name]) => name ?? '');

/** What boots machines. */
const labStages = ['lab', 'guides', 'servers of the guides, checked', 'one sitting with a machine of the lab'];

describe('a computer that lacks a tool', () => {
  it('skips only the lab for an ordinary user, and says how to run it', () => {
    const { status, text } = needs([], ...ordinaryUser);
    expect(text).toContain('the lab boots machines, which needs root: sudo npm test');
    expect(skipped(text)).toEqual(labStages);
    expect(status).toBe(0);
  });

  it.each([
    [
      'chromium',
      'MISSING: Chromium',
      'sudo apt install chromium',
      ['unit: worker in Chromium', 'end to end (Chromium)'],
    ],
    ['firefox-esr', 'MISSING: Firefox', 'sudo apt install firefox-esr', ['main journey in Firefox']],
    ['Xvfb', 'MISSING: WebKitGTK', 'sudo apt install webkit2gtk-driver xvfb', ['main journey in WebKitGTK']],
    ['shellcheck', 'MISSING: ShellCheck', 'sudo apt install shellcheck', []],
  ])('without %s an ordinary user is told the command that installs it', (program, named, wayOut, stages) => {
    const { status, text } = needs([program], ...ordinaryUser);
    expect(text).toContain(named);
    expect(text).toContain(wayOut);
    expect(skipped(text)).toEqual([...stages, ...labStages]);
    expect(status).toBe(0);
  });

  it('finds programs for administrators without sbin in the PATH, which "sudo env PATH=$PATH" keeps out', () => {
    const { status, text } = needs([], 'env', 'PATH=/usr/bin:/bin');
    expect(text).toContain('ready: the lab');
    expect(skipped(text)).toEqual([]);
    expect(status).toBe(0);
  });

  it.each(['systemd-nspawn', 'mmdebstrap', 'ip', 'openssl', 'curl', 'certutil', 'chromium'])(
    'without %s, and without apt to get it, root is told what is missing before the lab',
    (program) => {
      const { status, text } = needs([program, 'apt-get']);
      expect(text).toMatch(/MISSING: the lab\n[\s\S]*lacks/);
      expect(text).toMatch(new RegExp(`^ *${program}: `, 'm'));
      expect(skipped(text)).toEqual(expect.arrayContaining(labStages));
      expect(status).toBe(0);
    },
  );
});
