import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareJid, parseJid } from '../../playground/stanza/index.ts';
import { anyText } from './arbitraries.ts';

describe('parseJid', () => {
  it.each([
    ['romeo@montague.example/balcony', 'romeo', 'montague.example', 'balcony'],
    ['montague.example', undefined, 'montague.example', undefined],
    ['montague.example/balcony', undefined, 'montague.example', 'balcony'],
    [
      'room@conference.montague.example/Third Witch @ /home',
      'room',
      'conference.montague.example',
      'Third Witch @ /home',
    ],
    ['Romeo@Montague.Example./Balcony', 'romeo', 'montague.example', 'Balcony'],
    ['juliet\\20capulet@capulet.example', 'juliet\\20capulet', 'capulet.example', undefined],
    ['πατήρ@münchen.example/🎭', 'πατήρ', 'münchen.example', '🎭'],
    ['e\u0301@x.example', '\u00e9', 'x.example', undefined],
    ['ｒｏｍｅｏ@x.example', 'romeo', 'x.example', undefined],
    ['a@[2001:DB8::1]', 'a', '[2001:db8::1]', undefined],
    ['a@192.0.2.1', 'a', '192.0.2.1', undefined],
    ['localhost', undefined, 'localhost', undefined],
    ['a@x.example/b\u00a0c', 'a', 'x.example', 'b c'],
  ])('%s', (text, local, domain, resource) => {
    expect(parseJid(text)).toMatchObject({ ok: true, jid: { local, domain, resource } });
  });

  it.each([
    ['', 'empty', 'jid', 0, 'missing'],
    ['@montague.example', 'empty-part', 'local', 0, 'before the @'],
    ['romeo@', 'empty-part', 'domain', 6, 'domain is missing'],
    ['romeo@/balcony', 'empty-part', 'domain', 6, 'domain is missing'],
    ['/balcony', 'empty-part', 'domain', 0, 'domain is missing'],
    ['romeo@montague.example/', 'empty-part', 'resource', 22, 'leave out the slash'],
    ['romeo juliet@x.example', 'forbidden-character', 'local', 5, '\\20'],
    [' romeo@x.example', 'forbidden-character', 'local', 0, 'space'],
    ['ro"meo@x.example', 'forbidden-character', 'local', 2, 'XEP-0106'],
    ['xmpp:romeo@x.example', 'forbidden-character', 'local', 4, '":"'],
    ['ro\u0000meo@x.example', 'forbidden-character', 'local', 2, 'U+0000'],
    ['😀@x.example', 'forbidden-character', 'local', 0, '"😀" (U+1F600)'],
    ['a＠b@x.example', 'forbidden-character', 'local', 1, 'U+FF20'],
    ['ﬁ@x.example', 'forbidden-character', 'local', 0, 'U+FB01'],
    ['romeo@juliet@x.example', 'bad-domain', 'domain', 12, 'second @'],
    ['romeo@x.example:5222', 'bad-domain', 'domain', 15, 'port'],
    ['romeo@x.example ', 'bad-domain', 'domain', 15, 'space'],
    ['romeo@x_y.example', 'bad-domain', 'domain', 7, '"_"'],
    ['romeo@x..example', 'bad-domain', 'domain', 8, 'two dots in a row'],
    ['romeo@.example', 'bad-domain', 'domain', 6, 'dots'],
    ['romeo@-x.example', 'bad-domain', 'domain', 6, 'hyphen'],
    ['romeo@[::g]', 'bad-domain', 'domain', 6, 'IPv6'],
    ['romeo@[::1', 'bad-domain', 'domain', 6, 'IPv6'],
    [`romeo@${'x'.repeat(64)}.example`, 'bad-domain', 'domain', 6, '63 bytes'],
    [`romeo@${'ü'.repeat(60)}.example`, 'bad-domain', 'domain', 6, '63 bytes'],
    [`${'x'.repeat(1024)}@x.example`, 'too-long', 'local', 0, '1024 bytes'],
    [`${'é'.repeat(512)}@x.example`, 'too-long', 'local', 0, '1024 bytes'],
    [`x@${'x.'.repeat(512)}example`, 'too-long', 'domain', 2, 'limit is 1023'],
    [`x@x.example/${'😀'.repeat(256)}`, 'too-long', 'resource', 12, '1024 bytes'],
    ['x@x.example/a\nb', 'forbidden-character', 'resource', 13, 'U+000A'],
  ])('says what is wrong with %j', (text, code, part, offset, words) => {
    const result = parseJid(text);
    expect(result).toMatchObject({ ok: false, error: { code, part, offset } });
    if (!result.ok) expect(result.error.plain).toContain(words);
  });

  it('accepts parts of exactly 1023 bytes', () => {
    expect(parseJid(`${'x'.repeat(1023)}@x.example/${'é'.repeat(511)}y`).ok).toBe(true);
  });

  it('never throws, and what it prepared stays as it is', () => {
    const text = fc.array(fc.oneof(fc.constantFrom('@', '/', '.', '[', ']', 'İ', 'ß', 'ﬀ', '\ud800'), anyText), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, (parts) => {
        const result = parseJid(parts.join(''));
        if (!result.ok) return;
        expect(parseJid(result.jid.full)).toEqual(result);
        expect(bareJid(result.jid.full)).toBe(result.jid.bare);
      }),
      { numRuns: 1000 },
    );
  });
});
