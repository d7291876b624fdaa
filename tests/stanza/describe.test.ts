import fc from 'fast-check';
import { expect, describe as group, it } from 'vitest';
import { describe } from '../../playground/stanza/index.ts';
import { anyText, nearlyXml } from './arbitraries.ts';

const error = (condition: string) =>
  `<error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>No.</text></error>`;

group('describe', () => {
  it.each([
    [
      `<?xml version='1.0'?><stream:stream to='x.example' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`,
      'stream-open',
      'stream open',
    ],
    [`<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='x.example' version='1.0'/>`, 'stream-open', 'stream open'],
    [`<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`, 'stream-close', 'stream close'],
    ['</stream:stream>', 'stream-close', 'stream close'],
    [' \n', 'white-space', 'white space'],
    ['', 'white-space', 'white space'],
    [
      `<stream:features xmlns:stream='http://etherx.jabber.org/streams'><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>`,
      'stream-features',
      'features mechanisms, bind',
    ],
    [
      `<stream:error><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>x</text><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`,
      'stream-error',
      'stream error conflict',
    ],
    [`<iq type='get' id='1'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`, 'iq', 'iq get disco#info'],
    [
      `<iq type='set'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='x'/></pubsub></iq>`,
      'iq',
      'iq set pubsub publish',
    ],
    [`<iq type='result' id='1'/>`, 'iq', 'iq result'],
    [
      `<iq type='error'><query xmlns='jabber:iq:roster'/>${error('item-not-found')}</iq>`,
      'iq',
      'iq error item-not-found',
    ],
    [
      `<message type='chat'><body>Art thou not Romeo,\n and a Montague? Neither, fair saint</body></message>`,
      'message',
      'message chat “Art thou not Romeo, and a Montague? Neit…”',
    ],
    [
      `<message><composing xmlns='http://jabber.org/protocol/chatstates'/></message>`,
      'message',
      'message chatstates composing',
    ],
    [
      `<message type='error'><body>hi</body>${error('service-unavailable')}</message>`,
      'message',
      'message error service-unavailable',
    ],
    [`<presence><c xmlns='http://jabber.org/protocol/caps'/></presence>`, 'presence', 'presence'],
    ['<presence><show>away</show></presence>', 'presence', 'presence away'],
    [`<iq type='error' id='1'><error code='404'>Not Found</error></iq>`, 'iq', 'iq error 404'],
    [
      `<iq type='set' id='1'><jingle xmlns='urn:xmpp:jingle:1' action='session-terminate' sid='a'><reason><busy/></reason></jingle></iq>`,
      'iq',
      'iq set jingle:1 session-terminate',
    ],
    [
      `<presence type='unavailable'><x xmlns='http://jabber.org/protocol/muc#user'><item role='none'/><status code='110'/><status code='333'/></x></presence>`,
      'presence',
      'presence unavailable muc#user 110, 333',
    ],
    [
      `<message type='groupchat'><x xmlns='http://jabber.org/protocol/muc#user'><status code='104'/></x></message>`,
      'message',
      'message groupchat muc#user 104',
    ],
    [`<presence to='r@c.example/n'><x xmlns='http://jabber.org/protocol/muc'/></presence>`, 'presence', 'presence muc'],
    ['<presence type="subscribe"/>', 'presence', 'presence subscribe'],
    [
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>biws</auth>`,
      'sasl',
      'sasl auth SCRAM-SHA-1',
    ],
    [
      `<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>`,
      'sasl',
      'sasl failure not-authorized',
    ],
    [`<a xmlns='urn:xmpp:sm:3' h='5'/>`, 'stream-management', 'sm ack h=5'],
    [
      `<failed xmlns='urn:xmpp:sm:3' h='5'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>`,
      'stream-management',
      'sm failed item-not-found',
    ],
    [`<inactive xmlns='urn:xmpp:csi:0'/>`, 'client-state', 'client inactive'],
    [`<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`, 'tls', 'tls starttls'],
    [`<x xmlns='urn:example:x'/>`, 'other', 'x urn:example:x'],
    ['<iq><query></iq>', 'broken', 'broken XML: "query" is not closed'],
    ['hello', 'broken', 'broken XML: The text "hello"'],
    ['<iq><!-- c --></iq>', 'broken', 'broken XML: XMPP does not allow comments (RFC 6120 section 11.1)'],
  ])('%s', (text, kind, summary) => {
    const description = describe(text);
    expect(description.kind).toBe(kind);
    if (kind === 'broken') expect(description.summary).toContain(summary);
    else expect(description.summary).toBe(summary);
  });

  it('gives the addresses, the id, the type, the payload and the condition', () => {
    const text = `<iq type='error' id='7' from='a@x.example' to='b@x.example/c'><q xmlns='urn:q'/>${error('forbidden')}</iq><message/>`;
    expect(describe(text)).toMatchObject({
      name: 'iq',
      namespace: 'jabber:client',
      id: '7',
      from: 'a@x.example',
      to: 'b@x.example/c',
      type: 'error',
      payload: 'urn:q',
      condition: 'forbidden',
    });
  });

  it('finds conditions only where an error has them', () => {
    const mechanisms = `<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></stream:features>`;
    expect(describe(mechanisms).condition).toBeUndefined();
    const forwarded = `<message><sent xmlns='urn:xmpp:carbons:2'><message xmlns='jabber:client' type='error'>${error('gone')}</message></sent></message>`;
    expect(describe(forwarded).condition).toBeUndefined();
    const sasl2 = `<failure xmlns='urn:xmpp:sasl:2'><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></failure>`;
    expect(describe(sasl2)).toMatchObject({ kind: 'sasl', condition: 'not-authorized' });
  });

  it('prefers what a stanza is about to what is added to it', () => {
    const room = `<presence><c xmlns='http://jabber.org/protocol/caps'/><occupant-id xmlns='urn:xmpp:occupant-id:0'/><x xmlns='http://jabber.org/protocol/muc#user'/><delay xmlns='urn:xmpp:delay'/></presence>`;
    expect(describe(room)).toMatchObject({
      payload: 'http://jabber.org/protocol/muc#user',
      summary: 'presence muc#user',
    });
    expect(describe(`<message><delay xmlns='urn:xmpp:delay'/></message>`).summary).toBe('message delay');
  });

  it('is not misled by what lies deeper or after', () => {
    const forwarded = `<message from='a@x.example'><sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' type='chat' id='inner'><body>x</body></message></forwarded></sent></message>`;
    expect(describe(forwarded)).toMatchObject({ id: undefined, type: undefined, summary: 'message carbons:2 sent' });
    expect(describe('<presence/><iq type="get"><q xmlns="urn:q"/></iq>').summary).toBe('presence');
  });

  it('never throws, and always has a few words', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyXml, anyText), (text) => {
        expect(describe(text).summary).not.toBe('');
      }),
    );
  });

  it('tells the beginning of a body, however long it is, and that it goes on', () => {
    const summaryOf = (body: string): string => describe(`<message><body>${body}</body></message>`).summary;
    expect(summaryOf(`\n  two \n words${' '.repeat(5000)}`)).toBe('message “two words”');
    expect(summaryOf(`a${' '.repeat(5000)}b`)).toBe('message “a…”');
    expect(summaryOf('word '.repeat(200_000))).toBe(`message “${'word '.repeat(8).trimEnd()}…”`);
  });
});
