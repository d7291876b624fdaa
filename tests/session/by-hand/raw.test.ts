/** Streams that are written by hand, on the real server: what comes next is worked out here and accepted there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalSandbox, montague, readyKeys, startInNode } from '../../../playground/sandbox/node.ts';
import { type RawVia, scramAnswer } from '../../../playground/session/by-hand/index.ts';
import { Reader, sessions } from './reader.ts';

let sandbox: LocalSandbox;
const component = 'Component "bot.montague.example"\n\tcomponent_secret = "wherefore"\n';
beforeAll(async () => {
  const config = montague.config.replace('"roster";', '"roster"; "websocket";');
  sandbox = await startInNode({ servers: [{ ...montague, config: `${config}\n${component}` }] });
});
afterAll(() => sandbox?.stop());

afterAll(() => Promise.all(sessions.map((session) => session.close())));

const port = (number: number) => ({ kind: 'pipe', open: () => sandbox.connect('montague.example', number) }) as const;
const overTcp: RawVia = port(5222);
const overWebSocket: RawVia = { ...port(5280), kind: 'pipe-websocket', host: 'montague.example' };

describe('a raw connection', () => {
  it('sends nothing by itself, and what is sent goes out as it is written', async () => {
    const reader = await new Reader(overTcp).connected();
    expect(reader.texts).toEqual([]);
    const header = `<stream:stream to='montague.example'\n version="1.0" xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams">`;
    await reader.session.send(header);
    await reader.until(() => reader.received().includes('</stream:features>'));
    expect(reader.texts[0]).toMatchObject({ direction: 'sent', text: header });
    await reader.session.close();
    expect(reader.texts.filter(({ direction }) => direction === 'sent')).toHaveLength(1);
  });

  it('tells the end of the stream and of the connection', async () => {
    const reader = await new Reader(overTcp).connected();
    await reader.session.send('<not-xmpp/>');
    await reader.until(() => reader.session.status.state === 'failed');
    expect((await reader.next()).title).toBe('The stream has ended');
  });

  it('says why there is no WebSocket where the module is off', async () => {
    const other = await startInNode({
      servers: [{ ...montague, config: `${montague.config}\nmodules_enabled = { "http" }\n` }],
    });
    try {
      const open = () => other.connect('montague.example', 5280);
      const reader = new Reader({ kind: 'pipe-websocket', open, host: 'montague.example' });
      await reader.until(() => reader.session.status.state === 'failed');
      expect(reader.session.status).toMatchObject({ plain: expect.stringContaining('"websocket"') });
    } finally {
      await other.stop();
    }
  });
});

describe('what comes next', () => {
  it.each([
    ['SCRAM over TCP', overTcp, 'client', 'SCRAM-SHA-1'],
    ['PLAIN over TCP', overTcp, 'client', 'PLAIN'],
    ['SCRAM over WebSocket', overWebSocket, 'websocket', 'SCRAM-SHA-1'],
  ] as const)('signs in and binds a resource: %s', async (_name, via, framing, mechanism) => {
    const reader = await new Reader(via, { framing }).connected();
    const ready = await reader.goOn(/stream is ready/, mechanism);
    expect(ready.title).toContain('romeo@montague.example/phone');
    expect(reader.texts.some(({ text }) => text.includes(`mechanism="${mechanism}"`))).toBe(true);
    await reader.session.send('<iq xmlns="jabber:client" type="get" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>');
    await reader.until(() =>
      /id=["']p1["'][^>]*type=["']result|type=["']result["'][^>]*id=["']p1/.test(reader.received()),
    );
  });

  it('says that this server has neither SASL2, nor Bind 2 and FAST with it', async () => {
    const reader = await new Reader(overTcp).connected();
    const { why, choices } = await reader.goOn(/waits for somebody/);
    expect(why).toContain('It offers no SASL2 (XEP-0388), and so neither Bind 2 nor FAST.');
    expect(choices.map(({ label }) => label).join()).not.toContain('SASL2');
  });

  it('shows the arithmetic of SCRAM and checks what the server proves', async () => {
    const reader = await new Reader(overTcp).connected();
    const { lines } = await reader.goOn(/challenge/);
    expect(lines.map(({ name }) => name)).toEqual([
      'server-first',
      'salt',
      'SaltedPassword',
      'ClientKey',
      'StoredKey',
      'AuthMessage',
      'ClientSignature',
      'ClientProof',
      'p=',
      'expected v=',
    ]);
    // The sandbox's account is made with this salt and this stored key.
    const keys = readyKeys({ jid: 'romeo@montague.example', password: 'orchard' });
    expect(lines.find(({ name }) => name === 'StoredKey')?.value).toBe(keys?.['SHA-1'].storedKey);
    const signedIn = await reader.goOn(/Signed in/);
    expect(signedIn.lines.at(-1)?.value).toMatch(/^equal/);
  });

  it('says that the server refused, and lets one try again', async () => {
    const reader = await new Reader(overTcp, { password: 'wrong' }).connected();
    await reader.goOn(/challenge/);
    await reader.goOn(/waits for somebody/);
    const next = await reader.next();
    expect(next.why).toContain('not-authorized');
    expect(next.choices.map(({ label }) => label)).toContain('Sign in with PLAIN');
  });

  it('connects a component, and refuses one with the wrong secret', async () => {
    const about = { framing: 'component', jid: 'bot.montague.example' } as const;
    const reader = await new Reader(port(5347), { ...about, password: 'wherefore' }).connected();
    await reader.goOn(/component is connected/);
    await reader.session.send(
      '<iq type="get" from="bot.montague.example" to="montague.example" id="c1"><ping xmlns="urn:xmpp:ping"/></iq>',
    );
    await reader.until(() => /<iq [^>]*c1/.test(reader.received()));
    const wrong = await new Reader(port(5347), { ...about, password: 'nothing' }).connected();
    await wrong.goOn(/ended/);
    expect(wrong.received()).toContain('not-authorized');
  });

  it('resumes a session that was cut', async () => {
    const first = await new Reader(overTcp).connected();
    await first.goOn(/stream is ready/);
    await first.session.send('<enable xmlns="urn:xmpp:sm:3" resume="true"/>');
    await first.until(() => first.received().includes('<enabled'));
    const id = /<enabled[^>]*\sid=['"]([^'"]+)/.exec(first.received())?.[1] ?? '';
    first.session.cut();
    const second = await new Reader(overTcp, { resumption: { id, h: 0 } }).connected();
    const resumed = await second.goOn(/stream is ready/);
    expect(second.received()).toContain('<resumed');
    expect(resumed.title).toContain(id);
  });
});

it('computes the example of RFC 5802 section 5', async () => {
  const { clientFinal, expected } = await scramAnswer({
    mechanism: 'SCRAM-SHA-1',
    username: 'user',
    password: 'pencil',
    clientFirstBare: 'n=user,r=fyko+d2lbbFgONRv9qkxdawL',
    serverFirst: 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
  });
  expect(clientFinal).toBe('c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=');
  expect(expected).toBe('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=');
});
