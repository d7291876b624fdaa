import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourXml } from '../../src/site/live/colour-xml.ts';

const joined = (text: string) =>
  colourXml(text)
    .map((piece) => piece.text)
    .join('');

describe('colouring XML', () => {
  it('loses and adds nothing, whatever the text', () => {
    const alphabet = fc.constantFrom('<', '>', '/', '=', '"', "'", '!', '-', '?', ' ', '\n', 'a', 'b:c', '&', '😀');
    fc.assert(
      fc.property(
        fc.array(alphabet).map((parts) => parts.join('')),
        (text) => joined(text) === text,
      ),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => joined(text) === text));
  });

  it('tells names, attributes, values and text apart', () => {
    const kinds = colourXml('<iq type="get">a</iq>').map(({ kind, text }) => `${kind} ${text}`);
    expect(kinds).toEqual([
      'mark <',
      'name iq',
      'mark  ',
      'attribute type',
      'mark =',
      'value "get"',
      'mark >',
      'text a',
      'mark </',
      'name iq',
      'mark >',
    ]);
  });
});
