import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, type XmlElement } from '../../playground/stanza/index.ts';
import { localOf, namespaceOf, type Place, placeAt, placesOf } from '../../playground/stanza/places.ts';
import { explainAt } from '../../playground/stanza/registry.ts';
import { nearlyXml, xmlText } from './arbitraries.ts';

function elementsBelow(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap((child) => (child.kind === 'element' ? elementsBelow(child) : []))];
}

describe('placesOf', () => {
  it('knows every element of a well-formed text as the parser does', () => {
    fc.assert(
      fc.property(xmlText({ messy: true }), (text) => {
        const parsed = parse(text);
        if (!parsed.ok) throw new Error(parsed.error.plain);
        const places = placesOf(text);
        for (const element of parsed.stanzas.flatMap(elementsBelow)) {
          const found = placeAt(places, element.start.offset + 1)?.element;
          if (!found) throw new Error(`nothing at ${element.start.offset} of ${text}`);
          expect([localOf(found), namespaceOf(found)]).toEqual([element.local, element.namespace]);
        }
      }),
    );
  });

  it('covers any text without a gap, and finds a place at each offset', () => {
    fc.assert(
      fc.property(nearlyXml, (text) => {
        const places = placesOf(text);
        expect(places.map((place: Place) => place.text).join('')).toBe(text);
        for (let offset = 0; offset < text.length; offset += 1) {
          expect(placeAt(places, offset)).toBeDefined();
          expect(explainAt(text, offset)).toBeInstanceOf(Array);
        }
      }),
      { numRuns: 200 },
    );
  });
});
