import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, type XmlElement, type XmlError } from '../../playground/stanza/index.ts';
import { anyText, nearlyXml, xmlText } from './arbitraries.ts';

function stanzas(text: string): readonly XmlElement[] {
  const result = parse(text);
  if (!result.ok) throw new Error(result.error.plain);
  return result.stanzas;
}

function mistake(text: string, options = {}): XmlError {
  const result = parse(text, options);
  if (result.ok) throw new Error(`no mistake found in ${text}`);
  return result.error;
}

describe('what parse reads', () => {
  it('gives stanzas in their order, in jabber:client unless they say otherwise', () => {
    const [iq, presence, other] = stanzas('<iq id="1"/>\n\n <presence/><x xmlns="urn:x"><y/></x>');
    expect([iq?.namespace, presence?.namespace, other?.namespace]).toEqual(['jabber:client', 'jabber:client', 'urn:x']);
    expect(other?.children).toMatchObject([{ kind: 'element', local: 'y', namespace: 'urn:x' }]);
  });

  it('gives an empty list for nothing and for white space', () => {
    expect(stanzas('')).toEqual([]);
    expect(stanzas(' \r\n\t')).toEqual([]);
  });

  it('knows the prefixes stream and xml without a declaration', () => {
    const [features] = stanzas('<stream:features xml:lang="en"/>');
    expect(features).toMatchObject({ local: 'features', namespace: 'http://etherx.jabber.org/streams' });
    expect(features?.attributes[0]).toMatchObject({ local: 'lang', namespace: 'http://www.w3.org/XML/1998/namespace' });
  });

  it('ends a prefix and a default namespace with their element', () => {
    const [first] = stanzas('<a><b xmlns="urn:b" xmlns:p="urn:p"><p:c/></b><d/></a>');
    expect(first?.children).toMatchObject([
      { namespace: 'urn:b', children: [{ namespace: 'urn:p' }] },
      { namespace: 'jabber:client' },
    ]);
    expect(mistake('<a><b xmlns:p="urn:p"/><p:c/></a>').code).toBe('undeclared-prefix');
  });

  it('resolves references, CDATA, line ends and white space in attributes as XML 1.0 wants it', () => {
    const [body] = stanzas('<body a="1\n2&#10;3">&lt;&#x1F600;&#65;\r\nx<![CDATA[<&amp;>]]>y</body>');
    expect(body?.attributes[0]?.value).toBe('1 2\n3');
    expect(body?.children).toMatchObject([{ kind: 'text', value: '<😀A\nx<&amp;>y' }]);
  });

  it('tells where elements, attributes and text stand', () => {
    const text = "<iq\r\n  id = '7'>\n  <q>é😀</q></iq>";
    const [iq] = stanzas(text);
    const [id] = iq?.attributes ?? [];
    expect(id).toMatchObject({ start: { offset: 7, line: 2, column: 3 }, end: { offset: 15, line: 2, column: 11 } });
    const query = iq?.children[1];
    expect(query?.start).toEqual({ offset: 19, line: 3, column: 3 });
    expect(text.slice(query?.start.offset, query?.end.offset)).toBe('<q>é😀</q>');
    expect(text.slice(iq?.start.offset, iq?.end.offset)).toBe(text);
  });

  it('takes what frames a stream only where it is told to', () => {
    const opening =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:db='jabber:server:dialback' id='7'><db:result/>";
    const result = parse(opening, { stream: true });
    expect(result).toMatchObject({
      ok: true,
      stanzas: [{ name: 'stream:stream' }, { namespace: 'jabber:server:dialback' }],
    });
    expect(parse('</stream:stream>', { stream: true })).toEqual({ ok: true, stanzas: [] });
    expect(mistake(opening).code).toBe('restricted-xml');
    expect(mistake('</stream:stream>').code).toBe('stray-end-tag');
    expect(mistake('<iq/><?xml version="1.0"?>', { stream: true }).code).toBe('restricted-xml');
  });
});

describe('what parse says about mistakes', () => {
  const cases: [text: string, code: string, place: string, words: string][] = [
    ['<iq>\n  <query>\n</iq>', 'not-closed', '2:3+6', 'Add </query>'],
    ['<iq>\n  <query/>', 'not-closed', '1:1+3', '"iq" is not closed'],
    ['<iq>\n<query></qurey></iq>', 'mismatched-tag', '2:8+8', '<query> from line 2'],
    ['</iq>', 'stray-end-tag', '1:1+5', 'no element is open'],
    ['<iq/></iq>', 'stray-end-tag', '1:6+5', 'Remove it'],
    ['<iq', 'tag-not-closed', '1:1+3', 'Add > or />'],
    ['<iq <query/>', 'tag-not-closed', '1:1+3', 'not closed'],
    ['<iq></iq', 'bad-name', '1:5+4', 'Write </iq>'],
    ['<iq id="1" id="2"/>', 'duplicate-attribute', '1:12+6', 'id appears twice'],
    ['<a xmlns:x="u" xmlns:y="u" x:q="1" y:q="2"/>', 'duplicate-attribute', '1:36+7', 'y:q'],
    ['<iq id="1"to="x"/>', 'missing-space', '1:11+1', 'space is missing'],
    ['<iq, id="1"/>', 'bad-name', '1:4+1', '","'],
    ['<iq id/>', 'attribute-without-value', '1:5+2', 'id="..."'],
    ['<iq id=1a/>', 'attribute-without-quotes', '1:5+5', 'id="1a"'],
    ['<iq id="1/>', 'attribute-not-closed', '1:5+6', 'Add "'],
    ["<iq id='1><q a='x'/></iq>", 'attribute-not-closed', '1:5+5', "Add '"],
    ['<iq id="a<b"/>', 'bare-less-than', '1:10+1', '&lt;'],
    ['<iq ="1"/>', 'bad-name', '1:5+1', '"=" (U+003D)'],
    ['<body>a & b</body>', 'bare-ampersand', '1:9+1', '&amp;'],
    ['<body>a &amp b</body>', 'bare-ampersand', '1:9+1', 'semicolon'],
    ['<body a="&"/>', 'bare-ampersand', '1:10+1', '&amp;'],
    ['<body>a < b</body>', 'bare-less-than', '1:9+1', '&lt;'],
    ['<body>I <3 you</body>', 'bare-less-than', '1:9+1', '&lt;'],
    ['<body>&nbsp;</body>', 'unknown-entity', '1:7+6', '&#160;'],
    ['<body>&who;</body>', 'unknown-entity', '1:7+5', 'not &who;'],
    ['<body>&toString;</body>', 'unknown-entity', '1:7+10', 'not &toString;'],
    ['<body>&#0;</body>', 'bad-reference', '1:7+4', '&#0;'],
    ['<body>&#xD800;</body>', 'bad-reference', '1:7+8', 'not allow'],
    ['<body>&#x110000;</body>', 'bad-reference', '1:7+10', 'not allow'],
    ['<body>&#99999999999999999999;</body>', 'bad-reference', '1:7+23', 'not allow'],
    ['<body>]]></body>', 'cdata-end-in-text', '1:7+3', ']]&gt;'],
    ['<body><![CDATA[x</body>', 'cdata-not-closed', '1:7+9', ']]>'],
    ['<body>\u0000</body>', 'bad-character', '1:7+1', 'U+0000'],
    ['<body a="\u0008"/>', 'bad-character', '1:10+1', 'U+0008'],
    ['<body><![CDATA[\u0001]]></body>', 'bad-character', '1:16+1', 'U+0001'],
    ['<body>\ud83d</body>', 'bad-character', '1:7+1', 'lone surrogate'],
    ['<body>\uffff</body>', 'bad-character', '1:7+1', 'U+FFFF'],
    ['<!-- hello --><iq/>', 'restricted-xml', '1:1+4', 'comments'],
    ['<iq><?php x?></iq>', 'restricted-xml', '1:5+2', 'processing instructions'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><iq/>', 'restricted-xml', '1:1+9', 'document types'],
    ['<?xml version="1.0"?><iq/>', 'restricted-xml', '1:1+21', 'XML declaration'],
    ['<?xml version="1.0"?><iq/>', 'restricted-xml', '1:1+21', '11.1'],
    ['<p:iq/>', 'undeclared-prefix', '1:2+4', 'xmlns:p='],
    ['<iq p:a="1"/>', 'undeclared-prefix', '1:5+3', 'xmlns:p='],
    ['<xmlns:iq/>', 'undeclared-prefix', '1:2+8', '"xmlns"'],
    ['<iq xmlns:p=""/>', 'bad-namespace', '1:5+10', 'empty'],
    ['<iq xmlns:xml="urn:x"/>', 'bad-namespace', '1:5+17', 'xml'],
    ['<iq xmlns:xmlns="urn:x"/>', 'bad-namespace', '1:5+19', 'reserved'],
    ['<a:b:c/>', 'bad-name', '1:2+5', 'one colon'],
    ['<iq a:="1"/>', 'bad-name', '1:5+2', 'one colon'],
    ['<iq/>\nhello, "world"\n<iq/>', 'text-outside', '2:1+14', 'hello, "world"'],
    ['{"json": true}', 'text-outside', '1:1+14', 'outside'],
    ['\ufeff<iq/>', 'text-outside', '1:1+1', 'byte order mark'],
    ['<![CDATA[x]]>', 'text-outside', '1:1+1', 'outside'],
    ['<', 'tag-not-closed', '1:1+1', '&lt;'],
  ];
  it.each(cases)('%j is %s at %s', (text, code, place, words) => {
    const { line, column, length, plain, ...error } = mistake(text);
    expect(`${error.code} ${line}:${column}+${length}`).toBe(`${code} ${place}`);
    expect(plain).toContain(words);
  });
});

describe('whatever the text', () => {
  it('never throws, and points into the text', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyXml, anyText), fc.boolean(), (text, stream) => {
        const result = parse(text, { stream });
        if (result.ok) return;
        const { offset, length, line, column } = result.error;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(Math.max(text.length, 1));
        expect(text.split(/\r\n|\n|\r/)[line - 1]?.length).toBeGreaterThanOrEqual(column - 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads all well-formed text, and finds each element where it says', () => {
    fc.assert(
      fc.property(xmlText({ messy: true }), (text) => {
        const queue = [...stanzas(text)];
        for (const element of queue) {
          const source = text.slice(element.start.offset, element.end.offset);
          expect(source.startsWith(`<${element.name}`) && source.endsWith('>')).toBe(true);
          queue.push(...element.children.filter((child) => child.kind === 'element'));
        }
      }),
    );
  });

  it('takes nesting 10 000 deep and a 1 MB attribute', () => {
    const deep = stanzas(`${'<a xmlns:p="u">'.repeat(10_000)}${'</a>'.repeat(10_000)}`);
    expect(deep).toHaveLength(1);
    expect(mistake('<a>'.repeat(10_000)).code).toBe('not-closed');
    const [wide] = stanzas(`<a b="${'&amp;'.repeat(200_000)}"/>`);
    expect(wide?.attributes[0]?.value).toBe('&'.repeat(200_000));
  });
});
