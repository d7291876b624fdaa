import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../playground/console/limits.ts';
import { hasHidden, visibleParts } from '../../playground/console/state/hidden-characters.ts';
import { type Laid, type Line, pagesOf } from '../../playground/console/state/pages.ts';

/** The text again, from what is shown of it. */
function joined({ pages }: Laid): string {
  const lines = pages.flat();
  const textOf = ({ indent, parts }: Line): string => ' '.repeat(indent) + parts.map(({ text }) => text).join('');
  return lines.map((line, at) => (at > 0 && !line.continues ? '\n' : '') + textOf(line)).join('');
}

describe('visibleParts', () => {
  it('cuts out what turns a text round or cannot be seen, each with its number', () => {
    expect(visibleParts('invoice\u202efdp.exe')).toEqual([
      { text: 'invoice' },
      { text: '\u202e', code: 'U+202E' },
      { text: 'fdp.exe' },
    ]);
    expect(visibleParts('a\u200b\u00a0\u0007\ud800b\u{e0041}').flatMap(({ code }) => code ?? [])).toEqual([
      'U+200B',
      'U+00A0',
      'U+0007',
      'U+D800',
      'U+E0041',
    ]);
  });

  it('leaves letters of every script, emoji and line breaks alone', () => {
    for (const text of ['Straße', 'שלום', '👩‍👩‍👧‍👦 👍🏽 ❤️', 'a\tb\r\n', '']) expect(hasHidden(text)).toBe(false);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          visibleParts(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('pagesOf', () => {
  it('gives each part the place at which it stands in the text as it is shown', () => {
    const { text, pages } = pagesOf('<iq id="a"><query xmlns="urn:q"/></iq>', 'pretty');
    expect(text).toBe('<iq id="a">\n  <query xmlns="urn:q"/>\n</iq>');
    const parts = pages.flat().flatMap((line) => line.parts);
    for (const { at, text: part } of parts) expect(text.slice(at, at + part.length)).toBe(part);
    expect(pages[0]?.[1]).toMatchObject({ indent: 2, continues: false });
  });

  it('loses nothing, whatever the text', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b c="1"/>',
      '\n',
      '  ',
      'text',
      '\u202e',
      '&lt;',
      '\r',
      '"',
      'x'.repeat(2500),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(joined(pagesOf(pieces.join(''), 'raw'))).toBe(pieces.join(''));
      }),
    );
  });

  it.each([
    [
      'many elements',
      `<iq type="result" id="1"><query xmlns="urn:q">${'<item jid="a@b.example"/>'.repeat(3000)}</query></iq>`,
    ],
    ['one long line', `<message><body>${'word '.repeat(20_000)}</body></message>`],
    ['many attributes', `<a ${Array.from({ length: 2000 }, (_, at) => `a${at}="1"`).join(' ')}/>`],
  ])('never puts more on a page than is laid out at once: %s', (_what, text) => {
    const laid = pagesOf(text, 'pretty');
    expect(laid.pages.length).toBeGreaterThan(1);
    for (const page of laid.pages) {
      const parts = page.flatMap((line) => line.parts);
      expect(parts.length).toBeLessThanOrEqual(limits.pageParts);
      expect(parts.reduce((sum, part) => sum + part.text.length, 0)).toBeLessThanOrEqual(limits.pageCharacters);
    }
    expect(joined(laid)).toBe(laid.text);
  });
});
