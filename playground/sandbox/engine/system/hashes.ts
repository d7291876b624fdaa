import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { hkdf as nobleHkdf } from '@noble/hashes/hkdf.js';
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import type { CHash } from '@noble/hashes/utils.js';

/** In the order of DIGESTS in openssl.h. */
const hashes: readonly CHash[] = [
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  sha3_256,
  sha3_512,
  blake2s as unknown as CHash,
  blake2b as unknown as CHash,
];

/** Hashes are known by their number. What is given may lie in memory that the next call changes. */
function known(hash: number): CHash {
  const found = hashes[hash];
  if (!found) throw new Error(`there is no hash number ${hash}`);
  return found;
}

export const digest = (hash: number, data: Uint8Array): Uint8Array => known(hash)(data);

export const hmac = (hash: number, key: Uint8Array, data: Uint8Array): Uint8Array => nobleHmac(known(hash), key, data);

export const pbkdf2 = (hash: number, password: Uint8Array, salt: Uint8Array, c: number, dkLen: number): Uint8Array =>
  noblePbkdf2(known(hash), password, salt, { c, dkLen });

export const hkdf = (hash: number, key: Uint8Array, salt: Uint8Array, info: Uint8Array, size: number): Uint8Array =>
  nobleHkdf(known(hash), key, salt, info, size);
