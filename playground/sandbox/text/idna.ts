/** Domain names between Unicode and ASCII (UTS 46, with the STD 3 rules that ask for letters, digits and hyphens). */

/** The ASCII form, or null when this is not a domain name. */
export function toAscii(domain: string): string | null {
  // The platform's URL parser has the tables; it also accepts what is not a name (ports, paths, numbers for addresses).
  const ascii = isAscii(domain) ? domain.toLowerCase() : hostOfUrl(domain);
  if (ascii === null || ascii.length > 253) return null;
  const labels = ascii.replace(/\.$/, '').split('.');
  return labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) ? ascii : null;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

function hostOfUrl(domain: string): string | null {
  if (/[\s%/?#@:[\]\\^|<>]/.test(domain)) return null;
  try {
    return new URL(`http://${domain}/`).hostname;
  } catch {
    return null;
  }
}

/** The Unicode form, or null when this is not a domain name. */
export function toUnicode(domain: string): string | null {
  const labels = toAscii(domain)?.split('.');
  if (!labels) return null;
  const decoded = labels.map((label) => (label.startsWith('xn--') ? decodeLabel(label.slice(4)) : label));
  return decoded.includes(null) ? null : decoded.join('.');
}

/** Punycode (RFC 3492 section 6.2). */
function decodeLabel(encoded: string): string | null {
  const basic = encoded.lastIndexOf('-');
  const output = basic > 0 ? [...encoded.slice(0, basic)].map((char) => char.charCodeAt(0)) : [];
  let [n, i, bias] = [128, 0, 72];
  for (let at = basic > 0 ? basic + 1 : 0; at < encoded.length; ) {
    const start = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = '0123456789'.includes(encoded[at] ?? '!')
        ? encoded.charCodeAt(at) - 22
        : (encoded[at] ?? '').toLowerCase().charCodeAt(0) - 97;
      at++;
      if (!(digit >= 0 && digit < 36)) return null;
      i += digit * weight;
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    bias = adapt(i - start, output.length + 1, start === 0);
    n += Math.floor(i / (output.length + 1));
    i %= output.length + 1;
    if (n > 0x10ffff) return null;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function adapt(delta: number, points: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35);
  return k + Math.floor((36 * rest) / (rest + 38));
}
