/** Logs as each program writes them. The lines are ours, with our cast; their form is that of the program's own code. */
import { describe, expect, it } from 'vitest';
import { type LogFormat, type LogReading, readLog } from '../../../playground/stanza/index.ts';

const now = Date.parse('2026-11-16T20:00:00Z');
const read = (text: string): LogReading => readLog(text, { now });
const utc = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

const ping = '<iq type="get" to="montague.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>';
const pong = '<iq type="result" from="montague.example" to="romeo@montague.example/orchard" id="p1"/>';

/** Each holds the ping and its answer, as the client's own log or its server's. */
const logs: readonly {
  readonly of: string;
  readonly format: LogFormat;
  readonly text: string;
  readonly account?: string;
  readonly times?: readonly [string, string];
}[] = [
  {
    of: "Gajim's debug console",
    format: 'gajim',
    text: `<!-- Outgoing Mon 16 Nov 2026 01:57:30 PM UTC (romeo@montague.example) -->\n${ping}\n\n<!-- Incoming Mon 16 Nov 2026 01:57:31 PM UTC (romeo@montague.example) -->\n${pong}\n\n`,
    account: 'romeo@montague.example',
    times: ['2026-11-16T13:57:30.000Z', '2026-11-16T13:57:31.000Z'],
  },
  {
    of: "Dino's --print-xmpp",
    format: 'dino',
    text: `XMPP OUT [romeo@montague.example stream:0x5566 thread:0x5577 2026-11-16T13:57:30+0200]\n${ping}\nXMPP IN [romeo@montague.example stream:0x5566 thread:0x5577 2026-11-16T13:57:31+0200]\n${pong}\n`,
    account: 'romeo@montague.example',
    times: ['2026-11-16T11:57:30.000Z', '2026-11-16T11:57:31.000Z'],
  },
  {
    of: 'Slixmpp with logging',
    format: 'slixmpp',
    text: `DEBUG    SEND: ${ping}\nDEBUG    RECV: ${pong}\n`,
  },
  {
    of: 'Slixmpp with time and name',
    format: 'slixmpp',
    text: `2026-11-16T13:57:30.120Z DEBUG slixmpp.xmlstream.xmlstream SEND: ${ping}\n2026-11-16T13:57:30.125Z DEBUG slixmpp.xmlstream.xmlstream RECV: ${pong}\n`,
    times: ['2026-11-16T13:57:30.120Z', '2026-11-16T13:57:30.125Z'],
  },
  {
    of: 'aioxmpp',
    format: 'aioxmpp',
    text: `2026-11-16 13:57:30,120+0000 DEBUG aioxmpp.XMLStream: SENT b'${ping}'\n2026-11-16 13:57:30,125+0000 DEBUG aioxmpp.XMLStream: RECV b'${pong}'\n`,
    times: ['2026-11-16T13:57:30.120Z', '2026-11-16T13:57:30.125Z'],
  },
  {
    of: "ejabberd's debug log",
    format: 'ejabberd',
    text: `2026-11-16 13:57:30.120000+00:00 [debug] <0.512.0>@xmpp_socket:parse:523 (tls|<0.512.0>) Received XML on stream = <<"${ping.replaceAll('"', '\\"')}">>\n\n2026-11-16 13:57:30.125000+00:00 [debug] <0.512.0>@xmpp_socket:send_xml:295 (tls|<0.512.0>) Send XML on stream = <<"${pong.replaceAll('"', '\\"')}">>\n`,
    account: '<0.512.0>',
    times: ['2026-11-16T13:57:30.120Z', '2026-11-16T13:57:30.125Z'],
  },
  {
    of: "Prosody's debug log with mod_stanza_debug",
    format: 'prosody',
    text: `Nov 16 13:57:30 c2s5581b2a0\tdebug\tRECV: ${ping}\nNov 16 13:57:30 c2s5581b2a0\tdebug\tSEND: ${pong}\n`,
    account: 'c2s5581b2a0',
  },
  {
    of: "Openfire's XML debugger, raw",
    format: 'openfire',
    text: `2026-11-16T13:57:30.120Z - C2S-STARTTLS /198.51.100.7:51762 - RECV - (rawprinter): ${ping}\n2026-11-16T13:57:30.125Z - C2S-STARTTLS /198.51.100.7:51762 - SENT - (rawprinter): ${pong}\n`,
    account: '/198.51.100.7:51762',
    times: ['2026-11-16T13:57:30.120Z', '2026-11-16T13:57:30.125Z'],
  },
  {
    of: "Openfire's XML debugger, interpreted",
    format: 'openfire',
    text: `INT /198.51.100.7:????? - RECV - ( 5tz3kq9vfi): ${ping}\nINT /198.51.100.7:????? - SENT - ( 5tz3kq9vfi): ${pong}\n`,
    account: '/198.51.100.7:?????',
  },
  {
    of: "Smack's console debugger",
    format: 'smack',
    text: `01:57:30 PM SENT (0): ${ping}\n01:57:30 PM RECV (0): ${pong}\n`,
    account: '0',
  },
  {
    of: "Profanity's XML console",
    format: 'profanity',
    text: `13:57:30 - SENT:\n13:57:30 - ${ping}\n13:57:30 - RECV:\n13:57:30 - ${pong}\n`,
  },
  {
    of: "Profanity's log",
    format: 'profanity',
    text: `2026-11-16T13:57:30.120000+00: 00001234: conn: DBG: SENT: ${ping}\n2026-11-16T13:57:30.125000+00: 00001234: xmpp: DBG: RECV: ${pong}\n`,
  },
  {
    of: 'xmpp.js with @xmpp/debug',
    format: 'xmpp.js',
    text: `status online romeo@montague.example/orchard\nOUT\n${ping}\nIN\n${pong}\n`,
  },
  {
    of: 'Strophe, as its examples log',
    format: 'strophe',
    text: `main.js:19 SENT: ${ping}\nmain.js:15 RECV: ${pong}\n`,
  },
  {
    of: 'Converse',
    format: 'converse',
    text: `log.js:64 %c%s color: darkcyan ${ping}\nlog.js:64 %c%s color: darkgoldenrod ${pong}\n`,
  },
  {
    of: 'Fluux',
    format: 'fluux',
    text: `[2026-11-16 13:57:30.120] OUT: ${ping}\n[2026-11-16 13:57:30.125] IN : ${pong}\n[2026-11-16 13:57:30.130] EVENT: connected\n`,
  },
  {
    of: "a browser's HAR file",
    format: 'har',
    text: `{"_webSocketMessages": [\n{"type": "send", "time": 1794837450.12, "opcode": 1, "data": ${JSON.stringify(ping)}},\n{"type": "receive", "time": 1794837450.125, "opcode": 1, "data": ${JSON.stringify(pong)}}]}`,
    times: ['2026-11-16T13:57:30.120Z', '2026-11-16T13:57:30.125Z'],
  },
  { of: 'a specification', format: 'specification', text: `   C: ${ping}\n\n   S: ${pong}\n` },
];

describe('a log is read as its program writes it', () => {
  for (const { of, format, text, account, times } of logs) {
    it(of, () => {
      const reading = read(text);
      expect(reading.stanzas.map(({ xml }) => xml)).toEqual([ping, pong]);
      expect(reading.format).toBe(format);
      expect(reading.stanzas.map(({ direction }) => direction)).toEqual(['sent', 'received']);
      if (account) expect(reading.stanzas.map((stanza) => stanza.account)).toEqual([account, account]);
      if (times) {
        expect(reading.stanzas.map(({ at }) => utc(at))).toEqual(times);
        expect(reading.hasZone).toBe(true);
      }
    });
  }

  it("Conversations in Android's log: a stanza over several lines", () => {
    const line = (text: string): string => `11-16 13:57:31.002  2134  2201 D conversations: ${text}`;
    const message = '<message from="juliet@montague.example">\n<body>It is not\nyet near day</body>\n</message>';
    const { stanzas, format } = read(
      [
        line('romeo@montague.example: bound'),
        ...message.split('\n').map((each, at) => line(at === 0 ? `[background stanza] ${each}` : each)),
      ].join('\n'),
    );
    expect(stanzas.map(({ xml, direction }) => ({ xml, direction }))).toEqual([
      { xml: message, direction: 'received' },
    ]);
    expect(format).toBe('conversations');
    expect(new Date(stanzas[0]?.at ?? 0).toTimeString()).toMatch(/^13:57:31/);
  });

  it('Psi tells no direction, and a time only for what came before its console was opened', () => {
    const { stanzas, format } = read(`<!-- TS:2026-11-16T13:57:30-->${ping}\n\n${pong}\n`);
    expect(format).toBe('psi');
    expect(stanzas.map(({ xml, direction }) => [xml, direction])).toEqual([
      [ping, undefined],
      [pong, undefined],
    ]);
    expect(stanzas[0]?.at).toBeDefined();
    expect(stanzas[1]?.at).toBeUndefined();
  });

  it('Dino with namespaces in braces becomes XML', () => {
    const ns = 'jabber:client';
    const { stanzas } = read(
      `XMPP OUT [romeo@montague.example stream:0x1 thread:0x2 2026-11-16T13:57:30+0200]\n<{${ns}}:message {${ns}}:to='juliet@montague.example' {${ns}}:type='chat'>\n  <{${ns}}:body>\n    Two lines,\n    1 < 2\n  </{${ns}}:body>\n  <{urn:xmpp:receipts}:request {http://www.w3.org/2000/xmlns/}:xmlns='urn:xmpp:receipts' />\n</{${ns}}:message>\n`,
    );
    expect(stanzas.map(({ xml }) => xml.replaceAll(/>\s+</g, '><'))).toEqual([
      "<message to='juliet@montague.example' type='chat'><body>Two lines,\n1 &lt; 2</body><request xmlns='urn:xmpp:receipts'/></message>",
    ]);
  });

  it('Dino in the colours of a terminal', () => {
    const { stanzas, format } = read(
      "\u001b[37;1mXMPP IN [romeo@montague.example stream:0x1 thread:0x2 2026-11-16T13:57:30Z]\u001b[0m\n\u001b[33m<iq\u001b[0m id=\u001b[32m'7'\u001b[0m type=\u001b[32m'result'\u001b[0m\u001b[33m />\u001b[0m\n",
    );
    expect(stanzas.map(({ xml, direction }) => [xml, direction])).toEqual([
      ["<iq id='7' type='result' />", 'received'],
    ]);
    expect(format).toBe('dino');
  });

  it('aioxmpp: a stanza that comes in two pieces, with letters beyond ASCII', () => {
    const text = [
      String.raw`DEBUG:aioxmpp.XMLStream:RECV b'<presence/><message><body>Gr\xc3'`,
      `DEBUG:aioxmpp.XMLStream:SENT b'<r xmlns="urn:xmpp:sm:3"/>'`,
      String.raw`DEBUG:aioxmpp.XMLStream:RECV b"\xbc\xc3\x9fe, it's me</body></message>"`,
    ].join('\n');
    expect(read(text).stanzas.map(({ xml, direction }) => [xml, direction])).toEqual([
      ['<presence/>', 'received'],
      ["<message><body>Grüße, it's me</body></message>", 'received'],
      ['<r xmlns="urn:xmpp:sm:3"/>', 'sent'],
    ]);
  });

  it('ejabberd: a binary in several strings, and one as a list of bytes', () => {
    const bytes = [...new TextEncoder().encode('<message><body>Grüße</body></message>')].join(',');
    const text = `13:57:30.1 [debug] (tcp|<0.5.0>) Received XML on stream = <<"<iq type='get' id='long'>"\n                       "<ping xmlns='urn:xmpp:ping'/></iq>">>\n13:57:30.2 [debug] (tcp|<0.5.0>) Send XML on stream = <<${bytes}>>\n`;
    expect(read(text).stanzas.map(({ xml, direction }) => [xml, direction])).toEqual([
      ["<iq type='get' id='long'><ping xmlns='urn:xmpp:ping'/></iq>", 'sent'],
      ['<message><body>Grüße</body></message>', 'received'],
    ]);
  });

  it('Prosody without mod_stanza_debug has start tags only, which are closed', () => {
    const reading = read(
      "Nov 16 13:57:30 c2s55\tdebug\tReceived[c2s]: <iq id='1' type='get' to='montague.example'>\nNov 16 13:57:30 c2s55\tdebug\tSending[c2s]: <iq id='1' type='result' from='montague.example'>\n",
    );
    expect(reading.startTags).toBe(2);
    expect(reading.stanzas).toMatchObject([
      {
        xml: "<iq id='1' type='get' to='montague.example'/>",
        direction: 'sent',
        account: 'c2s55',
        repairs: ['closed'],
      },
      { xml: "<iq id='1' type='result' from='montague.example'/>", direction: 'received' },
    ]);
  });

  it('BOSH: the stanzas inside of the body', () => {
    const { stanzas } = read(
      `RECV: <body xmlns="http://jabber.org/protocol/httpbind" sid="s1"><presence xmlns="jabber:client"/><message xmlns="jabber:client"/></body>`,
    );
    expect(stanzas.map(({ xml, direction }) => [xml, direction])).toEqual([
      ['<presence xmlns="jabber:client"/>', 'received'],
      ['<message xmlns="jabber:client"/>', 'received'],
    ]);
  });
});

describe('arrows tell the direction in logs of unknown programs', () => {
  it.each([
    ['I/flutter (29566): [S] ==> ', 'I/flutter (29566): [S] (xml) <== '],
    ['=> ==> ', '<= <== '],
    ['13:57:30 client --> ', '13:57:30 client <-- '],
    ['>>> ', '<<< '],
    ['[xmpp] → ', '[xmpp] ← '],
  ])('%s and %s', (out, back) => {
    const { stanzas } = read(`${out}${ping}\nsomething else\n${back}${pong}\n`);
    expect(stanzas.map(({ xml, direction }) => [xml, direction])).toEqual([
      [ping, 'sent'],
      [pong, 'received'],
    ]);
  });
});

describe('stanzas come out of what surrounds them', () => {
  const xmlOf = (text: string): readonly string[] => read(text).stanzas.map(({ xml }) => xml);

  it('a fence, prose, a web page around them', () => {
    expect(xmlOf(`I send this:\n\n\`\`\`xml\n${ping}\n\`\`\`\n\nand 1 < 2 & get\n\n    ${pong}\n`)).toEqual([
      ping,
      pong,
    ]);
    expect(xmlOf(`<div class=x><p>First<br> <b>bold ${ping}</p>${pong}</div>`)).toEqual([ping, pong]);
  });

  it('written for a web page', () => {
    const escaped = ping.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    expect(read(`<pre>${escaped}</pre>`).stanzas).toMatchObject([{ xml: ping, repairs: [] }]);
  });

  it('written as a string of JSON, once or twice', () => {
    expect(xmlOf(`{"sent": ${JSON.stringify(ping)}, "got": ${JSON.stringify(pong)}}`)).toEqual([ping, pong]);
    expect(xmlOf(JSON.stringify({ log: JSON.stringify({ sent: ping }) }))).toEqual([ping]);
    expect(xmlOf(`"<iq type='get' id='1'>\\n  <ping xmlns='urn:xmpp:ping'/>\\n</iq>"`)).toEqual([
      "<iq type='get' id='1'>\n  <ping xmlns='urn:xmpp:ping'/>\n</iq>",
    ]);
  });

  it('the error that a program logs beside the request that it refuses', () => {
    const error =
      "<error xmlns='jabber:client' type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
    const line = `Returning error: request=${ping}, error=${error}`;
    expect(xmlOf(line)).toEqual([ping, error]);
    expect(xmlOf(JSON.stringify({ log: line }).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'))).toEqual([
      ping,
      error,
    ]);
    expect(xmlOf(`<error>Not of XMPP</error>${ping}<error xmlns="urn:x">Nor this</error>`)).toEqual([ping]);
  });

  it('typographic quotes, no-break spaces, comments inside', () => {
    expect(read('<iq type=“get” to=„montague.example“ id=‘q1’><ping xmlns=”urn:xmpp:ping”/></iq>').stanzas).toEqual([
      { xml: '<iq type="get" to="montague.example" id="q1"><ping xmlns="urn:xmpp:ping"/></iq>', repairs: ['quotes'] },
    ]);
    expect(read('<iq\u00a0type="get"\u00a0id="1">\n\u00a0\u00a0<ping xmlns="urn:xmpp:ping"/>\n</iq>').stanzas).toEqual([
      { xml: '<iq type="get" id="1">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>', repairs: ['spaces'] },
    ]);
    expect(read('<iq type="get" id="1"><!-- what? --><ping xmlns="urn:xmpp:ping"/></iq>').stanzas).toEqual([
      { xml: '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>', repairs: ['comments'] },
    ]);
  });

  it('a no-break space and typographic quotes in a message are the message', () => {
    const message = '<message><body>“Ah”\u00a0me!</body></message>';
    expect(read(`RECV: ${message}`).stanzas).toMatchObject([{ xml: message, repairs: [] }]);
  });

  it('quoted in a mail', () => {
    expect(xmlOf('> <message>\n>   <body>Hi</body>\n> </message>\n')).toEqual([
      '<message>\n  <body>Hi</body>\n</message>',
    ]);
  });

  it('stanzas inside of a stanza stay inside', () => {
    const carbon =
      '<message from="romeo@montague.example"><sent xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client"><body>x</body></message></forwarded></sent></message>';
    expect(xmlOf(`RECV: ${carbon}`)).toEqual([carbon]);
  });

  it('a stanza that was cut off costs no other', () => {
    expect(xmlOf(`RECV: <message><body>cut of\nRECV: ${pong}\nSEND: ${ping}`)).toEqual([pong, ping]);
  });

  it('a stream that is opened and closed', () => {
    const open = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
    expect(xmlOf(`SEND: <?xml version='1.0'?>${open}\nSEND: ${ping}\nSEND: </stream:stream>\n`)).toEqual([
      open,
      ping,
      '</stream:stream>',
    ]);
  });

  it('a part of a stanza, when there is nothing else', () => {
    expect(xmlOf('```\n<query xmlns="jabber:iq:roster"/>\n```')).toEqual(['<query xmlns="jabber:iq:roster"/>']);
    expect(xmlOf('<p>No stanza <b>here</b></p>')).toEqual([]);
  });
});
