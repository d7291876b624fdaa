/** Names and texts are prepared as native Prosody does: stringprep, IDNA, base64, addresses. */
import { describe, expect, test, vi } from 'vitest';
import { differences } from '../../playground/sandbox/differences.ts';
import { resolve } from '../../playground/sandbox/network/dns.ts';
import { formatIp, parseIp } from '../../playground/sandbox/network/ip.ts';
import { toAscii, toUnicode } from '../../playground/sandbox/text/idna.ts';
import { type Profile, prepare } from '../../playground/sandbox/text/stringprep.ts';
import { onBoth } from './both-luas.ts';
import { nativeProblem } from './native-packages.ts';

// Every character takes a while on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

test.each<[Profile, string, string | null]>([
  ['nodeprep', 'Romeo', 'romeo'],
  ['nodeprep', 'STRAẞE', 'straẞe'],
  ['nodeprep', 'straße', 'strasse'],
  ['nodeprep', 'a b', null],
  ['nodeprep', 'a@b', null],
  ['nodeprep', 'a\u00adb', 'ab'],
  ['nodeprep', 'ﬁ', 'fi'],
  ['nodeprep', 'ΑΣ', 'ασ'],
  ['nodeprep', 'שלום', 'שלום'],
  ['nodeprep', 'שaום', null],
  ['nodeprep', '\u0007', null],
  ['nodeprep', '🌹', '🌹'],
  ['resourceprep', 'My Phone', 'My Phone'],
  ['resourceprep', 'a\u00a0b', 'a b'],
  ['resourceprep', '\ue000', null],
  ['nameprep', 'MÜNCHEN.example', 'münchen.example'],
  ['saslprep', 'I\u00adX', 'IX'],
  ['saslprep', '\u2168', 'IX'],
  ['saslprep', 'a\u2003b', 'a b'],
  ['saslprep', '\u0627\u0031', null],
])('%s of %j is %j', (profile, text, expected) => {
  expect(prepare(profile, text)).toBe(expected);
});

test.each<[string, string | null, string | null]>([
  ['Montague.Example', 'montague.example', 'montague.example'],
  ['münchen.example', 'xn--mnchen-3ya.example', 'münchen.example'],
  ['xn--mnchen-3ya.example', 'xn--mnchen-3ya.example', 'münchen.example'],
  ['☃.example', 'xn--n3h.example', '☃.example'],
  ['a_b.example', null, null],
  ['-a.example', null, null],
  ['a..example', null, null],
  ['a b', null, null],
  ['user@münchen.example', null, null],
  ['', null, null],
  // ICU checks hyphens and what was encoded, and neither the rules for right-to-left labels nor for joiners.
  ['ab--c.example', null, null],
  ['ä-.example', null, null],
  ['xn--a.example', null, null],
  ['אa.example', 'xn--a-zhc.example', 'אa.example'],
  ['a\u200db', 'xn--ab-m1t', 'a\u200db'],
  ['straße.example', 'xn--strae-oqa.example', 'straße.example'],
  // Numbers are labels, and no addresses.
  ['ü.1', 'xn--tda.1', 'ü.1'],
  ['²', '2', '2'],
  ['x'.repeat(64), null, 'x'.repeat(64)],
])('the domain %j is %j in ASCII and %j in Unicode', (domain, ascii, unicode) => {
  expect(toAscii(domain)).toBe(ascii);
  expect(toUnicode(domain)).toBe(unicode);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::1', '::1'],
  ['::', '::'],
  ['::ffff:192.0.2.1', '::ffff:c000:201'],
  ['1.2.3', null],
  ['1.2.3.256', null],
  ['1::2::3', null],
  ['12345::', null],
  ['montague.example', null],
])('the address %j is %j', (text, expected) => {
  const bytes = parseIp(text);
  expect(bytes && formatIp(bytes)).toBe(expected);
});

test('the resolver tells a name without such records from one that is not there, and follows aliases', () => {
  const table = {
    'a.example A': ['192.0.2.1'],
    'b.example CNAME': ['A.example.'],
    '_x._tcp.a.example SRV': ['0 5 1 a'],
  };
  expect(resolve(table, 'A.Example.', 'A')).toEqual({ rcode: 0, records: ['192.0.2.1'] });
  expect(resolve(table, 'b.example', 'A')).toEqual({ rcode: 0, records: ['192.0.2.1'], canonicalName: 'a.example' });
  expect(resolve(table, 'a.example', 'AAAA')).toEqual({ rcode: 0, records: [] });
  expect(resolve(table, 'c.example', 'A')).toEqual({ rcode: 3, records: [] });
});

const problem = await nativeProblem();
if (problem) console.warn(`SKIPPED: the comparison of text functions with native Prosody. ${problem}`);

const SCRIPT = `
local enc = require "util.encodings"
local functions = {
  to_ascii = enc.idna.to_ascii, to_unicode = enc.idna.to_unicode, valid = enc.utf8.valid, length = enc.utf8.length,
  nameprep = enc.stringprep.nameprep, nodeprep = enc.stringprep.nodeprep, resourceprep = enc.stringprep.resourceprep,
  saslprep = enc.stringprep.saslprep, base64 = enc.base64.decode,
}
local function hex(s) return (s:gsub(".", function (c) return ("%02x"):format(c:byte()) end)) end
for line in lines do
  local name, strict, text = line:match("^([%w_]+)(!?) (%x*)$")
  local bytes = text:gsub("%x%x", function (x) return string.char(tonumber(x, 16)) end)
  local result
  if strict == "" then result = functions[name](bytes) else result = functions[name](bytes, true) end
  print(result and "=" .. hex(tostring(result)) or "nil")
end`;

describe.skipIf(problem !== null)(`as native Prosody does${problem ? ` (${problem})` : ''}`, () => {
  /** What a function answers to each text here and there, in hexadecimal: the texts for which that differs. */
  async function different(name: string, texts: readonly Uint8Array[]): Promise<number[]> {
    const input = texts.map((text) => `${name} ${Buffer.from(text).toString('hex')}\n`).join('');
    const { here, native } = await onBoth(SCRIPT, input);
    expect(here).toHaveLength(texts.length);
    return [...texts.keys()].filter((index) => here[index] !== native[index]);
  }

  const corrected = differences.find(({ id }) => id === 'corrected-characters');

  test.each<[Profile, '' | '!']>([
    ['nameprep', ''],
    ['nodeprep', ''],
    ['resourceprep', ''],
    ['saslprep', ''],
    ['resourceprep', '!'],
  ])('%s%s, every character by itself', async (profile, strict) => {
    const texts: string[] = [];
    for (let code = 1; code < 0x30000; code++) {
      if (code < 0xd800 || code > 0xdfff) texts.push(String.fromCodePoint(code));
    }
    const found = await different(
      `${profile}${strict}`,
      texts.map((text) => Buffer.from(text)),
    );
    // Exactly those that the list of differences names.
    expect(found.map((index) => texts[index])).toEqual(texts.filter((text) => corrected?.touches.test(text)));
  });

  test('domains, every character within a label', async () => {
    const names: Uint8Array[] = [];
    for (let code = 1; code < 0x33500; code++) {
      if (code < 0xd800 || code > 0xdfff) names.push(Buffer.from(`a${String.fromCodePoint(code)}b`));
    }
    expect(await different('to_ascii', names)).toEqual([]);
    expect(await different('to_unicode', names)).toEqual([]);
  });

  test('domains, put together from pieces with rules of their own', async () => {
    const pieces =
      'a ü א ١ 1 - -- . 。 xn-- XN-- \u0301 \u0308u \u200d \u200c \u00ad ² ß 🌹 _ zzz mnchen-3ya a-ecp ａ ﬀ'.split(' ');
    const names = pieces.flatMap((one) =>
      pieces.flatMap((two) => pieces.flatMap((three) => [`${one}${two}${three}`, `${one}${two}${three}.example`])),
    );
    const long = [63, 64, 253, 254].flatMap((size) => ['x', 'ü', 'x.', 'ü.'].map((piece) => piece.repeat(size)));
    const texts = [...names, ...long].map((name) => Buffer.from(name));
    const wrong = [...(await different('to_ascii', texts)), ...(await different('to_unicode', texts))];
    expect(wrong.map((index) => texts[index]?.toString())).toEqual([]);
  });

  test('base64, broken in every way', async () => {
    const alphabet = 'ABab09+/==\n -_*\0';
    const texts = Array.from({ length: 5000 }, (_, seed) => {
      let state = seed * 7919 + 17;
      const letters = Array.from({ length: seed % 13 }, () => {
        state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
        return alphabet[(state >> 8) % alphabet.length];
      });
      return Buffer.from(letters.join(''));
    });
    expect(await different('base64', texts)).toEqual([]);
  });

  test.each(['valid', 'length', 'resourceprep', 'nodeprep'])('%s, with bytes that are no UTF-8', async (name) => {
    const pieces = [
      'a',
      'é',
      '€',
      '🌹',
      '\xc0\x80',
      '\xed\xa0\x80',
      '\xf4\x90\x80\x80',
      '\xe2\x82',
      '\x80',
      '\xff',
      '\xf0\x9f\x8c',
      '\0',
    ];
    const bytes = pieces.map((piece) =>
      Buffer.from(piece, /[\x80-\xff]/.test(piece) && piece !== 'é' ? 'latin1' : 'utf8'),
    );
    const texts = bytes.flatMap((first) =>
      bytes.flatMap((second) => bytes.map((third) => Buffer.concat([first, second, third]))),
    );
    expect(
      await different(name, [Buffer.from(''), ...texts, Buffer.from('é'.repeat(511)), Buffer.from('é'.repeat(512))]),
    ).toEqual([]);
  });
});
