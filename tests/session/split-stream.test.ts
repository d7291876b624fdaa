import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamSplitter } from '../../playground/session/split-stream.ts';

const header = "<?xml version='1.0'?><stream:stream id='a>b' from=\"x\" xmlns='jabber:client'>";
const pieces = [
  header,
  "<stream:features><mechanisms a='/>'><mechanism>PLAIN</mechanism></mechanisms></stream:features>",
  "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
  header,
  '<iq type="result"><query><![CDATA[</iq><x>]]></query></iq>',
  '<message><body>1 &lt; 2 — 🎭</body><!-- </message> --></message>',
  '<presence />',
  '</stream:stream>',
];

describe('StreamSplitter', () => {
  it('gives header, elements and end tag as one piece each, wherever the text is cut', () => {
    const text = pieces.join('');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 30 }), (cuts) => {
        const splitter = new StreamSplitter();
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const found = at.flatMap((end, index) => splitter.push(text.slice(at[index - 1] ?? 0, end)));
        expect(found).toEqual(pieces);
      }),
    );
  });

  it('gives white space between stanzas as a piece of its own, so that a keep-alive is seen at once', () => {
    const splitter = new StreamSplitter();
    expect(splitter.push(header)).toEqual([header]);
    expect(splitter.push(' ')).toEqual([' ']);
    expect(splitter.push('<a> ')).toEqual([]);
    expect(splitter.push('</a>')).toEqual(['<a> </a>']);
  });

  it('takes a megabyte in small parts', () => {
    const splitter = new StreamSplitter();
    splitter.push(header);
    splitter.push('<message><body>');
    for (let part = 0; part < 1024; part += 1) expect(splitter.push('0'.repeat(1024))).toEqual([]);
    expect(splitter.push('</body></message>').map((piece) => piece.length)).toEqual([2 ** 20 + 32]);
  });
});
