import { describe, expect, it } from 'vitest';
import { explainAt } from '../../playground/stanza/registry.ts';

/** What is said at the bar in the text, which is taken out. */
function at(marked: string, request?: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return explainAt(text, offset, request === undefined ? {} : { request });
}
const kinds = (marked: string) => at(marked).map(({ kind, name }) => `${kind} ${name}`);
const stanzas = 'urn:ietf:params:xml:ns:xmpp-stanzas';

describe('explainAt', () => {
  it('explains the exact thing first, then its namespace', () => {
    expect(kinds(`<iq><que|ry xmlns='http://jabber.org/protocol/disco#info'/></iq>`)).toEqual([
      'element <query/>',
      'namespace http://jabber.org/protocol/disco#info',
    ]);
    expect(kinds(`<iq ty|pe='get'/>`)).toEqual(['attribute type']);
    expect(kinds(`<iq type='g|et'/>`)).toEqual(['value get', 'attribute type']);
    expect(kinds(`<iq><query xmlns='jabber:iq:ro|ster'/></iq>`)).toEqual(['namespace jabber:iq:roster']);
    expect(kinds(`<message to='romeo@mon|tague.example'/>`)).toEqual(['value romeo@montague.example', 'attribute to']);
    expect(kinds(`<presence><show>aw|ay</show></presence>`)).toEqual(['value away', 'element <show/>']);
  });

  it('finds the namespace of prefixes, of parents and of end tags', () => {
    expect(kinds(`<p:query xmlns:p='jabber:iq:roster'><p:it|em/></p:query>`)[0]).toBe('element <p:item/>');
    expect(kinds(`<iq><query xmlns='jabber:iq:roster'><item/></que|ry></iq>`)[0]).toBe('element <query/>');
    expect(kinds(`<a xmlns='urn:xmpp:ping'><!-- <b/> > --><pi|ng/></a>`)[0]).toBe('element <ping/>');
    expect(kinds(`<stream:fea|tures/>`)[0]).toBe('element <stream:features/>');
  });

  it('explains a text in the making', () => {
    expect(kinds(`<iq type='get'><query xmlns='urn:xmpp:mam:2`.replace('mam', 'm|am'))).toEqual([
      'namespace urn:xmpp:mam:2',
    ]);
    expect(kinds(`<message><bo|dy>x`)).toEqual(['element <body/>']);
  });

  it('knows features, nodes, status codes, mechanisms and fields of forms', () => {
    const info = (feature: string) =>
      `<query xmlns='http://jabber.org/protocol/disco#info'><feature var='${feature}'/></query>`;
    expect(kinds(info('muc_|hidden'))[0]).toBe('feature muc_hidden');
    expect(kinds(info('urn:xmpp:pi|gn'))[0]).toBe('near-miss urn:xmpp:pign');
    expect(
      kinds(
        `<items xmlns='http://jabber.org/protocol/pubsub' node='eu.siacs.conversations.axolotl.bun|dles:4711'/>`,
      )[0],
    ).toContain('bundles');
    expect(kinds(`<x xmlns='http://jabber.org/protocol/muc#user'><status code='3|33'/></x>`)[0]).toBe(
      'status-code 333',
    );
    expect(
      kinds(`<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>SCRAM-|SHA-1</mechanism></mechanisms>`)[0],
    ).toBe('mechanism SCRAM-SHA-1');
    const form = `<x xmlns='jabber:x:data'><field var='FORM_TYPE'><value>urn:xmpp:m|am:2</value></field><field var='with'><value>juliet</value></field></x>`;
    expect(kinds(form)[0]).toBe('form-field urn:xmpp:mam:2');
    const field = form.replace('|', '').replace('juliet', 'jul|iet');
    expect(kinds(field)[0]).toBe('form-field with');
    expect(kinds(`<x xmlns='jabber:x:data'><field var='wi|th'/></x>`)).not.toContain('form-field with');
    // Without the form around it, as it is copied out of one.
    for (const bare of [`<field var='muc#roomconfig_who|is'/>`, `<fie|ld var='muc#roomconfig_whois'><value/></field>`])
      expect(kinds(bare)[0]).toBe('form-field muc#roomconfig_whois');
    expect(kinds(`<query xmlns='urn:q'><field var='muc#roomconfig_who|is'/></query>`)).not.toContain(
      'form-field muc#roomconfig_whois',
    );
    expect(kinds(`<x xmlns='jabber:x:data'><field var='muc#roomconfig_who|is'/></x>`)[0]).toBe(
      'form-field muc#roomconfig_whois',
    );
  });

  it('explains an error wherever in it one points, with the request', () => {
    const request = `<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>`;
    for (const text of [
      `<iq type='error'><er|ror type='modify'><bad-request xmlns='${stanzas}'/></error></iq>`,
      `<iq type='error'><error type='modify'><bad-re|quest xmlns='${stanzas}'/></error></iq>`,
    ]) {
      expect(at(text, request)[0]?.summary).toBe('The iq has no id.');
    }
    const type = `<iq type='error'><error type='mod|ify'><bad-request xmlns='${stanzas}'/></error></iq>`;
    expect(kinds(type)).toEqual(['value modify', 'attribute type', 'stanza-error bad-request']);
    expect(kinds(`<error><item-not-fo|und xmlns='${stanzas}'/>`)[0]).toBe('stanza-error item-not-found');
  });

  it('says that a namespace is not known, and says nothing about white space, marks and places outside', () => {
    expect(at(`<x xmlns='urn:exam|ple:odd'/>`)[0]?.summary).toContain('not in the registry');
    expect(kinds(`<x xmlns='urn:example:odd'| />`)).toEqual([]);
    expect(kinds(`|`)).toEqual([]);
    expect(explainAt('<iq/>', 99)).toEqual([]);
    expect(explainAt('<iq/>', -1)).toEqual([]);
    expect(explainAt('', 0)).toEqual([]);
  });

  it('explains lines of the log and who writes them', () => {
    const notes = explainAt('montague.example:saslauth Authenticated as romeo@montague.example', 0, { isLog: true });
    expect(notes.map(({ summary }) => summary)).toEqual([
      'Signing in succeeded for this account.',
      'The part that signs accounts in.',
    ]);
    expect(explainAt('x y', 0, { isLog: true })).toEqual([]);
  });

  it('takes any text', () => {
    for (const text of [
      '<',
      '</',
      '</a>',
      '<a',
      '<a b',
      '<a b=',
      '<a b="',
      '<a><b></a></b>',
      '<?xml version="1.0"?><a/>',
      '&amp;',
      '<a>&l',
      ']]>',
      '<a:b:c/>',
      '<:/>',
      '<!-- ',
      '<![CDATA[x',
    ]) {
      for (let offset = 0; offset <= text.length; offset += 1)
        expect(Array.isArray(explainAt(text, offset))).toBe(true);
    }
  });
});
