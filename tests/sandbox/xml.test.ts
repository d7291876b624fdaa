/** The XML parser gives expat's verdict: on documents with a known verdict, and on mutated ones where expat is asked. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents } from '../../playground/sandbox/xml/events.ts';
import { XmlParser } from '../../playground/sandbox/xml/parser.ts';
import { detectUtf16 } from '../../playground/sandbox/xml/utf16.ts';
import { hostileStanzas } from './hostile.ts';
import { xmlCases } from './xml-cases.ts';
import { cut, expat, ours, type Verdict } from './xml-judge.ts';

const toBytes = (document: string | Uint8Array) =>
  typeof document === 'string' ? new TextEncoder().encode(document) : document;

test.each(xmlCases)('%s', (_, document, error) => {
  const bytes = toBytes(document);
  expect(ours([bytes]).error).toBe(error);
  const oneByOne = [...bytes].map((byte) => Uint8Array.of(byte));
  const slow = ours(oneByOne);
  expect(slow.error).toBe(error);
  expect(slow.events).toEqual(ours([bytes]).events);
  expect(comparable(expat([bytes]))).toEqual(comparable(ours([bytes])));
});

/** At the end of a document expat has several names for the same thing. */
function comparable(verdict: Verdict): Verdict {
  const isUnfinished = /^(unclosed token|partial character|unclosed CDATA section)$/.test(verdict.error ?? '');
  const ended = verdict.events.filter((event) => verdict.error === null || !event.startsWith('M '));
  return { ...verdict, events: ended, error: isUnfinished ? 'unfinished' : verdict.error };
}

const documents = [
  `<?xml version='1.0'?><stream:stream to='a' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'><iq id='1'><ping xmlns='urn:xmpp:ping'/></iq></stream:stream>`,
  `<a>x &amp; y &lt; &#65;&#x1f339; <![CDATA[ <z> ]] ]]>é🌹\r\nz\rq\tw</a>`,
  `<p:a xmlns:p='x:p' xmlns='y' p:b="1" c='2&#10;\n\t&lt;'><p:c/><d xmlns=''><e/></d></p:a >`,
  `<!-- c --><?pi some data?><a><!-- in - side --><?x?><b  c = "d"  /></a> <!-- end --><?pi?>\n`,
  `<é ü='ñ'>שלום 你好 ๑</é>`,
  '\ufeff<a>mark</a>',
];
const pieces = [
  ...['<', '>', '&', '"', "'", '/', '=', ' ', '\n', '\r', '!', '?', ':', ';', '#', '-', '.', ']', '[', '%', '(', ')'],
  ...[
    '&amp;',
    '&#0;',
    '&x;',
    '<!--',
    '-->',
    '--',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    "<?xml version='1.0'?>",
    '</a>',
    '<b/>',
  ],
  ...['xmlns', "xmlns:p=''", "xmlns:xml='z'", 'a:', 'é', '🌹', '\u0301', '\ufffe', '\u0000', '\u0085', '<!x>'],
];

const fuzz = process.env.STANZABOX_FUZZ;

const mutation = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 3 }),
  insert: fc.oneof(
    fc.constantFrom(...pieces).map((piece) => [...new TextEncoder().encode(piece)]),
    fc.array(fc.nat({ max: 255 }), { maxLength: 2 }),
  ),
});

test('on mutated documents, cut anywhere, it reports what expat reports and refuses when expat refuses', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...documents),
      fc.array(mutation, { maxLength: 4 }),
      fc.array(fc.nat()),
      (document, mutations, places) => {
        const bytes = [...toBytes(document)];
        for (const { at, remove, insert } of mutations) bytes.splice(at % (bytes.length + 1), remove, ...insert);
        // Bytes that look like UTF-16 are judged by the cases above: broken, they are no document that anybody sends.
        fc.pre(detectUtf16(bytes[0] ?? 1, bytes[1] ?? 1) === null);
        const chunks = cut(Uint8Array.from(bytes), places);
        expect(comparable(ours(chunks))).toEqual(comparable(expat(chunks)));
      },
    ),
    // The same documents each time; to look further: STANZABOX_FUZZ=100000 vitest run tests/sandbox/xml.test.ts
    fuzz ? { numRuns: Number(fuzz) } : { seed: 13_001, numRuns: 2000 },
  );
});

test('every byte of a stream is counted once, as Prosody needs it for its size limit', () => {
  for (const data of Object.values(hostileStanzas)) {
    const open = '<s xmlns:stream="x">';
    const parser = new XmlParser({ separator: '\x01', namespaceEvents: false });
    const bytes = toBytes(data);
    const events = [...readEvents(parser.feed(toBytes(open))), ...readEvents(parser.feed(bytes))];
    if (events.some(({ kind }) => kind === '!')) continue;
    expect(events.reduce((sum, { size }) => sum + size, 0)).toBe(open.length + bytes.length);
  }
});

test('a deep or long document takes time in proportion to its length', () => {
  const parser = new XmlParser({ separator: '\x01', namespaceEvents: false });
  parser.feed(toBytes(`<a xmlns='x'>${'<b c="d">'.repeat(100_000)}`));
  const events = readEvents(parser.feed(toBytes(`${'</b>'.repeat(100_000)}</a>`)));
  expect(events).toHaveLength(100_001);
  expect(parser.end()).toBe('');
});
