import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsFor, filled, templates } from '../../playground/console/templates.ts';
import { applied, type CompletionWorld, check, complete, type Suggestion } from '../../playground/stanza/assist.ts';
import { parse } from '../../playground/stanza/index.ts';
import { xmlText } from '../stanza/arbitraries.ts';

const world: CompletionWorld = {
  connection: 'bound',
  jid: 'romeo@montague.example/orchard',
  addresses: [
    { jid: 'juliet@montague.example', kind: 'account' },
    { jid: 'juliet@montague.example/balcony', kind: 'device' },
    { jid: 'montague.example', kind: 'server' },
    { jid: 'verona@conference.montague.example', kind: 'room' },
  ],
  nodes: ['news'],
  messages: [{ id: 'message-1', words: 'But, soft!' }],
  templates: [
    { title: 'Ping the server', group: 'Ask', text: '<iq type="get" id="{id}"><ping xmlns="urn:xmpp:ping"/></iq>' },
  ],
  freshId: () => 'fresh-1',
};

/** The text has a | where the caret is. */
function at(marked: string, here: Partial<CompletionWorld> = {}): readonly Suggestion[] {
  const offset = marked.indexOf('|');
  return complete(marked.replace('|', ''), offset, { ...world, ...here })?.suggestions ?? [];
}

const labels = (marked: string, here?: Partial<CompletionWorld>): readonly string[] =>
  at(marked, here).map(({ label }) => label);

/** The text after a suggestion is taken, with what is selected then in brackets. */
function taken(marked: string, label: string, detail?: string, here?: Partial<CompletionWorld>): string {
  const found = at(marked, here).find((one) => one.label === label && (detail === undefined || one.detail === detail));
  if (!found) throw new Error(`${label} is not suggested: ${labels(marked, here).join(', ')}`);
  const text = applied(marked.replace('|', ''), { label: '', edits: found.edits });
  const [start, end] = found.select;
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

describe('elements', () => {
  it('that may be sent, by the kind of connection', () => {
    expect(labels('<|')).toEqual(
      expect.arrayContaining(['message', 'presence', 'iq get', 'iq set', 'r', 'a', 'enable', 'active']),
    );
    expect(labels('<|', { connection: 'stream' })).toEqual([
      'stream:stream',
      'auth',
      'response',
      'abort',
      'starttls',
      'iq get register',
      'iq set bind',
      'message',
      'presence',
      'iq get',
      'iq set',
      'iq result',
    ]);
    expect(labels('<|', { connection: 'signed-in' })[0]).toBe('iq set bind');
    expect(labels('<|', { connection: 'component' })).toContain('handshake');
    expect(labels('<|', { connection: 'websocket' })).toContain('open');
  });

  it('come whole: a stanza with its id, an address, and the caret where it goes on', () => {
    expect(taken('<me|', 'message')).toBe(
      '<message type="chat" to="[juliet@montague.example]" id="fresh-1">\n  <body></body>\n</message>',
    );
    expect(taken('|', 'iq get')).toBe('<iq type="get" to="montague.example" id="fresh-1">\n  []\n</iq>');
    expect(taken('|', 'Ping the server')).toBe('<iq type="get" id="fresh-1"><ping xmlns="urn:xmpp:ping"/></iq>[]');
  });

  it('of an iq are those that can be asked with its type', () => {
    const get = at('<iq type="get" id="1">\n  <|\n</iq>').map(({ label, detail }) => `${label} ${detail}`);
    expect(get).toEqual(expect.arrayContaining(['query disco#info', 'ping ping', 'pubsub pubsub', 'vCard vcard-temp']));
    expect(get).not.toContain('enable carbons:2');
    expect(labels('<iq type="set" id="1"><|</iq>')).toContain('enable');
    expect(labels('<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/><|</iq>')).toEqual([]);
  });

  it('have their namespace, what they need, and the layout of the text around', () => {
    expect(taken('<iq type="get" id="1">\n  <pi|\n</iq>', 'ping')).toBe(
      '<iq type="get" id="1">\n  <ping xmlns="urn:xmpp:ping"/>[]\n</iq>',
    );
    expect(taken('<iq type="set" id="1">\n  <|\n</iq>', 'block')).toBe(
      '<iq type="set" id="1">\n  <block xmlns="urn:xmpp:blocking">\n    <item jid="[juliet@montague.example]"/>\n  </block>\n</iq>',
    );
    expect(taken('<iq type="set" id="1">\n  <|\n</iq>', 'pubsub', 'pubsub')).toBe(
      '<iq type="set" id="1">\n  <pubsub xmlns="http://jabber.org/protocol/pubsub">\n    <publish node="[{node}]">\n      \n    </publish>\n  </pubsub>\n</iq>',
    );
  });

  it('inside of payloads are the parts of these, also those of another namespace', () => {
    expect(labels('<iq type="set" id="1"><query xmlns="jabber:iq:roster"><|</query></iq>')).toEqual(['item']);
    expect(labels('<iq type="set" id="1"><query xmlns="urn:xmpp:mam:2"><|</query></iq>')).toEqual(['x', 'set']);
    expect(labels('<message><|')).toEqual(expect.arrayContaining(['body', 'subject', 'composing', 'no-store']));
    expect(taken('<iq type="set" id="1"><query xmlns="urn:xmpp:mam:2"><|</query></iq>', 'x')).toContain(
      '<field var="FORM_TYPE" type="hidden">\n    <value>urn:xmpp:mam:2</value>',
    );
    const error = '<message type="error" to="a@b.example"><error type="cancel"><|</error></message>';
    expect(taken(error, 'item-not-found')).toContain('<item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/>');
  });

  it('are found by their namespace too, the best first', () => {
    expect(at('<iq type="get" id="1"><mam|</iq>').map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      'query mam:2',
      'metadata mam:2',
      'prefs mam:2',
    ]);
  });

  it('get another name in both of their tags', () => {
    expect(taken('<message><|body>here</body></message>', 'subject')).toBe(
      '<message><subject[]>here</subject></message>',
    );
  });

  it('are told of in a sentence, with its place', () => {
    const [composing] = at('<message><comp|');
    expect(composing).toMatchObject({
      sentence: 'Is writing a message.',
      specification: 'XEP-0085: Chat State Notifications',
    });
  });
});

describe('end tags', () => {
  it('close what is open', () => {
    expect(taken('<message>\n  <body>hello</|', '</body>')).toBe('<message>\n  <body>hello</body>[]');
    expect(taken('<message><body>hello</b|></message>', '</body>')).toBe('<message><body>hello</body[]></message>');
    expect(taken('<message><body>hello|', '</body>')).toBe('<message><body>hello</body>[]');
  });

  it('are not suggested where all is closed', () => {
    expect(labels('<message><body>hello|</body></message>')).not.toContain('</body>');
  });
});

describe('attributes', () => {
  it('are those of the element that are not there yet', () => {
    expect(labels('<message |/>')).toEqual(['type', 'to', 'id', 'xml:lang']);
    expect(labels('<message to="a" |/>')).toEqual(['type', 'id', 'xml:lang']);
    expect(labels('<message | to="a"/>')).toEqual(['type', 'id', 'xml:lang']);
    expect(labels('<iq type="set" id="1"><query xmlns="jabber:iq:roster"><item |/></query></iq>')).toEqual([
      'jid',
      'name',
      'subscription',
    ]);
  });

  it('come with a value to go on from', () => {
    expect(taken('<message t|/>', 'to')).toBe('<message to="[juliet@montague.example]"/>');
    expect(taken('<iq type="get" |><ping xmlns="urn:xmpp:ping"/></iq>', 'id')).toContain('id="[fresh-1]"');
    expect(taken('<iq |id="1"><ping xmlns="urn:xmpp:ping"/></iq>', 'type')).toBe(
      '<iq type="[get]" id="1"><ping xmlns="urn:xmpp:ping"/></iq>',
    );
    expect(taken('<iq ty|="get" id="1"/>', 'type')).toBe('<iq type[]="get" id="1"/>');
  });

  it('of elements without rules are those of the registry', () => {
    expect(labels('<message><delay xmlns="urn:xmpp:delay" |')).toContain('stamp');
  });
});

describe('values', () => {
  it('of types go with what is inside', () => {
    expect(labels('<iq type="|" id="1"/>')).toEqual(['get', 'set', 'result', 'error']);
    expect(labels('<iq type="|" id="1"><ping xmlns="urn:xmpp:ping"/></iq>')).toEqual(['get', 'result', 'error']);
    expect(labels('<presence type="sub|"/>')).toEqual(['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed']);
    expect(taken('<presence type="sub|"/>', 'subscribe')).toBe(
      '<presence type="subscribe" to="[juliet@montague.example]"/>',
    );
    expect(labels('<message type="|"/>')).toEqual(['chat', 'normal', 'groupchat', 'headline', 'error']);
  });

  it('end the quote that is missing, and take the place of the whole value', () => {
    expect(taken('<iq type="g|', 'get')).toBe('<iq type="get"[]');
    expect(taken('<presence to="a@b.example" type="un|known"/>', 'unsubscribe')).toBe(
      '<presence to="a@b.example" type="unsubscribe"[]/>',
    );
    expect(taken("<presence type='|'/>", 'probe')).toBe("<presence type='probe' to='[juliet@montague.example]'/>");
    expect(taken('<iq type="| id="1"></iq>', 'get')).toBe('<iq type="get"[] id="1"></iq>');
  });

  it('of addresses are those that are known here', () => {
    expect(labels('<message to="ju|"/>')).toEqual(['juliet@montague.example', 'juliet@montague.example/balcony']);
    expect(at('<message to="ver|"/>')[0]).toMatchObject({ kind: 'address', detail: 'room' });
  });

  it('of rooms, commands, archives', () => {
    const admin = '<iq type="set" id="1"><query xmlns="http://jabber.org/protocol/muc#admin"><item ';
    expect(labels(`${admin}affiliation="|"/></query></iq>`)).toEqual(['owner', 'admin', 'member', 'none', 'outcast']);
    expect(labels(`${admin}role="|"/></query></iq>`)).toEqual(['moderator', 'participant', 'visitor', 'none']);
    expect(labels('<message><replace xmlns="urn:xmpp:message-correct:0" id="|"')).toEqual(['message-1', 'fresh-1']);
    expect(labels('<iq type="get" id="1"><pubsub xmlns="http://jabber.org/protocol/pubsub"><items node="|')).toContain(
      'news',
    );
  });

  it('of namespaces: first those that go with the name', () => {
    const found = labels('<iq type="get" id="1"><query xmlns="|"/></iq>');
    expect(found.slice(0, 2)).toEqual([
      'http://jabber.org/protocol/disco#info',
      'http://jabber.org/protocol/disco#items',
    ]);
    expect(labels('<message><x xmlns="occupant|')).toContain('urn:xmpp:occupant-id:0');
  });

  it('of forms', () => {
    const form =
      '<iq type="set" id="1"><query xmlns="http://jabber.org/protocol/muc#owner"><x xmlns="jabber:x:data" type="submit">';
    expect(labels(`${form}<field var="|`)[0]).toBe('FORM_TYPE');
    expect(labels(`${form}<field var="FORM_TYPE"><value>|`)[0]).toBe('http://jabber.org/protocol/muc#roomconfig');
    expect(labels(`${form}<field var="members|`)).toEqual(['muc#roomconfig_membersonly']);
  });

  it('that are texts', () => {
    expect(labels('<presence><show>|</show></presence>')).toEqual(['chat', 'away', 'xa', 'dnd']);
  });

  it('are not suggested where the value is there', () => {
    expect(labels('<iq type="result|" id="1"/>')).toEqual([]);
  });
});

describe('nothing is suggested', () => {
  it.each(['<message><![CDATA[ <| ]]></message>', '<!-- <| -->', '<iq type="get"|', '<iq type=|"get"/>', '<|/iq>'])(
    'in %s',
    (text) => {
      expect(labels(text)).toEqual([]);
    },
  );
});

const values = Object.fromEntries(
  Object.entries(fieldsFor('juliet@montague.example')).map(([name, { value }]) => [name, value]),
);

/** What the check has to tell, but for what is to be written next. */
function faults(text: string): readonly string[] {
  const result = parse(text);
  if (!result.ok) return [result.error.plain];
  return check(text, result.stanzas, { jid: world.jid })
    .filter(({ code, severity }) => severity !== 'hint' && code !== 'no-payload' && code !== 'no-error')
    .map(({ code, plain }) => `${code}: ${plain}`);
}

describe.each(templates.map(({ title, text }) => [title, filled(text, values, () => 'id-1')] as const))(
  'in the template %s',
  (_, text) => {
    it('whatever is taken anywhere, the check finds nothing', () => {
      let count = 0;
      for (let offset = 0; offset <= text.length; offset += 1) {
        for (const { edits, label, select } of complete(text, offset, world)?.suggestions ?? []) {
          const after = applied(text, { label: '', edits });
          expect(faults(after), `${label} at ${offset}:\n${after}`).toEqual([]);
          expect(select[0]).toBeLessThanOrEqual(select[1]);
          expect(select[1]).toBeLessThanOrEqual(after.length);
          count += 1;
        }
      }
      expect(count).toBeGreaterThan(20);
    });

    it('every beginning of it can be completed, whatever follows', () => {
      for (let offset = 0; offset <= text.length; offset += 1) {
        const beginning = text.slice(0, offset);
        for (const { edits, select } of complete(beginning, offset, world)?.suggestions ?? []) {
          const after = applied(beginning, { label: '', edits });
          expect(select[1]).toBeLessThanOrEqual(after.length);
        }
      }
    });
  },
);

it('never throws, whatever the text, and selects what is there', () => {
  const scraps = fc
    .array(
      fc.constantFrom(
        '<',
        '</',
        '/>',
        '>',
        '"',
        "'",
        '=',
        ' ',
        '\n',
        'iq',
        'query',
        'type',
        'xmlns',
        '<!--',
        '<![CDATA[',
        ']]>',
        '<?',
        '?>',
        ':',
        '&',
        '\u0001',
        '\ud800',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));
  const anyText = fc.oneof(scraps, xmlText({ messy: true }), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(
      anyText,
      fc.nat(),
      fc.constantFrom('bound', 'signed-in', 'stream', 'component', 'websocket'),
      (text, place, connection) => {
        const offset = place % (text.length + 2);
        for (const { edits, select } of complete(text, offset, { ...world, connection })?.suggestions ?? []) {
          const after = applied(text, { label: '', edits });
          expect(select[0]).toBeGreaterThanOrEqual(0);
          expect(select[0]).toBeLessThanOrEqual(select[1]);
          expect(select[1]).toBeLessThanOrEqual(after.length);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
