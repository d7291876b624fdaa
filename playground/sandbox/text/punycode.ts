/** Punycode (RFC 3492 sections 6.1 to 6.3): a label's characters as ASCII, without the prefix. */
const FIRST = 0x80;

/** Null when this is not Punycode, or stands for something that is no character. */
export function decodeLabel(encoded: string): string | null {
  const basic = encoded.lastIndexOf('-');
  const output = basic > 0 ? [...encoded.slice(0, basic)].map((char) => char.charCodeAt(0)) : [];
  let [n, i, bias] = [FIRST, 0, 72];
  for (let at = basic > 0 ? basic + 1 : 0; at < encoded.length; ) {
    const start = i;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitValue(encoded[at] ?? '');
      at++;
      if (digit < 0) return null;
      i += digit * weight;
      const least = threshold(k, bias);
      if (digit < least) break;
      weight *= 36 - least;
    }
    bias = adapt(i - start, output.length + 1, start === 0);
    n += Math.floor(i / (output.length + 1));
    i %= output.length + 1;
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return null;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

export function encodeLabel(text: string): string {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < FIRST);
  let output = basic.length > 0 ? `${String.fromCharCode(...basic)}-` : '';
  let [n, delta, bias, done] = [FIRST, 0, 72, basic.length];
  while (done < points.length) {
    const next = Math.min(...points.filter((point) => point >= n));
    delta += (next - n) * (done + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta++;
      if (point !== n) continue;
      output += variable(delta, bias);
      bias = adapt(delta, done + 1, done === basic.length);
      delta = 0;
      done++;
    }
    delta++;
    n++;
  }
  return output;
}

/** A number of variable length. */
function variable(number: number, bias: number): string {
  let output = '';
  let rest = number;
  for (let k = 36; ; k += 36) {
    const least = threshold(k, bias);
    if (rest < least) return output + digitOf(rest);
    output += digitOf(least + ((rest - least) % (36 - least)));
    rest = Math.floor((rest - least) / (36 - least));
  }
}

function threshold(k: number, bias: number): number {
  return k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
}

const digits = 'abcdefghijklmnopqrstuvwxyz0123456789';

function digitOf(value: number): string {
  return digits[value] ?? '';
}

function digitValue(digit: string): number {
  return digit === '' ? -1 : digits.indexOf(digit.toLowerCase());
}

function adapt(delta: number, points: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35);
  return k + Math.floor((36 * rest) / (rest + 38));
}
