/** Where the page reads XML differently from expat: as the page "What differs from a real server" says. A difference that has gone is taken off it. */
import { describe, expect, it } from 'vitest';
import { diff, match, parse } from '../../playground/stanza/index.ts';

const stanza = (xml: string) => {
  const result = parse(xml);
  if (!result.ok || result.stanzas[0] === undefined) throw new Error(`${xml} cannot be read.`);
  return result.stanzas[0];
};

describe('reading differs from a server', () => {
  it.each(['\u00a0', '\u2028', '\ufeff'])('%j alone counts as white space, which it is not in XML', (space) => {
    const [only, empty] = [`<message><body>${space}</body></message>`, '<message><body/></message>'].map(stanza);
    expect(only && empty && diff(only, empty).same).toBe(true);
    const between = stanza(`<message><body/>${space}</message>`);
    expect(match(between, between, {}, { exact: true }).ok).toBe(false);
  });

  it.each(['<a\u017f/>', '<a \u{10000}="1"/>'])('%s has a name that the fourth edition of XML 1.0 refuses', (xml) => {
    expect(parse(xml).ok).toBe(true);
  });
});
