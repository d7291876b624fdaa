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
);
const anything = fc.oneof(
  fc.string(),
  fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
);

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

  // A hostile text of this size takes minutes where the time grows with its square; the test runner's limit would end it.
  it.each(['<a "', '<', '<a b', "<a b='", '&', '<!--', 'a=', '< ='])('gets through a text of many %s', (part) => {
    const text = part.repeat(100_000);
    expect(
      highlight(text)
        .map((token) => token.text)
        .join(''),
    ).toBe(text);
    expect(highlight(`<a ${text}>`).length).toBeGreaterThan(0);
  });
});
