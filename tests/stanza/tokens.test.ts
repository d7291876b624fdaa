import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight, linesOf } from '../../playground/stanza/index.ts';

const pieces = fc.constantFrom(
  '<iq',
  '>',
  '/>',
  '</iq>',
  ' a="1"',
  " xmlns='urn:x'",
  '"',
  "'",
  '<',
  '&lt;',
  '&',
  'text',
  '\n',
  ' ',
  '<!--',
  '-->',
  '<?xml',
  '?>',
  '=',
  '<![CDATA[',
  ']]>',
  '😀',
);
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
);

const kindsOf = (text: string): string[] => highlight(text).map(({ kind, text }) => `${kind} ${text}`);

describe('highlight', () => {
  it('loses nothing and adds nothing, whatever the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const tokens = highlight(text);
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        const lines = linesOf(tokens).map((line) => line.map((token) => token.text).join(''));
        expect(lines.join('\n')).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('knows names, attributes, values, namespaces, text and entities', () => {
    const tokens = highlight('<iq to="a>b"><q xmlns=\'urn:x\'/>1 &lt; 2</iq>').filter(({ kind }) => kind !== 'mark');
    expect(tokens.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'name iq',
      'attribute to',
      'value a>b',
      'name q',
      'attribute xmlns',
      'namespace urn:x',
      'text 1 ',
      'entity &lt;',
      'text  2',
      'name iq',
    ]);
  });

  it('tells the marks apart from what they enclose', () => {
    expect(kindsOf('<iq type="get">a</iq>')).toEqual([
      'mark <',
      'name iq',
      'mark  ',
      'attribute type',
      'mark ="',
      'value get',
      'mark ">',
      'text a',
      'mark </',
      'name iq',
      'mark >',
    ]);
  });

  it.each([
    ['<', ['mark <']],
    ['<i', ['mark <', 'name i']],
    ['</', ['mark </']],
    ['<iq ty', ['mark <', 'name iq', 'mark  ', 'attribute ty']],
    ['<iq to="rom', ['mark <', 'name iq', 'mark  ', 'attribute to', 'mark ="', 'value rom']],
    ['<q xmlns="urn:x\n>', ['mark <', 'name q', 'mark  ', 'attribute xmlns', 'mark ="', 'namespace urn:x', 'mark \n>']],
    ['<iq <ping', ['mark <', 'name iq', 'mark  <', 'name ping']],
    ['<!-- a <b', ['mark <!-- a <b']],
    ['<![CDATA[ a', ['mark <![CDATA[', 'text  a']],
    ['a < b > c', ['text a ', 'mark <', 'text  b > c']],
  ])('colours %j, which is still being written, as far as it goes', (text, kinds) => {
    expect(kindsOf(text)).toEqual(kinds);
  });

  it('takes comments and document types as marks, and what is in CDATA as text', () => {
    expect(kindsOf('<!DOCTYPE a><!-- <b c="d"> --><e/>')).toEqual([
      'mark <!DOCTYPE a><!-- <b c="d"> --><',
      'name e',
      'mark />',
    ]);
    expect(kindsOf('<![CDATA[<b>&amp;]]>x')).toEqual(['mark <![CDATA[', 'text <b>&amp;', 'mark ]]>', 'text x']);
    expect(kindsOf("<?xml version='1.0'?>")).toEqual([
      'mark <?',
      'name xml',
      'mark  ',
      'attribute version',
      "mark ='",
      'value 1.0',
      "mark '?>",
    ]);
  });

  // A hostile text of this size takes minutes where the time grows with its square; the test runner's limit would end it.
  it.each(['<a "', '<', '<a b', "<a b='", '&', '<!--', 'a=', '< =', '<a b="', '<![CDATA[', "<a '\n", '<?', '&#'])(
    'gets through a text of many %s',
    (part) => {
      const text = part.repeat(100_000);
      expect(
        highlight(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
      expect(highlight(`<a ${text}>`).length).toBeGreaterThan(0);
    },
  );
});
