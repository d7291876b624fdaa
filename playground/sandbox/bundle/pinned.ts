export const prosodyVersion = '13.0.1';
export const debianVersion = `${prosodyVersion}-1+deb131u`;

/** As readers are told: Debian's package has patches that the version alone does not tell of. */
export const prosodyName = `Prosody ${prosodyVersion} (Debian ${debianVersion})`;

/** A file of one of Debian's source packages. */
export interface PinnedFile {
  readonly name: string;
  readonly package: string;
  /** As Debian numbers it. */
  readonly version: string;
  readonly sha256: string;
  /** The name under which snapshot.debian.org keeps it. */
  readonly sha1: string;
}

/**
 * Which Prosody the sandbox runs: what Debian 13 installs, so that the playground answers as the servers of the guides do.
 *
 * To move to another version, change the versions and all sums together. `apt-get source --download-only prosody` on Debian 13
 * gets the files and checks Debian's signature; `sha256sum` and `sha1sum` give their sums. With these in place, the next run names
 * the sum of the patched files in its error. Then `npm test`: Debian's package must hold the same Lua (native-packages.test.ts).
 */
export const pinned = {
  version: prosodyVersion,
  debianVersion,
  /** As upstream published it. */
  upstream: {
    name: `prosody_${prosodyVersion}.orig.tar.gz`,
    package: 'prosody',
    version: debianVersion,
    sha256: '7bde8a5bf3cce195fd454970001b9faeac1a4601bcaa5c74eed7c6b74e48d806',
    sha1: 'bb987da93d6ce87e1d0220cdc36d3c42b29b31da',
  },
  /** What Debian adds, its patches among it. */
  debian: {
    name: `prosody_${debianVersion}.debian.tar.xz`,
    package: 'prosody',
    version: debianVersion,
    sha256: '84036c37774d962fea46ac67461587f62e86a3697bd154b1876827c597f38784',
    sha1: '821aacd6e90fb266f993db1045c9f6a63845f759',
  },
  /** Of the files that we take from it, patched (see `treeSum`). */
  treeSha256: '966fd0178f97acb0d986cd19d7d29282d93a5d2743883a16f608f2c410c7b186',
} as const;

/**
 * Where a file can be had, best first: Debian's archive, its security archive, and its museum, which keeps what both drop when the
 * next version is out.
 */
export function addressesOf({ name, package: from, sha1 }: PinnedFile): readonly string[] {
  const folder = `${from[0]}/${from}/${name}`;
  return [
    `https://deb.debian.org/debian/pool/main/${folder}`,
    `https://deb.debian.org/debian-security/pool/updates/main/${folder}`,
    `https://snapshot.debian.org/file/${sha1}`,
  ];
}
