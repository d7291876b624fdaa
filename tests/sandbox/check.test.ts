/** What the check says that Prosody does is what the Prosody in the tab does. */
import { beforeEach, expect, test } from 'vitest';
import { advise, check } from '../../playground/stanza/assist.ts';
import { parse } from '../../playground/stanza/index.ts';
import { useSandbox } from './set-up.ts';
import type { Wire } from './wire.ts';

const sandbox = useSandbox();
let romeo: Wire;
beforeEach(async () => {
  romeo = await sandbox.login('romeo@montague.example', 'orchard');
});

async function answer(xml: string): Promise<string> {
  const ping = "<iq type='get' id='behind' to='montague.example'><ping xmlns='urn:xmpp:ping'/></iq>";
  const back = await romeo.ask(xml + ping, /id='behind'|<\/stream:stream>/);
  romeo.close();
  return back;
}

function said(xml: string): string {
  const result = parse(xml);
  if (!result.ok) return advise(xml, result.error).plain;
  return check(xml, result.stanzas, { jid: 'romeo@montague.example/orchard' })
    .map(({ plain }) => plain)
    .join('\n');
}

test.each([
  ['<foo/>', 'unsupported-stanza-type'],
  ['<IQ/>', 'unsupported-stanza-type'],
  ['<foo xmlns="urn:example:x"/>', 'unsupported-stanza-type'],
  ['<iq xmlns="jabber:server" type="get" id="1"/>', 'unsupported-stanza-type'],
  ['<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AA==</auth>', 'unsupported-stanza-type'],
  ['<starttls xmlns="urn:ietf:params:xml:ns:xmpp-tls"/>', 'unsupported-stanza-type'],
  ['<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>', 'bad-request'],
  ['<iq id="1"><ping xmlns="urn:xmpp:ping"/></iq>', 'bad-request'],
  ['<iq id="1" type="GET"><ping xmlns="urn:xmpp:ping"/></iq>', 'bad-request'],
  ['<iq id="1" type="get"/>', 'bad-request'],
  ['<iq id="1" type="get"><ping xmlns="urn:xmpp:ping"/><ping xmlns="urn:xmpp:ping"/></iq>', 'bad-request'],
  ['<iq id="1" type="get"><ping/></iq>', 'service-unavailable'],
  ['<presence type="available"/>', 'bad-request'],
  ['<presence type="subscribe"/>', 'bad-request'],
  ['<message to="juliet@@montague.example"/>', 'jid-malformed'],
  ['<message to="ju liet@montague.example"/>', 'jid-malformed'],
  ['<message to="juliet@montague.example/"/>', 'jid-malformed'],
  ['<message to=""/>', 'jid-malformed'],
  ['<!-- a comment --><presence/>', 'not-well-formed'],
  ['<?xml version="1.0"?><presence/>', 'not-well-formed'],
])('%s: %s', async (xml, condition) => {
  expect(said(xml)).toContain(condition);
  expect(await answer(xml)).toContain(`<${condition} `);
});

test.each(['<enable xmlns="urn:xmpp:sm:3"/>', '<active xmlns="urn:xmpp:csi:0"/>'])(
  '%s keeps the stream',
  async (xml) => {
    expect(said(xml)).toBe('');
    expect(await answer(xml)).not.toContain('stream:error');
  },
);

test('a “from” is replaced with the own address', async () => {
  const xml = '<message id="1" from="juliet@montague.example" to="romeo@montague.example"><body>x</body></message>';
  expect(said(xml)).toContain('The server replaces “from”');
  expect(await answer(`<presence/>${xml}`)).toMatch(/<message [^>]*from='romeo@montague\.example\/orchard'/);
});
