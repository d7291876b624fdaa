import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeAttribute, escapeText, format, parse, serialize } from '../../playground/stanza/index.ts';
import { nearlyXml, xmlText } from './arbitraries.ts';
import { meaning, stanza, stanzas } from './helpers.ts';

function formatted(text: string): string {
  const result = format(text);
  if (!result.ok) throw new Error(result.error.plain);
  return result.text;
}

describe('format', () => {
  it('puts elements on lines of their own and leaves text where it is', () => {
    const text = `<iq type='get'   id = "1"><query xmlns='jabber:iq:roster'><item jid='a'/></query><a></a></iq><message><body> hi </body></message>`;
    expect(formatted(text)).toBe(
      [
        `<iq type='get' id="1">`,
        `  <query xmlns='jabber:iq:roster'>`,
        `    <item jid='a'/>`,
        '  </query>',
        '  <a/>',
        '</iq>',
        '<message>',
        '  <body> hi </body>',
        '</message>',
      ].join('\n'),
    );
  });

  it('keeps mixed content, XHTML, xml:space, references and CDATA as they are', () => {
    const untouched = [
      '<body>hello <b>you</b> <i>there</i></body>',
      '<p xmlns="http://www.w3.org/1999/xhtml"><b>a</b> <i>b</i></p>',
      '<x xml:space="preserve"> <y/> <z/></x>',
      '<x>&#32;<y/></x>',
      '<x><![CDATA[ ]]><y/></x>',
      '<body>&#65; &apos; <![CDATA[<b>]]></body>',
      '<body>\n</body>',
    ];
    for (const text of untouched) expect(formatted(text)).toBe(text);
  });

  it('breaks long tags at their attributes, and keeps one blank line between stanzas', () => {
    const long = 'x'.repeat(60);
    expect(formatted(`<a>\n<b c="${long}" d="${long}"/></a>\n \n\n<e/>`)).toBe(
      `<a>\n  <b\n      c="${long}"\n      d="${long}"/>\n</a>\n\n<e/>`,
    );
  });

  it('gives the mistake instead of half a text', () => {
    expect(format('<iq><query></iq>')).toMatchObject({ ok: false, error: { code: 'not-closed', column: 5 } });
  });

  it('keeps the meaning of every text, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(xmlText({ messy: true }), { maxLength: 2 }), (list) => {
        const text = list.join('\n');
        const once = formatted(text);
        expect(stanzas(once).map(meaning)).toEqual(stanzas(text).map(meaning));
        expect(formatted(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(nearlyXml, (text) => {
        expect(format(text).ok).toBe(parse(text).ok);
      }),
    );
  });

  it('takes nesting 10 000 deep without growing out of bounds', () => {
    const text = '<a>'.repeat(10_000) + '</a>'.repeat(10_000);
    expect(formatted(text).length).toBeLessThan(text.length * 2);
  });
});

describe('serialize', () => {
  it('writes an element that means the same, to the last white space', () => {
    fc.assert(
      fc.property(xmlText({ messy: true }), (text) => {
        const again = stanza(serialize(stanza(text)));
        expect(serialize(again)).toBe(serialize(stanza(text)));
        expect(meaning(again)).toEqual(meaning(stanza(text)));
      }),
    );
  });

  it('declares on the element what was declared around it', () => {
    const outer = stanza('<iq xmlns:p="urn:p"><query xmlns="urn:q"><p:item p:a="1" b="&lt;&apos;"/></query></iq>');
    const query = outer.children[0];
    const item = query?.kind === 'element' ? query.children[0] : undefined;
    if (item?.kind !== 'element') throw new Error('no item');
    expect(serialize(item)).toBe('<p:item xmlns:p="urn:p" p:a="1" b="&lt;&apos;"/>');
    expect(serialize(stanza('<iq/>'))).toBe('<iq/>');
    expect(serialize(stanza('<iq/>'), { defaultNamespace: '' })).toBe('<iq xmlns="jabber:client"/>');
  });

  it('takes nesting 10 000 deep', () => {
    const text = `${'<a>'.repeat(9_999)}<a/>${'</a>'.repeat(9_999)}`;
    expect(serialize(stanza(text))).toBe(text);
  });
});

describe('escaping', () => {
  it('brings every text through the parser unchanged', () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('&', '<', '>', '"', "'", ']]>', '\t', '\n', '\r'), fc.string()),
    });
    fc.assert(
      fc.property(text, (value) => {
        const result = parse(
          `<a b="${escapeAttribute(value)}" c='${escapeAttribute(value)}'>x${escapeText(value)}</a>`,
        );
        if (!result.ok) {
          expect(result.error.code).toBe('bad-character');
          return;
        }
        const [element] = result.stanzas;
        expect(element?.attributes.map((attribute) => attribute.value)).toEqual([value, value]);
        expect(element?.children).toMatchObject([{ value: `x${value}` }]);
      }),
    );
  });
});
