/** A frame that declares no namespace, on real servers: what the check says of them is what they do. */
import { afterAll, expect, it } from 'vitest';
import { type ByHand, nextStep, openRaw } from '../../../playground/session/by-hand/index.ts';
import { check } from '../../../playground/stanza/assist.ts';
import { parse } from '../../../playground/stanza/index.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { ejabberdProblem, startNativeEjabberd } from './native-ejabberd.ts';
import { startNativeWebSocket } from './native-web-socket.ts';

const romeo = { jid: 'romeo@montague.example', password: 'orchard' };
const ping = '<iq type="get" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>';
const stops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

const withoutProsody = await nativeProblem();
const withoutEjabberd = await ejabberdProblem();

/** Signs in by hand, as it is proposed, sends the frame, and tells how the stream stands when something has come back. */
async function afterFrame(url: string, frame: string): Promise<{ readonly came: string; readonly why: string }> {
  const texts: { direction: 'sent' | 'received'; text: string }[] = [];
  let wake = (): void => {};
  const session = openRaw({ via: { kind: 'websocket', url }, jid: romeo.jid, account: 'raw' });
  session.onWire((text) => {
    texts.push(text);
    wake();
  });
  session.onStatus(() => wake());
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise<void>((resolve) => (wake = resolve));
  };
  await until(() => session.status.state === 'online');
  const about = (): ByHand => ({ ...romeo, framing: 'websocket', nonce: 'a nonce', texts });
  for (;;) {
    const { title, choices } = await nextStep(about());
    if (/stream is ready/.test(title)) break;
    const before = texts.length;
    if (choices[0] !== undefined) await session.send(choices[0].xml);
    await until(() => texts.length > before + (choices[0] === undefined ? 0 : 1));
  }
  const before = texts.length;
  await session.send(frame);
  await until(() => texts.length > before + 1);
  const { why } = await nextStep(about());
  await session.close();
  return { came: texts[before + 1]?.text ?? '', why };
}

it('is found before it is sent, and fixed', () => {
  const findings = (xml: string, framing?: 'websocket' | 'client') => {
    const parsed = parse(xml);
    return parsed.ok ? check(xml, parsed.stanzas, { framing, isBound: false }) : [];
  };
  const [finding] = findings(ping, 'websocket');
  expect(finding?.plain).toMatch(/RFC 7395 section 3\.3\.3.*Prosody ends the stream with unsupported-stanza-type/);
  expect(finding?.fix?.edits).toEqual([{ offset: 3, length: 0, text: ' xmlns="jabber:client"' }]);
  expect(findings(ping.replace('<iq', '<iq xmlns="jabber:client"'), 'websocket')).toEqual([]);
  expect(findings(ping, 'client')).toEqual([]);
});

it.skipIf(withoutProsody !== null)(
  `ends the stream of Prosody, and it is said why${withoutProsody ? ` (${withoutProsody})` : ''}`,
  async () => {
    const settings = 'consider_websocket_secure = true\nhttp_default_host = "montague.example"';
    const server = await startNativeWebSocket({ settings, modules: ['ping'] });
    stops.push(server.stop);
    const { came, why } = await afterFrame(server.plain, ping);
    expect(came).toContain('unsupported-stanza-type');
    expect(why).toContain('The last frame was <iq> without xmlns="jabber:client"');
    const declared = await afterFrame(server.plain, ping.replace('<iq', '<iq xmlns="jabber:client"'));
    expect(declared.came).toMatch(/id=['"]p1['"]/);
  },
);

it.skipIf(withoutEjabberd !== null)(
  `is taken by ejabberd as if it were declared${withoutEjabberd ? ` (${withoutEjabberd})` : ''}`,
  async () => {
    const server = await startNativeEjabberd({ modules: ['mod_ping: {}'], accounts: [romeo] });
    stops.push(server.stop);
    const { came } = await afterFrame(server.plain, ping);
    expect(came).toMatch(/type=['"]result['"]/);
  },
);
