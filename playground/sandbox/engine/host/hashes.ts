import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import type { CHash } from '@noble/hashes/utils.js';
import type { HostFunction } from '../lua-bridge.ts';
import { text } from '../lua-bridge.ts';

const hashes: Readonly<Record<string, CHash>> = {
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  md5,
  sha3_256,
  sha3_512,
  blake2s256: blake2s as unknown as CHash,
  blake2b512: blake2b as unknown as CHash,
};

function byName(name: Uint8Array): CHash {
  const hash = hashes[text(name)];
  if (!hash) throw new Error(`there is no hash named ${text(name)}`);
  return hash;
}

/** What Prosody takes from OpenSSL. */
export const hashFunctions: Record<string, HostFunction> = {
  random: (size: number) => crypto.getRandomValues(new Uint8Array(size)),
  hash: (name: Uint8Array, data: Uint8Array) => byName(name)(data),
  hmac: (name: Uint8Array, key: Uint8Array, data: Uint8Array) => hmac(byName(name), key, data),
  pbkdf2(name: Uint8Array, password: Uint8Array, salt: Uint8Array, iterations: number) {
    const hash = byName(name);
    return pbkdf2(hash, password, salt, { c: iterations, dkLen: hash.outputLen });
  },
  hkdf: (name: Uint8Array, length: number, key: Uint8Array, salt: Uint8Array, info: Uint8Array) =>
    hkdf(byName(name), key, salt, info, length),
};
