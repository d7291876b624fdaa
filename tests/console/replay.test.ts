import { afterEach, describe, expect, it } from 'vitest';
import { changesBetween } from '../../playground/console/configuration/line-changes.ts';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import { linesOf, sharedOf } from '../../playground/console/share/from-entries.ts';
import { makeLink, readLink, type Shared } from '../../playground/console/share/index.ts';
import { configurationsOf, replay } from '../../playground/console/share/replay.ts';
import { sceneNow, sceneWords, shippedConfig } from '../../playground/console/share/scene-now.ts';
import { startInNode } from '../../playground/sandbox/node.ts';
import { becomesTrue } from './follow.ts';

// Links made in one console and played in another, each with the real Prosody.

const consoles: Runtime[] = [];
afterEach(async () => {
  await Promise.all(consoles.splice(0).map((runtime) => runtime.stop()));
});

async function openConsole(): Promise<Runtime> {
  const runtime = new Runtime({ scene: oneServer, startSandbox: startInNode });
  consoles.push(runtime);
  await runtime.start();
  await becomesTrue(() => runtime.state.accounts.filter(({ status }) => status.state === 'online').length >= 2);
  return runtime;
}

const said: string[] = [];
const quietly = { fill: (xml: string) => xml, say: (words: string) => void said.push(words) };

async function play(runtime: Runtime, shared: Shared) {
  const result = await replay(runtime, shared, quietly);
  if (!result.ok) throw new Error(result.plain);
  return result.compared;
}

const shipped = shippedConfig('montague.example') ?? '';
const withRooms = `${shipped}\nComponent "orchard.montague.example" "muc"\n`;
const scene = {
  servers: 2,
  changes: { 'montague.example': changesBetween(shipped, withRooms) },
  ahead: 3600,
  madeWith: 'Prosody',
} as const;
const stanzas = [
  {
    xml: '<iq type="get" id="1" to="montague.example"><query xmlns="http://jabber.org/protocol/disco#items"/></iq>',
    as: 'romeo@montague.example/orchard',
  },
  {
    xml: '<iq type="get" id="2" to="capulet.example"><ping xmlns="urn:xmpp:ping"/></iq>',
    as: 'romeo@montague.example/phone',
  },
  {
    xml: '<message id="3" to="juliet@capulet.example/balcony" type="chat"><body>x</body></message>',
    as: 'romeo@montague.example/orchard',
  },
];

describe('a reproducer', () => {
  it('plays its servers, configuration, clock and stanzas, and its replies come again', async () => {
    const first = await openConsole();
    const recorded = await play(first, { stanzas, first: 0, scene });
    expect(recorded.map(({ as, after }) => [after, as])).toEqual([
      [1, 'romeo@montague.example/orchard'],
      [2, 'romeo@montague.example/phone'],
      [3, 'juliet@capulet.example/balcony'],
    ]);
    expect(recorded[0]?.yours).toContain('orchard.montague.example');
    expect(first.state.ahead).toBe(3600);
    const replies = recorded.map(({ after, as, yours = '' }) => ({ after, as, xml: yours }));
    const made = await makeLink({ stanzas, first: 0, scene, replies });
    const opened = 'link' in made ? await readLink(made.link) : null;
    if (opened === null || 'plain' in opened) throw new Error('The link does not open.');

    const second = await openConsole();
    const compared = await play(second, opened);
    expect(compared.map(({ same, yours }) => [same, yours !== undefined])).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);

    // Without the changed line, the first reply is another one, and the comparison says where.
    const plain = await play(second, { ...opened, scene: { ...scene, changes: {} } });
    expect(plain.map(({ same }) => same)).toEqual([false, true, true]);
    expect(plain[0]?.diff?.differences).toMatchObject([{ left: expect.stringContaining('orchard.montague.example') }]);
  }, 120_000);

  it('that pretends TLS runs a configuration that requires encryption, and says so', async () => {
    const first = await openConsole();
    await first.setPretendTls(true);
    const strict = shipped
      .replace('c2s_require_encryption = false', 'c2s_require_encryption = true')
      .replace('"saslauth";', '"saslauth"; "tls";');
    const signIns = await first.restart('montague.example', strict, true);
    if (!signIns.ok) throw new Error(signIns.text);
    const now = sceneNow({
      scene: first.scene,
      running: first.state.running,
      ahead: 0,
      pretendTls: first.state.pretendTls,
    });
    expect(sceneWords(now)).toBe('1 server, 2 changed lines of configuration, TLS pretended');
    const made = await makeLink({ stanzas: stanzas.slice(0, 1), first: 0, scene: now });
    if ('plain' in made) throw new Error(made.plain);
    expect(made.link).toMatch(/^#stanzas=3\./);
    const opened = await readLink(made.link);
    if (opened === null || 'plain' in opened) throw new Error('The link does not open.');
    const second = await openConsole();
    const [reply] = await play(second, opened);
    expect(reply?.yours).toContain('conference.montague.example');
    expect(second.state.pretendTls).toBe(true);
    expect(await second.shell('montague.example', 'c2s:show()')).toContain('TLSv1.3');
    // A link without it is played without it.
    await play(second, {
      stanzas: stanzas.slice(0, 1),
      first: 0,
      scene: { ...scene, servers: 1, changes: {}, ahead: 0 },
    });
    expect(second.state.pretendTls).toBe(false);
  }, 120_000);

  it('says what Prosody says when its configuration does not start, and when its changes do not fit', async () => {
    const runtime = await openConsole();
    const broken = { ...scene, changes: { 'montague.example': changesBetween(shipped, `${shipped}\n}`) } };
    expect(await replay(runtime, { stanzas, first: 0, scene: broken }, quietly)).toMatchObject({
      ok: false,
      plain: expect.stringMatching(/montague\.example did not start .*unexpected symbol near '}'/s),
    });
    const other = { ...scene, changes: { 'montague.example': [{ at: 0, gone: ['another file'], come: [] }] } };
    expect(configurationsOf({ stanzas, first: 0, scene: other })).toMatchObject({
      plain: expect.stringContaining('do not fit'),
    });
  }, 120_000);
});

describe('the transcript as a link', () => {
  it('has what was sent with its senders, what came back, and not what accounts say by themselves', async () => {
    const runtime = await openConsole();
    await runtime.send([stanzas[0]?.xml ?? ''], 'romeo');
    await becomesTrue(() =>
      runtime.journal.all.some(
        (entry) => entry.kind === 'text' && entry.text.includes('disco#items') && entry.direction === 'received',
      ),
    );
    const { stanzas: sent, replies } = sharedOf(linesOf(runtime.journal.all, runtime.state.accounts));
    expect(sent).toEqual([stanzas[0]]);
    expect(replies).toMatchObject([
      { after: 1, as: 'romeo@montague.example/orchard', xml: expect.stringContaining("id='1'") },
    ]);
  }, 60_000);

  it('knows what is changed in the servers that run', () => {
    const now = sceneNow({ scene: oneServer, running: { 'montague.example': withRooms }, ahead: 90 });
    expect(now.changes).toEqual(scene.changes);
    expect(sceneWords(now)).toBe('1 server, 2 changed lines of configuration, clock 1 min 30 s ahead');
    expect(sceneWords(sceneNow({ scene: oneServer, running: {}, ahead: 0 }))).toBe('1 server');
  });
});
