/** Where the page reads XML as expat does although JavaScript would not, and where it does not: as the page "What differs from a real server" says. A difference that has gone is taken off it. */
import { describe, expect, it } from 'vitest';
import { canonical, diff, match, parse } from '../../playground/stanza/index.ts';

const stanza = (xml: string) => {
  const result = parse(xml);
  if (!result.ok || result.stanzas[0] === undefined) throw new Error(`${xml} cannot be read.`);
  return result.stanzas[0];
};

describe('text is what XML calls text', () => {
  it.each(['\u00a0', '\u2028', '\ufeff', '\u3000'])('%j alone is text, and no white space', (character) => {
    const [only, empty] = [`<message><body>${character}</body></message>`, '<message><body/></message>'].map(stanza);
    if (!only || !empty) throw new Error('There is nothing to compare.');
    expect(diff(only, empty).same).toBe(false);
    expect(canonical(only)).not.toBe(canonical(empty));
    const between = stanza(`<message><body/>${character}</message>`);
    expect(match(between, between, {}, { exact: true }).ok).toBe(true);
    expect(match(stanza('<message><body/></message>'), between, {}, { exact: true }).ok).toBe(false);
    expect(match(between, stanza('<message><body/></message>'), {}).ok).toBe(false);
  });

  it.each([' ', '\t', '\n', '&#13;'])('%j alone is white space', (character) => {
    const [only, empty] = [`<message><body>${character}</body></message>`, '<message><body/></message>'].map(stanza);
    expect(only && empty && diff(only, empty).same).toBe(true);
  });
});

describe('reading differs from a server', () => {
  it.each(['<a\u017f/>', '<a \u{10000}="1"/>'])('%s has a name that the fourth edition of XML 1.0 refuses', (xml) => {
    expect(parse(xml).ok).toBe(true);
  });
});
