/** The keys that the lab trusts are Debian's: their fingerprints, and the files of Debian's own package where it is here. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveKeys } from '../../src/lab/machine/archive-keys.ts';

const readme = readFileSync(join(dirname(archiveKeys[0] ?? ''), 'README.md'), 'utf8');

/** The binary key inside an armored file (RFC 9580, 6.2): what lies between the empty line and the checksum. */
const unarmored = (text: string): Buffer =>
  Buffer.from(/\n\n([\s\S]+?)\n(=|-----END)/.exec(text.replaceAll('\r', ''))?.[1] ?? '', 'base64');

const hasGpg = existsSync('/usr/bin/gpg');

test.skipIf(!hasGpg)('each key has the fingerprint that the README names (needs gpg)', () => {
  for (const key of archiveKeys) {
    const shown = execFileSync('gpg', ['--show-keys', '--with-colons', key], { encoding: 'utf8', stdio: 'pipe' });
    const fingerprint = /^fpr:+([0-9A-F]{40}):$/m.exec(shown)?.[1];
    const row = readme.split('\n').find((line) => line.includes(`\`${basename(key)}\``));
    expect(row?.replaceAll(' ', '')).toContain(`|${fingerprint}|`);
  }
});

/** Debian 12's package has the keys without armor, Debian 13's both ways. */
const packaged = (key: string): string | undefined =>
  ['.gpg', '.pgp']
    .map((ending) => `/usr/share/keyrings/${basename(key, '.asc')}${ending}`)
    .find((path) => existsSync(path));

test.skipIf(!archiveKeys.every(packaged))("each key is that of Debian's package (needs one that knows trixie)", () => {
  for (const key of archiveKeys)
    expect(unarmored(readFileSync(key, 'utf8')).equals(readFileSync(packaged(key) ?? ''))).toBe(true);
});
