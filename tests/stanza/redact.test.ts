import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, redact } from '../../playground/stanza/index.ts';
import { anyText, nearlyXml, xmlText } from './arbitraries.ts';

const cleaned = (xml: string) => {
  const redaction = redact(xml);
  if (!redaction.ok) throw new Error(redaction.plain);
  return redaction;
};

const form = (field: string) => `<iq type="set" id="1"><x xmlns="jabber:x:data" type="submit">${field}</x></iq>`;
const base64 = (text: string) => btoa(text);

/** Every place in which a secret goes over the wire, with `sesame` for the secret. */
const places: readonly (readonly [name: string, xml: string, written: string])[] = [
  ['CDATA', '<password><![CDATA[sesame]]></password>', '<password>{password}</password>'],
  ['CDATA in pieces', '<password>ses<![CDATA[ame]]></password>', '<password>{password}</password>'],
  [
    'a prefix and attributes',
    '<r:password xmlns:r="jabber:iq:register" a=">">sesame</r:password>',
    '>{password}</r:password>',
  ],
  ['references', '<password>s&#101;same sesame</password>', '<password>{password}</password>'],
  ['elements around it', '<password>ses<b>sesame</b>ame</password>', '<password>{password}</password>'],
  ['an element inside', '<secret><value>sesame</value></secret>', '<secret>{secret}</secret>'],
  [
    'registration (XEP-0077)',
    '<iq><query xmlns="jabber:iq:register"><username>romeo</username><password>sesame</password></query></iq>',
    '<username>romeo</username><password>{password}</password>',
  ],
  [
    'the key of a registration',
    '<iq><query xmlns="jabber:iq:register"><key>sesame</key></query></iq>',
    '<key>{key}</key>',
  ],
  ['a password (XEP-0078)', '<iq><query xmlns="jabber:iq:auth"><password>sesame</password></query></iq>', '{password}'],
  [
    'a digest (XEP-0078)',
    '<iq><query xmlns="jabber:iq:auth"><digest>sesame</digest></query></iq>',
    '<digest>{digest}</digest>',
  ],
  [
    'SASL PLAIN',
    '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">sesame</auth>',
    'mechanism="PLAIN">{proof}</auth>',
  ],
  ['SASL response', '<response xmlns="urn:ietf:params:xml:ns:xmpp-sasl">sesame</response>', '{proof}'],
  ['the server’s signature', '<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl">sesame</success>', '{proof}'],
  [
    'DIGEST-MD5’s last challenge',
    `<challenge xmlns="urn:ietf:params:xml:ns:xmpp-sasl">${base64('rspauth=sesame')}</challenge>`,
    '{proof}',
  ],
  [
    'SASL2',
    '<authenticate xmlns="urn:xmpp:sasl:2" mechanism="PLAIN"><initial-response>sesame</initial-response></authenticate>',
    '<initial-response>{proof}</initial-response>',
  ],
  [
    'SASL2’s signature',
    '<success xmlns="urn:xmpp:sasl:2"><additional-data>sesame</additional-data></success>',
    '{proof}',
  ],
  [
    'a FAST token',
    '<success xmlns="urn:xmpp:sasl:2"><token xmlns="urn:xmpp:fast:0" expiry="2026-12-01T00:00:00Z" token="sesame"/></success>',
    'token="{token}"',
  ],
  ['a token as text', '<token xmlns="urn:xmpp:x">sesame</token>', '{token}'],
  [
    'entering a room',
    '<presence to="a@b/c"><x xmlns="http://jabber.org/protocol/muc"><password>sesame</password></x></presence>',
    '{password}',
  ],
  [
    'a direct invitation (XEP-0249)',
    "<message><x xmlns='jabber:x:conference' jid='a@b' password='sesame'/></message>",
    "password='{password}'",
  ],
  [
    'a private field',
    form('<field type="text-private" var="a"><value>sesame</value></field>'),
    '<value>{password}</value>',
  ],
  [
    'a private field with many values',
    form('<field type="text-private" var="a"><value>1</value><value>sesame</value></field>'),
    '<value>{password}</value><value>{password}</value>',
  ],
  [
    'a room’s password',
    form('<field var="muc#roomconfig_roomsecret"><value>sesame</value></field>'),
    '<value>{password}</value>',
  ],
  ['a field called password', form('<field var="password-verify"><value>sesame</value></field>'), '{password}'],
  ['a field called secret', form('<field var="secret"><value>sesame</value></field>'), '{password}'],
  [
    'rows of a result',
    form(
      '<reported><field var="a" type="text-private"/></reported><item><field var="a"><value>sesame</value></field></item>',
    ),
    '{password}',
  ],
  [
    'an upload’s header',
    '<header name="Authorization">Bearer sesame</header>',
    '<header name="Authorization">{authorization}</header>',
  ],
  ['an upload’s cookie', '<header name="Cookie">sesame</header>', '{cookie}'],
  [
    'an upload’s address',
    '<iq><slot xmlns="urn:xmpp:http:upload:0"><put url="https://h/f?v=sesame"/><get url="https://h/f"/></slot></iq>',
    'url="https://h/f?{token}"',
  ],
  ['a component', '<handshake>sesame</handshake>', '<handshake>{handshake}</handshake>'],
  ['dialback', '<db:result xmlns:db="jabber:server:dialback" from="a" to="b">sesame</db:result>', '{key}'],
  [
    'ICE',
    '<iq><transport xmlns="urn:xmpp:jingle:transports:ice-udp:1" ufrag="x" pwd="sesame"/></iq>',
    'pwd="{password}"',
  ],
  ['a TURN service', '<service type="turn" username="u" password="sesame"/>', 'password="{password}"'],
  [
    'an invitation',
    '<message><body>xmpp:montague.example?register;preauth=sesame;ibr=y</body></message>',
    'preauth={token};ibr=y',
  ],
  ['a room’s address', '<a href="xmpp:room@h?join;password=sesame"/>', 'password={password}"'],
];

describe('redaction', () => {
  it.each(places)('finds a secret in %s', (_, xml, written) => {
    const { xml: clean, removed } = cleaned(xml);
    expect(clean).not.toContain('sesame');
    expect(clean).toContain(written);
    expect(removed.length).toBeGreaterThan(0);
    // What is left is a stanza, and nothing more goes when it is done again.
    expect(cleaned(clean)).toEqual({ ok: true, xml: clean, removed: [] });
  });

  it('says what goes and in which line of the text', () => {
    const xml =
      '<iq>\n  <query xmlns="jabber:iq:register">\n    <password>a</password>\n</query></iq>\n<handshake>\nb</handshake>';
    expect(cleaned(xml).removed).toEqual([
      { what: 'password', line: 3 },
      { what: 'component handshake', line: 5 },
    ]);
  });

  it.each([
    ['words about passwords', '<message><subject>password</subject><body>What is the password=?</body></message>'],
    ['an empty element', '<iq><query xmlns="jabber:iq:register"><password/><username></username></query></iq>'],
    ['an element laid out over lines', '<password>\n</password>'],
    [
      'whether a room has a password',
      form('<field var="muc#roomconfig_passwordprotectedroom"><value>1</value></field>'),
    ],
    ['a form that asks', form('<field type="text-private" var="password"><required/></field>')],
    [
      'the salt of a challenge',
      `<challenge xmlns="urn:ietf:params:xml:ns:xmpp-sasl">${base64('r=a,s=QSXCR+Q6sek8bf92,i=4096')}</challenge>`,
    ],
    ['other headers', '<header name="Content-Type">text/plain</header>'],
    ['a wildcard of a recipe', '<password>{any}</password>'],
    ['a stream’s start', '<?xml version="1.0"?><stream:stream xmlns="jabber:client" to="a" version="1.0">'],
    ['nothing', ''],
  ])('leaves %s as written', (_, xml) => {
    expect(redact(xml)).toEqual({ ok: true, xml, removed: [] });
  });

  it('keeps everything else to the character', () => {
    const xml = '<iq  type=\'get\'\n to = "a@b" ><!-- -->'.replace(
      '<!-- -->',
      '<password>x</password>  &amp;&#65;<![CDATA[<]]></iq>',
    );
    expect(cleaned(xml).xml).toBe(xml.replace('>x<', '>{password}<'));
  });

  it('claims nothing about a text that is not well-formed', () => {
    const redaction = redact('<iq>\n<password>sesame</iq>');
    expect(redaction).toMatchObject({ ok: false });
    expect(redaction.ok ? '' : redaction.plain).toMatch(/^Passwords cannot be found .* Line 2: /);
  });

  it('finds a secret among everything else, and leaves everything else', () => {
    const word = fc.stringMatching(/^[a-z0-9]{12}$/);
    fc.assert(
      fc.property(xmlText({ messy: true }), word, fc.constantFrom(...places), (xml, secret, [, place]) => {
        const around = xml.slice(0, -'</message>'.length);
        const text = `${around}${place.replaceAll('sesame', secret)}</message>`;
        const { xml: clean } = cleaned(text);
        expect(clean).not.toContain(secret);
        expect(clean.startsWith(around)).toBe(true);
        expect(parse(clean)).toMatchObject({ ok: true });
        expect(cleaned(clean)).toEqual({ ok: true, xml: clean, removed: [] });
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(anyText, nearlyXml), (text) => void redact(text)));
  });

  it('goes through elements nested ten thousand deep', () => {
    const deep = `${'<a>'.repeat(10_000)}<password>sesame</password>${'</a>'.repeat(10_000)}`;
    expect(cleaned(deep).xml).not.toContain('sesame');
  });
});
