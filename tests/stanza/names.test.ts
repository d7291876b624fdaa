import { describe, expect, it } from 'vitest';
import { forms } from '../../playground/stanza/facts/forms.ts';
import { mechanisms } from '../../playground/stanza/facts/mechanisms.ts';
import { readTable, strayLines } from '../../playground/stanza/facts/table.ts';
import { nameTables } from '../../playground/stanza/names.ts';
import { explainNamespace, namesOf, nearMiss, nearMissesIn, subjects } from '../../playground/stanza/registry.ts';
import { stanza } from './helpers.ts';

const tables = { ...nameTables, forms, mechanisms };

describe('the tables of names', () => {
  it.each(Object.entries(tables))('%s has no line that says nothing', (_, text) => {
    expect(strayLines(text)).toEqual([]);
  });

  it.each(Object.entries(tables))(
    '%s has whole sentences, documents that can exist and sections as they are written',
    (_, text) => {
      for (const { name, document, title, sentence, section, elements } of readTable(text)) {
        expect(document, name).toMatch(/^(\d{4}|RFC \d{4})$/);
        expect(title, name).not.toBe('');
        const facts = [
          { sentence, section },
          ...[...elements.values()].flatMap((fact) => [fact, ...fact.attributes.values()]),
        ];
        for (const fact of facts) {
          expect(fact.sentence, name).toMatch(/^["\p{L}\d][^§|]*\.\)?$/u);
          if (fact.section !== undefined) expect(fact.section, name).toMatch(/^\d+(\.\d+)*$/);
        }
      }
    },
  );

  it('name each thing once, over all subjects', () => {
    const names = subjects.flatMap((subject) => namesOf(subject).map(({ name }) => name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThan(600);
    for (const table of [forms, mechanisms]) {
      const listed = readTable(table).map(({ name }) => name);
      expect(new Set(listed).size).toBe(listed.length);
    }
  });

  it('give an element or attribute once', () => {
    for (const text of Object.values(tables)) {
      const lines = text.split('\n');
      let seen = new Set<string>();
      let element = '';
      for (const line of lines) {
        const [, indent, name = ''] = /^( *)(.+?)(?: §[\d.]+)? \|/.exec(line) ?? [];
        if (indent === '') seen = new Set();
        if (indent === '  ') element = name;
        const key = indent === '    ' ? `${element} ${name}` : name;
        expect(seen.has(key), line).toBe(false);
        if (indent !== undefined) seen.add(key);
      }
    }
  });
});

describe('explainNamespace', () => {
  it.each([
    ['http://jabber.org/protocol/admin#get-online-users-list', 'XEP-0133'],
    ['urn:xmpp:idle:1', 'XEP-0319'],
    ['muc_hidden', 'XEP-0045'],
    ['muc_open', 'XEP-0045'],
    ['muc_temporary', 'XEP-0045'],
    ['urn:xmpp:jingle:apps:rtp:rtcp-fb:0', 'XEP-0293'],
    ['urn:xmpp:sims:1', 'XEP-0385'],
    ['http://jabber.org/protocol/url-data', 'XEP-0103'],
    ['eu.siacs.conversations.axolotl.bundles:4711', 'XEP-0384'],
    ['storage:bookmarks', 'XEP-0048'],
    ['http://jabber.org/protocol/pubsub#publish-options', 'XEP-0060'],
    ['urn:xmpp:microblog:0:comments/dd88', 'XEP-0277'],
    ['urn:xmpp:order-by:1@urn:xmpp:mam:2', 'XEP-0413'],
    ['urn:xmpp:avatar:metadata+notify', 'XEP-0084'],
    ['http://jabber.org/protocol/muc#self-ping-optimization', 'XEP-0410'],
    ['urn:xmpp:bookmarks-conversion:0', 'XEP-0411'],
    ['urn:xmpp:sic:1', 'XEP-0279'],
    ['http://www.w3.org/2005/Atom', 'XEP-0060'],
    ['urn:xmpp:jingle:apps:rtp:audio', 'XEP-0167'],
    ['urn:xmpp:register:0', 'XEP-0389'],
  ])('%s is %s', (name, number) => {
    expect(explainNamespace(name)).toMatchObject({ name, specification: { number } });
  });

  it('says that a version is another one than that of today', () => {
    expect(explainNamespace('urn:xmpp:mam:1')?.oddity).toContain('urn:xmpp:mam:2');
    expect(explainNamespace('urn:xmpp:mam:2')?.oddity).toBeUndefined();
    expect(explainNamespace('urn:xmpp:ping')?.oddity).toBeUndefined();
  });

  it('does not guess', () => {
    for (const name of ['', 'urn:xmpp', 'urn:xmpp:pinge', 'jabber:iq:none', 'constructor', '#', '+notify', '/']) {
      expect(explainNamespace(name), name).toBeUndefined();
    }
  });
});

describe('nearMiss', () => {
  it.each([
    ['urn:xmpp:ping ', 'urn:xmpp:ping', 'ends with a space'],
    [' urn:xmpp:ping', 'urn:xmpp:ping', 'begins with a space'],
    ['urn:xmpp: ping', 'urn:xmpp:ping', 'a space in'],
    ['urn:xmpp:Ping', 'urn:xmpp:ping', 'close to one that is'],
    ['http://jabber.org/protocol/disco#inof', 'http://jabber.org/protocol/disco#info', 'close to one that is'],
    ['https://jabber.org/protocol/muc', 'http://jabber.org/protocol/muc', 'close to one that is'],
    ['jabber:iq:rooster', 'jabber:iq:roster', 'close to one that is'],
  ])('%j is nearly %s', (written, known, words) => {
    const note = nearMiss(written);
    expect(note).toMatchObject({ kind: 'near-miss', name: written, whatToTry: `Write ${known}.` });
    expect(note?.summary).toContain(words);
  });

  it('leaves alone what is known, and what is like nothing', () => {
    for (const name of [
      'urn:xmpp:ping',
      'urn:xmpp:mam:1',
      'urn:example:x',
      'http://example.com/ns',
      'foo',
      '',
      'x'.repeat(5000),
    ]) {
      expect(nearMiss(name), name).toBeUndefined();
    }
  });

  it('finds those of a stanza', () => {
    const ping = stanza(`<iq type='get' id='1' to='montague.example'><ping xmlns='urn:xmpp:ping '/></iq>`);
    expect(nearMissesIn(ping).map(({ name }) => name)).toEqual(['urn:xmpp:ping ']);
  });
});
