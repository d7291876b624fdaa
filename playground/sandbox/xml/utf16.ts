/** A document in UTF-16, which every XML parser has to know (XML 1.0 section 4.3.3), as UTF-8 for the parser. */

export type Utf16 = 'little-endian' | 'big-endian';

/** By its first two bytes (XML 1.0 appendix F), null for UTF-8. */
export function detectUtf16(first: number, second: number): Utf16 | null {
  if ((first === 0xfe && second === 0xff) || first === 0) return 'big-endian';
  if ((first === 0xff && second === 0xfe) || second === 0) return 'little-endian';
  return null;
}

/** Turns chunks cut anywhere into UTF-8. What is not valid becomes a byte that UTF-8 does not have. */
export class Utf16Reader {
  readonly #isLittle: boolean;
  #odd: number | null = null;
  #high = 0;

  constructor(order: Utf16) {
    this.#isLittle = order === 'little-endian';
  }

  read(chunk: Uint8Array): Uint8Array {
    const out: number[] = [];
    for (const byte of chunk) {
      if (this.#odd === null) {
        this.#odd = byte;
        continue;
      }
      this.#unit(this.#isLittle ? (byte << 8) | this.#odd : (this.#odd << 8) | byte, out);
      this.#odd = null;
    }
    return Uint8Array.from(out);
  }

  #unit(unit: number, out: number[]): void {
    // As expat: the second half of a pair is not looked at, the second half alone is refused.
    if (this.#high !== 0) encode(0x10000 + ((this.#high & 0x3ff) << 10) + (unit & 0x3ff), out);
    else if (unit >= 0xdc00 && unit <= 0xdfff) out.push(0xff);
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      this.#high = unit;
      return;
    } else encode(unit, out);
    this.#high = 0;
  }
}

function encode(code: number, out: number[]): void {
  if (code < 0x80) out.push(code);
  else if (code < 0x800) out.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  else if (code < 0x10000) out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  else out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
}

/** How many bytes of UTF-16 these bytes of UTF-8 were. */
export function utf16Size(bytes: Uint8Array, from: number, to: number): number {
  let size = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) size += byte >= 0xf0 ? 4 : 2;
  }
  return size;
}
