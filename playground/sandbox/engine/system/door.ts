/** What our C code asks of JavaScript (the IMPORTs of ../../c): tables and hashes that each browser, or a library, has anyway. */
import { parseIp } from '../../network/ip.ts';
import { toAscii, toUnicode } from '../../text/idna.ts';
import { type Profile, prepare } from '../../text/stringprep.ts';
import { digest, hkdf, hmac, pbkdf2 } from './hashes.ts';
import type { LinearMemory } from './memory.ts';
import type { SystemClock } from './wasi.ts';

/** In the order of UStringPrepProfileType in icu.h. */
const profiles: readonly Profile[] = ['nameprep', 'nodeprep', 'resourceprep', 'saslprep'];
const REFUSED = -1;

/** @param address the server's own, in the sandbox's network */
export function door(memory: () => LinearMemory, clock: SystemClock, address: string) {
  /** What a `view` of openssl.c points to. */
  const view = (at: number): Uint8Array => {
    const numbers = memory().view;
    return memory().part(numbers.getUint32(at, true), numbers.getUint32(at + 4, true));
  };
  // An error must not unwind C: it is told as 0.
  const put = (to: number, make: () => Uint8Array): number => {
    try {
      memory().bytes.set(make(), to);
      return 1;
    } catch {
      return 0;
    }
  };
  const convert = (text: string | null, to: number, capacity: number): number =>
    text === null ? REFUSED : memory().putUtf16(text, to, capacity);

  return {
    cpu: () => clock.cpu(),
    address(to: number) {
      memory().bytes.set(parseIp(address) ?? [], to);
    },
    stringprep(profile: number, strict: number, from: number, length: number, to: number, capacity: number) {
      const name = profiles[profile] as Profile;
      return convert(prepare(name, memory().utf16(from, length), strict !== 0), to, capacity);
    },
    idna(unicode: number, from: number, length: number, to: number, capacity: number) {
      return convert((unicode ? toUnicode : toAscii)(memory().utf16(from, length)), to, capacity);
    },
    digest: (hash: number, data: number, to: number) => put(to, () => digest(hash, view(data))),
    hmac: (hash: number, key: number, data: number, to: number) => put(to, () => hmac(hash, view(key), view(data))),
    pbkdf2: (hash: number, password: number, salt: number, iterations: number, to: number, size: number) =>
      put(to, () => pbkdf2(hash, view(password), view(salt), iterations, size)),
    hkdf: (hash: number, key: number, salt: number, info: number, to: number, size: number) =>
      put(to, () => hkdf(hash, view(key), view(salt), view(info), size)),
  };
}
