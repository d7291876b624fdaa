import { describe, expect, it } from 'vitest';
import { pagesFor, parseShownIn } from '../../playground/console/state/shown-in.ts';

const good = {
  format: 1,
  pages: [
    ['Ping', '/recipes/ping/'],
    ['Rooms', '/recipes/rooms/'],
  ],
  names: { 'urn:xmpp:ping': [0], 'http://jabber.org/protocol/muc': [1, 0] },
};

describe('which pages show a name', () => {
  it('are listed once each, in their order', () => {
    const shownIn = parseShownIn(good);
    expect(pagesFor(shownIn, ['http://jabber.org/protocol/muc', 'urn:xmpp:ping']).map(({ title }) => title)).toEqual([
      'Rooms',
      'Ping',
    ]);
    expect(pagesFor(shownIn, ['unknown', 'constructor'])).toEqual([]);
  });

  it('come from this site only, whatever was fetched', () => {
    const links = (path: unknown) =>
      pagesFor(parseShownIn({ pages: [['x', path]], names: { a: [0, 7, 'y', null] } }), ['a']);
    for (const path of ['//evil.example/', 'https://evil.example/', 'javascript:alert(1)', 7, null])
      expect(links(path)).toEqual([]);
    expect(links('/base/recipes/ping/')).toHaveLength(1);
    for (const data of [null, 'text', 7, [], {}, { pages: {}, names: [] }, { pages: [[]], names: { a: 'b' } }]) {
      expect(pagesFor(parseShownIn(data), ['a'])).toEqual([]);
    }
  });
});
