import { formatIp, parseIp } from '../../network/ip.ts';
import { decodeBase64, encodeBase64 } from '../../text/base64.ts';
import { toAscii, toUnicode } from '../../text/idna.ts';
import { type Profile, prepare } from '../../text/stringprep.ts';
import { type HostFunction, text } from '../lua-bridge.ts';

/** What Prosody takes from libidn or ICU, and from the C library's address functions. */
export const textFunctions: Record<string, HostFunction> = {
  base64_encode: encodeBase64,
  base64_decode: decodeBase64,
  stringprep: (profile: Uint8Array, value: Uint8Array, strict: boolean) =>
    prepare(text(profile) as Profile, text(value), strict),
  idna_to_ascii: (domain: Uint8Array) => toAscii(text(domain)),
  idna_to_unicode: (domain: Uint8Array) => toUnicode(text(domain)),
  pton: (address: Uint8Array) => parseIp(text(address)),
  ntop: formatIp,
};
