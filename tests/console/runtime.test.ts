import { afterEach, describe, expect, it } from 'vitest';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer, type Scene, twoServers } from '../../playground/console/runtime/scene.ts';
import { readDraft } from '../../playground/console/state/draft.ts';
import type { TextEntry } from '../../playground/console/state/entry.ts';
import type { ConsoleState } from '../../playground/console/state/types.ts';
import { montague, requireEncryption, startInNode } from '../../playground/sandbox/node.ts';
import { becomesTrue } from './follow.ts';

// The whole console but for its looks, on the real Prosody that the page runs.

const running: Runtime[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((runtime) => runtime.stop()));
});

function begin(scene: Scene = oneServer): Runtime {
  const runtime = new Runtime({ scene, startSandbox: startInNode });
  running.push(runtime);
  void runtime.start();
  return runtime;
}

/** Resolves when the console has come to what the test waits for. */
async function until(runtime: Runtime, holds: (state: ConsoleState) => boolean): Promise<void> {
  await becomesTrue(() => holds(runtime.state));
}

function statusOf(state: ConsoleState, name: string): string {
  return state.accounts.find((account) => account.name === name)?.status.state ?? 'not there';
}

async function online(runtime: Runtime, ...names: string[]): Promise<void> {
  await until(runtime, (state) => names.every((name) => statusOf(state, name) === 'online'));
}

function texts(runtime: Runtime): TextEntry[] {
  return runtime.journal.all.filter((entry) => entry.kind === 'text');
}

async function entry(runtime: Runtime, fits: (entry: TextEntry) => boolean): Promise<TextEntry> {
  await until(runtime, () => texts(runtime).some(fits));
  return texts(runtime).find(fits) as TextEntry;
}

const ping = '<iq type="get" to="montague.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>';
const isReplyTo = (id: string) => (each: TextEntry) => each.direction === 'received' && each.description.id === id;

describe('the console on a real server', () => {
  it('signs in romeo and juliet, tells their presence and leaves mercutio offline', async () => {
    const runtime = begin();
    await online(runtime, 'romeo', 'juliet');
    await entry(
      runtime,
      ({ account, direction, group }) => account === 'juliet' && direction === 'sent' && group === 'presence',
    );
    expect(runtime.state.boot.state).toBe('ready');
    expect(runtime.state.accounts.map(({ name, presence }) => [name, presence])).toEqual([
      ['romeo', 'available'],
      ['juliet', 'available'],
      ['mercutio', 'unavailable'],
      ['stranger', 'unavailable'],
    ]);
  });

  it('sends what was written before the server was up, as soon as it is, and pairs the reply', async () => {
    const runtime = begin();
    await runtime.send([ping]);
    expect(runtime.state.waiting).toEqual([{ account: 'romeo', text: ping }]);
    const reply = await entry(runtime, isReplyTo('p1'));
    const request = await entry(runtime, ({ text }) => text === ping);
    expect(runtime.journal.pairing(reply.id)).toMatchObject({ kind: 'paired', partner: request.id });
    expect(runtime.state.waiting).toEqual([]);
  });

  it('sends the first stanza before those sign in who have nothing to say', async () => {
    const runtime = begin();
    await runtime.send([ping]);
    await online(runtime, 'romeo', 'juliet');
    const all = texts(runtime);
    const request = all.findIndex(({ text }) => text === ping);
    expect(request).toBeGreaterThan(-1);
    expect(all.findIndex(({ account }) => account === 'juliet')).toBeGreaterThan(request);
  });

  it('delivers what was written for somebody who had not signed in, and what follows it in its order', async () => {
    const runtime = begin();
    const early = '<message to="juliet@montague.example/balcony" id="early"><body>Too early?</body></message>';
    await runtime.send([early]);
    await online(runtime, 'romeo');
    expect(statusOf(runtime.state, 'juliet')).toBe('connecting');
    await runtime.send([ping]);
    expect((await entry(runtime, isReplyTo('early'))).account).toBe('juliet');
    await entry(runtime, isReplyTo('p1'));
    const sent = texts(runtime).filter(({ direction, byHand }) => direction === 'sent' && byHand);
    expect(sent.map(({ text }) => text)).toEqual([early, ping]);
  });

  it('signs in at once who is to speak before it is their turn, and goes on when the first is sent away', async () => {
    const runtime = begin();
    await until(runtime, (state) => state.boot.state === 'ready');
    runtime.dispatch({ type: 'sender', name: 'juliet' });
    await runtime.send([ping]);
    expect((await entry(runtime, isReplyTo('p1'))).account).toBe('juliet');
    const other = begin();
    await until(other, (state) => state.boot.state === 'ready');
    await other.removeAccount('romeo');
    await online(other, 'juliet');
  });

  it('sends several stanzas in order, exactly as they are written', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    const text = `${ping}\n\n<iq   type='get' id="p2"\n to='montague.example'><query xmlns="jabber:iq:version"></query></iq>`;
    const draft = readDraft(text);
    if (draft.kind !== 'ready') throw new Error('The draft is broken.');
    await runtime.send(draft.stanzas);
    await entry(runtime, isReplyTo('p2'));
    const sent = texts(runtime).filter(({ direction, group }) => direction === 'sent' && group === 'iq');
    expect(sent.map((each) => each.text)).toEqual(draft.stanzas);
    expect(text).toContain(sent[1]?.text);
  });

  it('connects an account that is offline when it is to send', async () => {
    const runtime = begin();
    await until(runtime, (state) => state.boot.state === 'ready');
    await runtime.send([ping], 'mercutio');
    expect((await entry(runtime, isReplyTo('p1'))).account).toBe('mercutio');
  });

  it('lets nobody in particular register, and signs in with the password that a stanza set', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    const ask = '<iq type="get" to="montague.example" id="r1"><query xmlns="jabber:iq:register"/></iq>';
    await runtime.send([ask], 'stranger');
    const form = await entry(runtime, isReplyTo('r1'));
    expect(form.account).toBe('stranger');
    // To somebody who is signed in the server says that he is registered; to a stranger it gives the form.
    expect(form.text).toContain('<username');
    expect(form.text).not.toContain('<registered');
    const change =
      '<iq type="set" id="r2"><query xmlns="jabber:iq:register"><username>romeo</username><password>banished</password></query></iq>';
    await runtime.send([change], 'romeo');
    await entry(runtime, isReplyTo('r2'));
    await runtime.disconnect('romeo');
    runtime.connect('romeo');
    await online(runtime, 'romeo');
  });

  it('keeps the password when the server refuses to change it', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    const taken =
      '<iq type="set" id="r1"><query xmlns="jabber:iq:register"><username>mercutio</username><password>a plague</password></query></iq>';
    await runtime.send([taken], 'stranger');
    expect((await entry(runtime, isReplyTo('r1'))).description.condition).toBe('conflict');
    runtime.connect('mercutio');
    await online(runtime, 'mercutio');
  });

  it('delivers a message from one account to the other', async () => {
    const runtime = begin();
    await online(runtime, 'romeo', 'juliet');
    await entry(
      runtime,
      ({ account, direction, group }) => account === 'juliet' && direction === 'received' && group === 'presence',
    );
    await runtime.send(['<message to="juliet@montague.example" type="chat" id="m1"><body>Ĵuliet 🌹</body></message>']);
    const received = await entry(runtime, isReplyTo('m1'));
    expect(received.account).toBe('juliet');
    expect(received.text).toContain('Ĵuliet 🌹');
  });

  it('follows the presence that is sent, from the list or from the editor', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    await runtime.setPresence('romeo', 'dnd');
    expect(runtime.state.accounts[0]?.presence).toBe('dnd');
    await runtime.send(['<presence><show>xa</show></presence>']);
    expect(runtime.state.accounts[0]?.presence).toBe('xa');
    await runtime.disconnect('romeo');
    expect(runtime.state.accounts[0]).toMatchObject({ presence: 'unavailable', status: { state: 'offline' } });
  });

  it('shows a stream error for XML that is not well-formed, and lets the account connect again', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    await runtime.send(['<message><body></message>']);
    const error = await entry(runtime, ({ description }) => description.kind === 'stream-error');
    expect(error.description.condition).toBe('not-well-formed');
    await until(runtime, (state) => statusOf(state, 'romeo') === 'failed');
    runtime.connect('romeo');
    await online(runtime, 'romeo');
  });

  it('keeps the server when the configuration is broken, and says where', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    const result = await runtime.restart(
      'montague.example',
      'VirtualHost "montague.example"\nmodules_enabled = {',
      true,
    );
    expect(result).toMatchObject({ ok: false, line: 2 });
    expect(statusOf(runtime.state, 'romeo')).toBe('online');
    await runtime.send([ping]);
    await entry(runtime, isReplyTo('p1'));
  });

  it('restarts with another configuration and signs in again who was signed in', async () => {
    const runtime = begin();
    await online(runtime, 'romeo', 'juliet');
    const shipped = runtime.scene.servers[0]?.config ?? '';
    const result = await runtime.restart('montague.example', shipped.replace('"ping";', ''), true);
    expect(result).toMatchObject({ ok: true });
    await online(runtime, 'romeo', 'juliet');
    expect(statusOf(runtime.state, 'mercutio')).toBe('offline');
    await runtime.send([ping]);
    expect((await entry(runtime, isReplyTo('p1'))).description.condition).toBe('service-unavailable');
  });

  it('says who could not sign in after a restart, and why', async () => {
    const runtime = begin();
    await online(runtime, 'romeo', 'juliet');
    const shipped = runtime.scene.servers[0]?.config ?? '';
    const config = shipped.replace('c2s_require_encryption = false', 'c2s_require_encryption = true');
    const result = await runtime.restart('montague.example', config, true);
    if (!result.ok) throw new Error(result.text);
    expect(result.changedLines).toBe(1);
    expect(await result.signIns).toMatchObject([
      { account: 'romeo', ok: false },
      { account: 'juliet', ok: false },
    ]);
    // They come back with the next configuration that lets them in.
    const mended = await runtime.restart('montague.example', shipped, true);
    if (!mended.ok) throw new Error(mended.text);
    expect(await mended.signIns).toEqual([
      { account: 'romeo', ok: true },
      { account: 'juliet', ok: true },
    ]);
  });

  it('starts again with the last configuration that worked, and with what was stored', async () => {
    const runtime = begin();
    await online(runtime, 'romeo', 'juliet');
    const shipped = runtime.scene.servers[0]?.config ?? '';
    const config = shipped.replace('"ping";', '');
    await runtime.restart('montague.example', config, true);
    await online(runtime, 'romeo', 'juliet');
    await runtime.shell('montague.example', 'user:create("tybalt@montague.example", "cats")');
    await runtime.disconnect('juliet');
    await runtime.shell('montague.example', 'server:shutdown()').catch(() => {});
    await until(runtime, (state) => state.boot.state === 'failed');
    expect(runtime.state.running).toEqual({});
    await runtime.startAgain();
    await online(runtime, 'romeo');
    expect(statusOf(runtime.state, 'juliet')).toBe('offline');
    expect(runtime.state.running).toEqual({ 'montague.example': config });
    expect(await runtime.shell('montague.example', 'user:list("montague.example")')).toContain('tybalt@');
  });

  it('signs in where encryption is required once TLS is pretended', async () => {
    const runtime = begin();
    await online(runtime, 'romeo', 'juliet');
    const config = requireEncryption(montague).config;
    await runtime.restart('montague.example', config, true);
    await until(runtime, (state) => statusOf(state, 'romeo') === 'failed');
    await runtime.setPretendTls(true);
    await online(runtime, 'romeo', 'juliet');
    expect(runtime.state).toMatchObject({ pretendTls: true, running: { 'montague.example': config } });
    expect(await runtime.shell('montague.example', 'c2s:show()')).toContain('TLSv1.3');
  });

  it('finds no other server when the DNS table does not lead there', async () => {
    const runtime = begin(twoServers);
    await online(runtime, 'romeo', 'juliet');
    await runtime.setDns({});
    await runtime.send(['<iq type="get" to="capulet.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>']);
    const reply = await entry(runtime, isReplyTo('p1'));
    expect(reply.description.condition).toBe('remote-server-not-found');
    await runtime.setDns(runtime.scene.dns);
    await runtime.send(['<iq type="get" to="capulet.example" id="p2"><ping xmlns="urn:xmpp:ping"/></iq>']);
    expect((await entry(runtime, isReplyTo('p2'))).description.type).toBe('result');
  });

  it('finds on the way back what one server held, and tells of one that ended while the other goes on', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    await runtime.shell('montague.example', 'user:create("tybalt@montague.example", "cats")');
    await runtime.switchTo(twoServers);
    await online(runtime, 'romeo', 'juliet');
    await runtime.shell('capulet.example', 'server:shutdown()').catch(() => {});
    await until(runtime, (state) => 'capulet.example' in state.ended);
    expect(runtime.state.boot.state).toBe('ready');
    expect(statusOf(runtime.state, 'romeo')).toBe('online');
    await runtime.startAgain();
    await online(runtime, 'juliet');
    expect(runtime.state.ended).toEqual({});
    await runtime.switchTo(oneServer);
    expect(await runtime.shell('montague.example', 'user:list("montague.example")')).toContain('tybalt@');
    await runtime.play(oneServer);
    expect(await runtime.shell('montague.example', 'user:list("montague.example")')).not.toContain('tybalt@');
  });

  it('answers in the admin shell and moves the clock', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    expect(await runtime.shell('montague.example', 'c2s:show()')).toContain('romeo@montague.example/orchard');
    const log = runtime.log.lines.at(-1)?.at ?? 0;
    await runtime.advance(600);
    expect(runtime.state.ahead).toBe(600);
    await runtime.send([ping]);
    await entry(runtime, isReplyTo('p1'));
    runtime.connect('mercutio');
    await online(runtime, 'mercutio');
    await until(runtime, () => (runtime.log.lines.at(-1)?.at ?? 0) >= log + 600_000);
  });

  it('federates between two servers', async () => {
    const runtime = begin(twoServers);
    await online(runtime, 'romeo', 'juliet');
    await entry(
      runtime,
      ({ account, direction, group }) => account === 'juliet' && direction === 'received' && group === 'presence',
    );
    await runtime.send([
      '<message to="juliet@capulet.example" type="chat" id="f1"><body>Over the wall</body></message>',
    ]);
    const received = await entry(runtime, isReplyTo('f1'));
    expect(received).toMatchObject({ account: 'juliet', description: { from: 'romeo@montague.example/orchard' } });
    expect(new Set(runtime.log.lines.map(({ server }) => server))).toEqual(
      new Set(['montague.example', 'capulet.example']),
    );
  });

  it('changes the scene and keeps accounts on servers of the reader', async () => {
    const runtime = begin();
    await online(runtime, 'romeo');
    runtime.addAccount({
      name: 'me',
      jid: 'me@example.com',
      password: '',
      place: { kind: 'websocket', url: 'ws://127.0.0.1:9/' },
      colour: 4,
      status: { state: 'offline' },
      presence: 'unavailable',
    });
    await until(runtime, (state) => statusOf(state, 'me') === 'failed');
    await runtime.play(twoServers);
    expect(runtime.state.accounts.map(({ name }) => name)).toEqual([
      'romeo',
      'mercutio',
      'juliet',
      'tybalt',
      'stranger',
      'stranger at capulet.example',
      'me',
    ]);
    await online(runtime, 'romeo', 'juliet');
  });

  it('says so when the servers do not start, and that nothing was sent', async () => {
    const broken: Scene = {
      ...oneServer,
      servers: oneServer.servers.map((server) => ({ ...server, config: 'nonsense(' })),
    };
    const runtime = begin(broken);
    await runtime.send([ping]);
    await until(runtime, (state) => state.boot.state === 'failed');
    expect(runtime.state.waiting).toEqual([]);
    await runtime.send([ping]);
    expect(runtime.state.notices.map(({ text }) => text)).toEqual([expect.stringContaining('Nothing was sent')]);
    await runtime.play(oneServer);
    await online(runtime, 'romeo');
    expect(runtime.state.notices).toEqual([]);
  });
});
