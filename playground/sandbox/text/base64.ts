const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...ALPHABET].map((char, value) => [char.charCodeAt(0), value]));
const EQUALS = 0x3d;
const SPACE = /[\n\r\t \f\b]/;

export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/**
 * Decodes as Prosody does, which is neither strict nor lenient: white space is skipped, any other foreign byte
 * refuses the whole, padding ends a group wherever it is, and an unfinished group without padding is dropped.
 */
export function decodeBase64(bytes: Uint8Array): Uint8Array | null {
  const decoded: number[] = [];
  let group: number[] = [];
  const flush = (complete: number) => {
    const [a = 0, b = 0, c = 0, d = 0] = group;
    const tuple = (a << 18) | (b << 12) | (c << 6) | d;
    decoded.push(...[(tuple >> 16) & 0xff, (tuple >> 8) & 0xff, tuple & 0xff].slice(0, complete));
    group = [];
  };
  for (const byte of bytes) {
    const value = values.get(byte);
    if (value !== undefined) {
      group.push(value);
      if (group.length === 4) flush(3);
    } else if (byte === EQUALS) {
      if (group.length > 0) flush(group.length - 1);
    } else if (byte === 0) break;
    else if (!SPACE.test(String.fromCharCode(byte))) return null;
  }
  return Uint8Array.from(decoded);
}
