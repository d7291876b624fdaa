import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDraft } from '../../playground/console/state/draft.ts';

describe('readDraft', () => {
  it('gives each stanza exactly as it is written, in order', () => {
    const stanzas = [
      "<iq  type='get'\n\tid='1'/>",
      '<message><body>a &amp; b</body></message>',
      '<presence></presence>',
    ];
    const gaps = fc.array(fc.constantFrom(' ', '\n', '\n\n', '\t'), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(gaps, ([first = '', second = '', third = '', last = '']) => {
        const text = first + stanzas[0] + second + stanzas[1] + third + stanzas[2] + last;
        expect(readDraft(text)).toEqual({ kind: 'ready', stanzas });
      }),
    );
  });

  it('says where a mistake is', () => {
    const draft = readDraft('<iq>\n  <query>\n</iq>');
    expect(draft).toMatchObject({ kind: 'broken', error: { line: 2, plain: expect.stringContaining('query') } });
  });

  it.each(['', ' \n\t'])('finds nothing in %j', (text) => expect(readDraft(text)).toEqual({ kind: 'empty' }));
});
