import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, type Diff, diff, type MarkedNode, type XmlElement } from '../../playground/stanza/index.ts';
import { xmlText } from './arbitraries.ts';
import { stanza } from './helpers.ts';

const compare = (left: string, right: string): Diff => diff(stanza(left), stanza(right));
const plain = (left: string, right: string): string[] =>
  compare(left, right).differences.map((difference) => difference.plain);

describe('diff', () => {
  it.each([
    ['attribute order', '<iq to="a" type="get"/>', '<iq type="get" to="a"/>'],
    ['quotes and layout', "<iq to='a'><q/></iq>", '<iq  to="a">\n  <q></q>\n</iq>'],
    ['prefixes', '<stream:error/>', '<error xmlns="http://etherx.jabber.org/streams"/>'],
    ['ids of stanzas', '<iq id="1"/>', '<iq id="2"/>'],
    [
      'times and archive ids',
      '<m><delay xmlns="urn:xmpp:delay" stamp="2026-01-01T00:00:00Z"/><stanza-id xmlns="urn:xmpp:sid:0" id="1"/></m>',
      '<m><stanza-id xmlns="urn:xmpp:sid:0" id="2"/><delay xmlns="urn:xmpp:delay" stamp="2026-02-02T00:00:00Z"/></m>',
    ],
    ['feature order', '<q><feature var="a"/><feature var="b"/></q>', '<q><feature var="b"/><feature var="a"/></q>'],
    [
      'mechanism order',
      '<m><mechanism>A</mechanism><mechanism>B</mechanism></m>',
      '<m><mechanism>B</mechanism><mechanism>A</mechanism></m>',
    ],
  ])('does not count %s', (_, left, right) => {
    expect(plain(left, right)).toEqual([]);
    expect(compare(left, right).tree).toMatchObject([{ mark: 'same' }]);
    expect(canonical(stanza(left), { mask: true })).toBe(canonical(stanza(right), { mask: true }));
  });

  it.each([
    ['an attribute', '<iq to="a" x="1"/>', '<iq to="b"/>', ['iq/@to: left a, right b', 'Only left: iq/@x 1']],
    ['an id that is missing', '<iq id="1"/>', '<iq/>', ['Only left: iq/@id 1']],
    ['text', '<iq><a>x</a></iq>', '<iq><a>y</a></iq>', ['iq/a/text(): left x, right y']],
    [
      'a feature',
      '<q><f var="a"/><f var="b"/></q>',
      '<q><f var="c"/><f var="a"/></q>',
      ['Only left: q/f[b] <f xmlns="jabber:client" var="b"/>', 'Only right: q/f[c] <f xmlns="jabber:client" var="c"/>'],
    ],
    ['the one element of a name', '<q><f var="a"/></q>', '<q><f var="b"/></q>', ['q/f/@var: left a, right b']],
    [
      'something inside a list',
      '<q><i jid="a" n="1"/><i jid="b" n="2"/></q>',
      '<q><i jid="b" n="3"/><i jid="a" n="1"/></q>',
      ['q/i[b]/@n: left 2, right 3'],
    ],
    [
      'the namespace',
      '<iq xmlns="urn:a"/>',
      '<iq xmlns="urn:b"/>',
      ['Only left: iq <iq xmlns="urn:a"/>', 'Only right: iq <iq xmlns="urn:b"/>'],
    ],
    [
      'order in mixed content',
      '<p>a<b/>c</p>',
      '<p>c<b/>a</p>',
      ['p/text()[1]: left a, right c', 'p/text()[3]: left c, right a'],
    ],
  ])('counts %s', (_, left, right, differences) => {
    expect(plain(left, right)).toEqual(differences);
    expect(canonical(stanza(left), { mask: true })).not.toBe(canonical(stanza(right), { mask: true }));
  });

  it('marks the place in a tree of both sides', () => {
    const { tree } = compare('<iq id="1"><q><f var="a"/><g/></q></iq>', '<iq id="2"><q><h/><f var="a"/></q></iq>');
    expect(tree).toMatchObject([
      {
        mark: 'changed',
        attributes: [{ name: 'id', mark: 'same', left: '1', right: '2' }],
        children: [
          {
            name: 'q',
            mark: 'changed',
            children: [
              { name: 'f', mark: 'same' },
              { name: 'g', mark: 'left' },
              { name: 'h', mark: 'right' },
            ],
          },
        ],
      },
    ]);
  });

  it('takes nesting 10 000 deep and 2 000 features', () => {
    const deep = (text: string) => `${'<a>'.repeat(10_000)}${text}${'</a>'.repeat(10_000)}`;
    expect(compare(deep('x'), deep('x')).same).toBe(true);
    expect(compare(deep('x'), deep('y')).same).toBe(false);
    const features = Array.from({ length: 2000 }, (_, index) => `<feature var="urn:${index}"/>`);
    expect(compare(`<q>${features.join('')}</q>`, `<q>${features.reverse().join('')}</q>`).same).toBe(true);
  });
});

/** One side of a marked tree, or an element, in the same form for comparison. */
function side(node: MarkedNode, which: 'left' | 'right'): unknown {
  if (node.kind === 'text') return node[which];
  const other = which === 'left' ? 'right' : 'left';
  return {
    name: `{${node.namespace}}`,
    attributes: node.attributes
      .flatMap((attribute) => (attribute[which] === undefined ? [] : `${attribute.name}=${attribute[which]}`))
      .sort(),
    children: node.children
      .filter((child) => child.mark !== other)
      .map((child) => JSON.stringify(side(child, which)))
      .sort(),
  };
}

function plainTree(element: XmlElement): unknown {
  const mixed = element.children.some((child) => child.kind === 'text' && child.value.trim() !== '');
  return {
    name: `{${element.namespace}}`,
    attributes: element.attributes
      .filter(({ name }) => !name.startsWith('xmlns'))
      .map(({ name, value }) => `${name.startsWith('xml:') ? name : name.replace('p:', '{urn:example:p}')}=${value}`)
      .sort(),
    children: element.children
      .filter((child) => child.kind === 'element' || mixed)
      .map((child) => JSON.stringify(child.kind === 'element' ? plainTree(child) : child.value))
      .sort(),
  };
}

describe('whatever the stanzas', () => {
  it('finds a difference exactly where the canonical texts differ, and the same number both ways', () => {
    fc.assert(
      fc.property(xmlText(), xmlText(), (left, right) => {
        const there = compare(left, right);
        const mask = { mask: true };
        expect(there.same).toBe(canonical(stanza(left), mask) === canonical(stanza(right), mask));
        expect(compare(right, left).differences.length).toBe(there.differences.length);
        expect(compare(left, left).same).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('loses nothing of either side in the tree', () => {
    fc.assert(
      fc.property(xmlText({ messy: true }), xmlText({ messy: true }), (left, right) => {
        const tree = compare(left, right).tree.map((node) => [side(node, 'left'), side(node, 'right')]);
        expect(tree).toEqual([[plainTree(stanza(left)), plainTree(stanza(right))]]);
      }),
      { numRuns: 300 },
    );
  });

  it('writes the same canonical text whatever the order of attributes and of children that are only layout apart', () => {
    fc.assert(
      fc.property(fc.array(xmlText(), { maxLength: 4 }), fc.array(fc.nat(3), { maxLength: 4 }), (children, order) => {
        const shuffled = [...children];
        for (const index of order) shuffled.push(...shuffled.splice(index, 1));
        const one = stanza(`<q a="1" b="2">${children.join('')}</q>`);
        const other = stanza(`<q b="2"\n a="1">\n${shuffled.join('\n')}</q>`);
        expect(canonical(one)).toBe(canonical(other));
        expect(diff(one, other).same).toBe(true);
      }),
    );
  });
});
