import { describe, expect, it } from 'vitest';
import { withNamespace } from '../../playground/session/transports.ts';

describe('withNamespace, for stanzas that go over a WebSocket (RFC 7395 section 3.3.3)', () => {
  it.each([
    ['<iq type="get"/>', '<iq xmlns="jabber:client" type="get"/>'],
    ['\n  <message>\n</message>', '\n  <message xmlns="jabber:client">\n</message>'],
    ['<presence/>', '<presence xmlns="jabber:client"/>'],
    [
      '<iq id="xmlns=\'x\' >"><query xmlns="a"/></iq>',
      '<iq xmlns="jabber:client" id="xmlns=\'x\' >"><query xmlns="a"/></iq>',
    ],
  ])('adds it to %s', (written, sent) => {
    expect(withNamespace(written)).toBe(sent);
  });

  it.each([
    '<iq xmlns="jabber:client"/>',
    "<iq a='1' xmlns = 'x'/>",
    '<enable xmlns="urn:xmpp:sm:3"/>',
    '<iqs/>',
    'text',
    '<x:iq/>',
  ])('leaves %s as it is', (text) => expect(withNamespace(text)).toBe(text));
});
