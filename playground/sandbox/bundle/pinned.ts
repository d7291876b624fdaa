export const prosodyVersion = '13.0.1';

/**
 * Which Prosody the sandbox runs. To move to another version, change it and both sums together: `sha256sum` of the archive, once its
 * signature was checked, gives the first; with the first in place, a run with STANZABOX_PROSODY_SOURCE set to the unpacked folder names
 * the second in its error.
 */
export const pinned = {
  version: prosodyVersion,
  url: `https://prosody.im/downloads/source/prosody-${prosodyVersion}.tar.gz`,
  /** Of the archive, as upstream publishes it; Debian's prosody_VERSION.orig.tar.gz is the same file. */
  archiveSha256: '7bde8a5bf3cce195fd454970001b9faeac1a4601bcaa5c74eed7c6b74e48d806',
  /** Of the files that we take from it (see `treeSum`), for those who give an unpacked folder. */
  treeSha256: '26de3230270a9e677b65929102f70017bab9ae7e56e6123182e8107e467ff5b3',
} as const;
