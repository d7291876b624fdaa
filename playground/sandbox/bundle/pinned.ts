/** Which Prosody this is. To move to another version, change all four together (CONTRIBUTING says how to get the sums). */
export const pinned = {
  version: '13.0.1',
  url: 'https://prosody.im/downloads/source/prosody-13.0.1.tar.gz',
  /** Of the archive, as upstream publishes it; Debian's prosody_13.0.1.orig.tar.gz is the same file. */
  archiveSha256: '7bde8a5bf3cce195fd454970001b9faeac1a4601bcaa5c74eed7c6b74e48d806',
  /** Of the files that we take from it (see `treeSum`), for those who give an unpacked folder. */
  treeSha256: '26de3230270a9e677b65929102f70017bab9ae7e56e6123182e8107e467ff5b3',
} as const;
