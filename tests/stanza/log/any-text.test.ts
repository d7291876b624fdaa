import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLog, readLogInSteps } from '../../../playground/stanza/index.ts';
import { anyText, nearlyXml, xmlText } from '../arbitraries.ts';

const now = Date.parse('2026-11-16T20:00:00Z');
const xmlOf = (text: string): readonly string[] => readLog(text, { now }).stanzas.map(({ xml }) => xml);

/** What may stand between stanzas. A comment would swallow them: that is what comments are for. */
const noise = fc
  .oneof(
    nearlyXml,
    anyText,
    fc.constantFrom('\n', ' ', 'RECV: ', '2026-11-16 13:57:30 IN ', '<0.512.0> ', '```xml\n', '<br>', '> '),
  )
  .map((text) => text.replaceAll(/<!--|<\?|stream/g, ''));

describe('any text', () => {
  it('is read without an exception, whatever it is', () => {
    const words = fc.constantFrom(
      '&lt;iq&gt;',
      '\\"',
      '=\\"',
      "RECV b'",
      '"',
      "'",
      'Send XML on stream = <<"',
      '>>',
      'XMPP IN [',
      ']',
      '<{jabber:client}:iq',
      '/>',
      '{',
      '}',
      '“',
      '\u00a0',
      '<!-- In ',
      '-->',
      '<iq type=“',
      '</iq>',
      '<iq>',
      '99:99:99',
      '2026-13-45T25:61:61+99:99',
      '\u001b[1m',
      '\n',
    );
    const text = fc.array(fc.oneof(words, nearlyXml, anyText), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (given) => {
        for (const { at } of readLog(given, { now }).stanzas) expect(at).not.toBeNaN();
      }),
      { numRuns: 1000 },
    );
  });

  it('gives back the stanzas in it byte for byte and in order', () => {
    const parts = fc.array(fc.tuple(noise, xmlText({ messy: true })), { maxLength: 6 });
    fc.assert(
      fc.property(parts, noise, (given, end) => {
        const text = given.map(([before, stanza]) => `${before}\n${stanza}`).join('') + end;
        const stanzas = given.map(([, stanza]) => stanza);
        expect(xmlOf(text).filter((xml) => stanzas.includes(xml))).toEqual(stanzas);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back stanzas that were written as strings of JSON or for a web page', () => {
    const stanza = xmlText();
    const page = (xml: string): string =>
      xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    fc.assert(
      fc.property(fc.array(stanza, { minLength: 1, maxLength: 4 }), (stanzas) => {
        expect(xmlOf(JSON.stringify({ log: stanzas }))).toEqual(stanzas);
        expect(xmlOf(stanzas.map((xml) => `<li>${page(xml)}</li>`).join('\n'))).toEqual(stanzas);
      }),
    );
  });

  // Were one of these read in quadratic time, it would take hours.
  it.each([
    ['tags that are never closed', '<message to="x">'],
    ['attributes that are never closed', '<message to="'],
    ['comments that are never closed', '<!-- '],
    ['sections that are never closed', '<iq><![CDATA['],
    ['end tags of nothing', '</iq>'],
    ['crossed tags', '<iq><a></iq></a>'],
    ['spaces in a tag', '<iq                                          '],
    ['a stanza for each line', '2026-11-16T13:57:30Z c2s1 debug SEND: <iq type="get" id="1"/>\n'],
    ['strings that are never closed', 'Send XML on stream = <<"'],
    ["Python's bytes that are never closed", "RECV b'"],
    ['escapes', '&amp;lt;iq&amp;gt; '],
    ['backslashes', '=\\\\\\"'],
    ['typographic quotes', '<iq a=“'],
    ['quotes of a mail', '> > '],
    ['colours', '\u001b[1m'],
    ['times', '12:12:12 '],
    ["Dino's tags", "XMPP IN [<{a}:b {c}:d='e'"],
  ])('is read in linear time: %s', (_, part) => {
    const text = part.repeat(Math.ceil(500_000 / part.length));
    expect(readLog(text, { now }).stanzas.length).toBeGreaterThanOrEqual(0);
    const nested = part.repeat(20_000) + '</message>'.repeat(20_000);
    expect(readLog(nested, { now }).stanzas.length).toBeGreaterThanOrEqual(0);
  });

  it('is read with pauses', () => {
    const text = 'RECV: <iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>\n'.repeat(20_000);
    let pauses = 0;
    const steps = readLogInSteps(text, { now });
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        expect(step.value.stanzas).toHaveLength(20_000);
        break;
      }
      pauses += 1;
    }
    expect(pauses).toBeGreaterThan(20);
  });
});
