import { describe, expect, it } from 'vitest';
import { listShowing, namesIn } from '../../src/site/reference/shown-in.ts';

describe('what pages show', () => {
  it('is found in stanzas: namespaces in any version, features, conditions, status codes, mechanisms', () => {
    const text = `<iq type="error"><error><conflict xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/><closed-node xmlns='http://jabber.org/protocol/pubsub#errors'/></error></iq>
      <x xmlns="http://jabber.org/protocol/muc#user"><status code="110"/><status code="999"/></x>
      <feature var="urn:xmpp:mam:1"/><mechanism>SCRAM-SHA-1</mechanism><a xmlns="urn:example:odd"/>`;
    expect([...namesIn(text)].sort()).toEqual(
      [
        '110',
        'SCRAM-SHA-1',
        'http://jabber.org/protocol/muc#user',
        'http://jabber.org/protocol/pubsub#errors',
        'stanza-error closed-node',
        'stanza-error conflict',
        'urn:ietf:params:xml:ns:xmpp-stanzas',
        'urn:xmpp:mam:2',
      ].sort(),
    );
  });

  it('leads from a namespace to its recipes, before the guides', async () => {
    const showing = await listShowing();
    const paths = (name: string) => (showing.get(name) ?? []).map(({ path }) => path);
    expect(paths('urn:xmpp:mam:2')[0]).toBe('/recipes/archive/');
    expect(paths('http://jabber.org/protocol/disco#info').slice(0, 2)).toContain('/recipes/what-is-offered/');
    expect(paths('stanza-error conflict')).toContain('/recipes/nickname-taken/');
    const kinds = [...showing.values()].map((pages) => pages.map(({ path }) => path.startsWith('/recipes/')));
    for (const recipes of kinds) expect(recipes).toEqual([...recipes].sort((a, b) => Number(b) - Number(a)));
  });
});
