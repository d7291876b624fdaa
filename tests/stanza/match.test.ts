import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Captures, type Match, type MatchOptions, match, substitute } from '../../playground/stanza/index.ts';
import { matchTemplate } from '../../playground/stanza/template.ts';
import { xmlText } from './arbitraries.ts';
import { stanza } from './helpers.ts';

function matchText(expected: string, actual: string, captures: Captures = {}, options: MatchOptions = {}): Match {
  return match(stanza(expected), stanza(actual), captures, options);
}

function reasons(expected: string, actual: string, captures: Captures = {}, options: MatchOptions = {}): string[] {
  const result = matchText(expected, actual, captures, options);
  return result.ok ? [] : result.mismatches.map(({ path, plain, at }) => `${at.line}:${at.column} ${path} ${plain}`);
}

describe('what matches', () => {
  it.each([
    [
      'more attributes and children',
      '<iq type="result"/>',
      '<iq type="result" id="1" to="a@x.example"><query xmlns="urn:q"/></iq>',
    ],
    ['another order of attributes', '<iq id="1" type="get"/>', '<iq type="get" id="1"/>'],
    ['another order of children', '<m><a/><b/></m>', '<m><b/><a/></m>'],
    [
      'another prefix',
      '<stream:error><x xmlns="urn:x"/></stream:error>',
      '<s:error xmlns:s="http://etherx.jabber.org/streams"><p:x xmlns:p="urn:x"/></s:error>',
    ],
    ['layout on either side', '<iq>\n  <q/>\n</iq>', '<iq><q/></iq>'],
    ['any attribute', '<iq id="{any}"/>', '<iq id="7"/>'],
    ['any text, also none', '<body>{any}</body>', '<body/>'],
    ['part of a value', '<iq from="{any}@x.example/{any}"/>', '<iq from="romeo@x.example/balcony"/>'],
    ['a namespace with a wildcard beside it', '<q xmlns="urn:q" node="a#{any}"/>', '<q xmlns="urn:q" node="a#b#c"/>'],
    ['text that the expectation leaves out', '<body/>', '<body>hello</body>'],
    ['mixed text with other white space', '<p>to <b/> you</p>', '<p> to\n<b/>  you </p>'],
    ['each child its own', '<q><i jid="{any}"/><i jid="a"/></q>', '<q><i jid="a"/><i jid="b"/></q>'],
    ['braces that are no placeholder', '<json>{"a": {"b": 1}}</json>', '<json>{"a": {"b": 1}}</json>'],
  ])('%s', (_, expected, actual) => {
    expect(reasons(expected, actual)).toEqual([]);
  });

  it.each([
    ['another name', '<iq/>', '<message/>', 'Expected <iq>, but it is <message>'],
    ['another namespace', '<iq xmlns="urn:a"/>', '<iq/>', 'Expected <iq xmlns="urn:a">'],
    [
      'an attribute is missing',
      '<iq\n  type="result"/>',
      '<iq/>',
      '2:3 iq/@type The attribute type is missing; expected "result".',
    ],
    [
      'another value',
      '<iq type="result"/>',
      '<iq type="error"/>',
      '1:5 iq/@type The attribute type is "error"; expected "result".',
    ],
    ['another part of a value', '<iq from="{any}@x.example"/>', '<iq from="romeo@y.example"/>', '@from'],
    ['an attribute of another namespace', '<b xml:lang="en"/>', '<b lang="en"/>', 'b/@xml:lang'],
    [
      'a child is missing',
      '<iq><q xmlns="urn:q"/></iq>',
      '<iq><x xmlns="urn:x"/></iq>',
      '1:5 iq/q <q xmlns="urn:q"> is missing; what is there: <x xmlns="urn:x">.',
    ],
    ['fewer children of a kind', '<q><i/><i/></q>', '<q><i/></q>', 'q/i[2] <i> is missing.'],
    [
      'another text',
      '<body>hello</body>',
      '<body>Hello</body>',
      '1:7 body/text() The text of <body> is "Hello"; expected "hello".',
    ],
    ['white space in the text of a leaf', '<body>hello</body>', '<body>hello </body>', 'body/text()'],
    ['a named part that would be empty', '<iq from="a/{resource}"/>', '<iq from="a/"/>', 'expected "a/{resource}"'],
    [
      'deeper down',
      '<iq><q xmlns="urn:q"><i jid="a"/><i jid="c"/></q></iq>',
      '<iq><q xmlns="urn:q"><i jid="a"/><i jid="b"/></q></iq>',
      '1:37 iq/q/i[2]/@jid The attribute jid is "b"; expected "c".',
    ],
  ])('does not match: %s', (_, expected, actual, words) => {
    expect(reasons(expected, actual).join('\n')).toContain(words);
  });

  it('with exact, only what is expected', () => {
    const exact = (expected: string, actual: string) => reasons(expected, actual, {}, { exact: true });
    expect(exact('<iq type="get">\n<q/></iq>', '<iq  type="get"  xmlns="jabber:client"><q/></iq>')).toEqual([]);
    expect(exact('<iq/>', '<iq id="1"/>')).toEqual([
      '1:1 iq/@id The attribute id="1" is there, but nothing more may be (exact).',
    ]);
    expect(exact('<iq/>', '<iq><q/></iq>')[0]).toContain('iq/q The element <q> is there');
    expect(exact('<body/>', '<body>x</body>')[0]).toContain('The text "x" in <body>');
    expect(exact('<iq>{any}</iq>', '<iq>x<q/><r><s/></r></iq>')).toEqual([]);
    expect(exact('<iq>{any}</iq>', '<iq id="1"/>')[0]).toContain('@id');
  });
});

describe('captures', () => {
  it('catches a value and wants the same from then on', () => {
    const caught = matchText('<iq from="{jid}" id="{id}"/>', '<iq id="7" from="a@x.example"/>');
    expect(caught).toEqual({ ok: true, captures: { id: '7', jid: 'a@x.example' } });
    expect(reasons('<m to="{jid}/x"/>', '<m to="a@x.example/x"/>', { jid: 'a@x.example' })).toEqual([]);
    expect(reasons('<m to="{jid}"/>', '<m to="b@x.example"/>', { jid: 'a@x.example' })).toEqual([
      '1:4 m/@to The attribute to is "b@x.example"; expected "a@x.example".',
    ]);
    expect(reasons('<iq><a n="{x}"/><b n="{x}"/></iq>', '<iq><a n="1"/><b n="2"/></iq>')).toHaveLength(1);
  });

  it('finds the way that fits when the first child does not', () => {
    const expected = '<q><ref id="{x}"/><item id="{x}" name="two"/></q>';
    const actual = '<q><ref id="1"/><ref id="2"/><item id="1" name="one"/><item id="2" name="two"/></q>';
    expect(matchText(expected, actual)).toEqual({ ok: true, captures: { x: '2' } });
    expect(matchText('<q><i jid="{x}"/><i jid="a"/></q>', '<q><i jid="a"/><i jid="b"/></q>')).toEqual({
      ok: true,
      captures: { x: 'b' },
    });
  });

  it('says so when each part fits alone, but not together', () => {
    const twisted = reasons(
      '<q><a n="{x}" m="{y}"/><a n="{y}" m="{x}"/></q>',
      '<q><a n="1" m="2"/><a n="1" m="2"/></q>',
    );
    expect(twisted.join()).toMatch(/expected|not with the same values/);
  });

  it('gives up on a hopeless search instead of hanging', () => {
    const wanted = Array.from({ length: 14 }, (_, index) => `<i a="{x${index}}" b="{x${(index + 1) % 14}}"/>`).join('');
    const there = Array.from({ length: 14 }, (_, index) => `<i a="${index}" b="${index * 100 + 1}"/>`).join('');
    expect(reasons(`<q>${wanted}</q>`, `<q>${there}</q>`)).not.toEqual([]);
  });

  it('refuses expectations nested too deep, and takes such stanzas', () => {
    const deep = '<a>'.repeat(10_000) + '</a>'.repeat(10_000);
    expect(reasons(deep, deep)[0]).toContain('deeper than 200');
    expect(reasons('<a><a/></a>', deep)).toEqual([]);
  });
});

describe('whatever the stanza', () => {
  it('matches itself, loosely and exactly', () => {
    fc.assert(
      fc.property(xmlText({ messy: true }), fc.boolean(), (text, exact) => {
        expect(matchText(text, text, {}, { exact })).toEqual({ ok: true, captures: {} });
      }),
      { numRuns: 300 },
    );
  });

  it('still matches with more in it, but then not exactly', () => {
    fc.assert(
      fc.property(xmlText({ messy: true }), fc.boolean(), (text, child) => {
        const more = child
          ? text.replace(/<\/message>$/, '<more/></message>')
          : text.replace('<message ', '<message more="1" ');
        expect(matchText(text, more).ok).toBe(true);
        expect(matchText(text, more, {}, { exact: true }).ok).toBe(false);
        expect(matchText(more, text).ok).toBe(false);
      }),
    );
  });

  it('lets a wildcard stand for its own place and for no other', () => {
    const value = fc.constantFrom('', 'a', 'b', '{', '}', 'x@y/z', '&amp;');
    fc.assert(
      fc.property(value, value, value, value, (a, b, otherA, otherB) => {
        const actual = `<iq a="${otherA}"><q b="${otherB}">${otherB}</q></iq>`;
        expect(matchText(`<iq a="{any}"><q b="${b}">${b}</q></iq>`, actual).ok).toBe(b === otherB);
        expect(matchText(`<iq a="${a}"><q b="{any}">{any}</q></iq>`, actual).ok).toBe(a === otherA);
      }),
    );
  });
});

describe('matchTemplate', () => {
  const piece = fc.constantFrom('a', 'b', 'ab', '{', '}', '.');
  const value = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));

  it('fits exactly what a regular expression of the same meaning fits', () => {
    const part = fc.oneof(piece, fc.constantFrom('{any}', '{x}', '{y}'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), value, (parts, text) => {
        fc.pre(['{x}', '{y}'].every((name) => parts.filter((one) => one === name).length < 2));
        const template = parts.join('');
        fc.pre([...template.matchAll(/\{\w+\}/g)].every(([found]) => ['{any}', '{x}', '{y}'].includes(found)));
        const pattern = template.split(/(\{any\}|\{x\}|\{y\})/).map((one, index) => {
          if (index % 2 === 1) return one === '{any}' ? '[^]*' : '[^]+';
          return one.replace(/[.{}]/g, '\\$&');
        });
        const caught = matchTemplate(template, text, {});
        expect(caught !== undefined).toBe(new RegExp(`^${pattern.join('')}$`).test(text));
        if (caught) expect(matchTemplate(template, text, caught)).toEqual(caught);
      }),
      { numRuns: 3000 },
    );
  });

  it('catches what gives the value again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.constantFrom('{x}', '{y}', '{z}')), { maxLength: 6 }),
        value,
        (parts, text) => {
          const template = parts.join('');
          const caught = matchTemplate(template, text, {});
          if (caught) expect(template.replace(/\{(\w+)\}/g, (_, name: string) => caught[name] ?? '')).toBe(text);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is quick where a regular expression is not', () => {
    const template = `${'{any}a{any}b'.repeat(30)}c`;
    expect(matchTemplate(template, 'ab'.repeat(200_000), {})).toBeUndefined();
  });

  it('takes the shortest text', () => {
    expect(matchTemplate('{a}-{b}', '1-2-3', {})).toEqual({ a: '1', b: '2-3' });
    expect(matchTemplate('{a}{a}', 'xx', {})).toEqual({ a: 'x' });
    expect(matchTemplate('{constructor}', 'x', {})).toEqual({ constructor: 'x' });
  });
});

describe('substitute', () => {
  it('puts values in, escaped, and tells what is missing', () => {
    expect(substitute('<a b="{x}">{x} {y} {any} {"j"} {y}</a>', { x: `<&'"` })).toEqual({
      text: '<a b="&lt;&amp;&apos;&quot;">&lt;&amp;&apos;&quot; {y} {any} {"j"} {y}</a>',
      missing: ['y', 'any'],
    });
  });

  it('gives a stanza that matches its template with the same captures', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '<', '&', '"', "'", '\n', '\t', '{x}', ' '), minLength: 1 });
    fc.assert(
      fc.property(text, text, (x, y) => {
        const template = '<iq a="{x}"><q>{y}</q></iq>';
        expect(matchText(template, substitute(template, { x, y }).text)).toEqual({ ok: true, captures: { x, y } });
      }),
    );
  });
});
