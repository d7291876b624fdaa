import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtLines, inLines } from '../../playground/stanza/index.ts';

describe('a text in pieces, line by line', () => {
  it('knows how far in each line begins, and keeps what each piece is', () => {
    const pieces = [
      { text: '<iq>\n  <a', mark: 'same' },
      { text: ' b="1"', mark: 'left' },
      { text: '/>\n</iq>', mark: 'same' },
    ];
    expect(inLines(cutAtLines(pieces))).toEqual([
      { indent: 0, pieces: [{ text: '<iq>', mark: 'same' }] },
      {
        indent: 2,
        pieces: [
          { text: '<a', mark: 'same' },
          { text: ' b="1"', mark: 'left' },
          { text: '/>', mark: 'same' },
        ],
      },
      { indent: 0, pieces: [{ text: '</iq>', mark: 'same' }] },
    ]);
  });

  it('is the whole text, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom('\n', ' ', '<', 'a', '\t') });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const lines = inLines(cutAtLines(texts.map((each) => ({ text: each }))));
        const written = lines.map(
          ({ indent, pieces }) => ' '.repeat(indent) + pieces.map((piece) => piece.text).join(''),
        );
        expect(written.join('\n')).toBe(texts.join(''));
      }),
    );
  });
});
