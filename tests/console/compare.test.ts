import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReplies } from '../../playground/console/share/compare.ts';
import { placeholdersIn } from '../../playground/console/share/placeholders.ts';
import { sideOf } from '../../playground/console/share/side.ts';
import { diff, parse } from '../../playground/stanza/index.ts';
import { xmlText } from '../stanza/arbitraries.ts';

const reply = (xml: string, after = 1, as = 'romeo@montague.example/orchard') => ({ after, as, xml });

describe('recorded replies beside those that came', () => {
  it('are paired by what they are, not by their order, and ids and times do not count', () => {
    const recorded = [reply('<iq type="result" id="1"/>'), reply('<message id="a"><body>x</body></message>')];
    const yours = [reply('<message id="b"><body>x</body></message>', 2), reply('<iq id="1" type="result"/>')];
    expect(compareReplies(recorded, yours)).toMatchObject([
      { same: true, yours: '<iq id="1" type="result"/>' },
      { same: true, yours: '<message id="b"><body>x</body></message>' },
    ]);
  });

  it('say what differs, what did not come and what came besides', () => {
    const recorded = [reply('<iq type="result" id="1"/>'), reply('<presence from="a@b"/>')];
    const yours = [reply('<iq type="error" id="1"><error type="cancel"/></iq>'), reply('<message/>', 2)];
    const compared = compareReplies(recorded, yours);
    expect(compared).toMatchObject([
      { same: false },
      { recorded: '<presence from="a@b"/>', same: false },
      { yours: '<message/>', same: false },
    ]);
    expect(compared[0]?.diff?.differences.map(({ path }) => path)).toEqual(['iq/@type', 'iq/error']);
    expect(compared[1]).not.toHaveProperty('yours');
  });

  it('never mix accounts', () => {
    const compared = compareReplies([reply('<message/>')], [reply('<message/>', 1, 'juliet@montague.example/balcony')]);
    expect(compared).toMatchObject([{ recorded: '<message/>' }, { yours: '<message/>' }]);
  });

  it('are all there, once, whatever they are', () => {
    const texts = fc.array(fc.oneof(xmlText(), fc.string()), { maxLength: 6 });
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const compared = compareReplies(
          left.map((xml) => reply(xml)),
          right.map((xml) => reply(xml)),
        );
        expect(compared.flatMap(({ recorded }) => recorded ?? []).sort()).toEqual([...left].sort());
        expect(compared.flatMap(({ yours }) => yours ?? []).sort()).toEqual([...right].sort());
      }),
    );
  });
});

describe('one side of a comparison', () => {
  it('is that side’s stanza, with what differs marked', () => {
    const [one, other] = [
      parse('<iq id="1" type="result"><a xmlns="urn:x">1</a></iq>'),
      parse('<iq id="1" type="error"><b xmlns="urn:x"/></iq>'),
    ];
    if (!one.ok || !other.ok || !one.stanzas[0] || !other.stanzas[0]) throw new Error('They can be read.');
    const { tree } = diff(one.stanzas[0], other.stanzas[0]);
    const textOf = (side: 'left' | 'right') =>
      sideOf(tree, side)
        .map(({ text }) => text)
        .join('');
    const marked = (side: 'left' | 'right') =>
      sideOf(tree, side).flatMap(({ text, differs }) => (differs ? [text] : []));
    expect(textOf('left')).toBe('<iq id="1" type="result">\n  <a xmlns="urn:x">1</a>\n</iq>');
    expect(textOf('right')).toBe('<iq id="1" type="error">\n  <b xmlns="urn:x"/>\n</iq>');
    expect(marked('left')).toEqual(['type="result"', '<a xmlns="urn:x">1</a>']);
    expect(marked('right')).toEqual(['type="error"', '<b xmlns="urn:x"/>']);
  });
});

it('a name in braces that stands for a secret is found, other names are not', () => {
  expect(placeholdersIn(['<a>{password} {any} {word}</a>', '{token} {password}'])).toEqual(['password', 'token']);
});
