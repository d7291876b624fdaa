/** The keys that the lab trusts are Debian's: their fingerprints, and the files of Debian's own package where it is here. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveKeys } from '../../src/lab/machine/archive-keys.ts';

const readme = readFileSync(join(dirname(archiveKeys[0] ?? ''), 'README.md'), 'utf8');

/** The binary key inside an armored file (RFC 9580, 6.2): what lies between the empty line and the checksum. */
const unarmored = (text: string): Buffer =>
  Buffer.from(/\n\n([\s\S]+?)\n(=|-----END)/.exec(text.replaceAll('\r', ''))?.[1] ?? '', 'base64');

/** The fingerprint of a key's first packet, its primary key of version 4 (RFC 9580, 4.2.2 and 5.5.4.2). */
function fingerprintOf(key: Buffer): string {
  // Public-key packets in the older format, with one octet of length or with two.
  const [start, length] = key[0] === 0x98 ? [2, key.readUInt8(1)] : [3, key.readUInt16BE(1)];
  expect([0x98, 0x99]).toContain(key[0]);
  const head = Buffer.from([0x99, length >> 8, length & 0xff]);
  const hash = createHash('sha1')
    .update(head)
    .update(key.subarray(start, start + length));
  return hash.digest('hex').toUpperCase();
}

test('each key has the fingerprint that the README names', () => {
  for (const key of archiveKeys) {
    const row = readme.split('\n').find((line) => line.includes(`\`${basename(key)}\``));
    expect(row?.replaceAll(' ', '')).toContain(`|${fingerprintOf(unarmored(readFileSync(key, 'utf8')))}|`);
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
