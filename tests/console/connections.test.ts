/** Connections that the console does not bring to the end by itself, and the rows that tell what became of each; on the real server. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  changeResource,
  completeConfiguration,
  configOf,
  register,
} from '../../playground/console/runtime/connections.ts';
import { missingConfiguration, newAccount, type Wanted } from '../../playground/console/runtime/new-account.ts';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer, type Scene, twoServers } from '../../playground/console/runtime/scene.ts';
import type { TextEntry } from '../../playground/console/state/entry.ts';
import { happeningWords } from '../../playground/console/state/happening.ts';
import type { Account } from '../../playground/console/state/types.ts';
import { startInNode } from '../../playground/sandbox/node.ts';
import { nextStep } from '../../playground/session/by-hand/index.ts';
import { becomesTrue } from './follow.ts';

const running: Runtime[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((runtime) => runtime.stop()));
});

function begin(change: Partial<Account> = {}): Runtime {
  const [romeo] = oneServer.accounts;
  const scene: Scene = { ...oneServer, accounts: [{ ...(romeo as Account), ...change }], signsIn: ['romeo'] };
  const runtime = new Runtime({ scene, startSandbox: startInNode });
  running.push(runtime);
  void runtime.start();
  return runtime;
}

const romeo = (runtime: Runtime): Account => runtime.state.accounts[0] as Account;
const becomes = (runtime: Runtime, state: Account['status']['state']) =>
  becomesTrue(() => romeo(runtime).status.state === state);

function texts(runtime: Runtime): TextEntry[] {
  return runtime.journal.all.filter((entry) => entry.kind === 'text');
}
async function received(runtime: Runtime, pattern: RegExp): Promise<TextEntry> {
  const fits = ({ direction, text }: TextEntry) => direction === 'received' && pattern.test(text);
  await becomesTrue(() => texts(runtime).some(fits));
  return texts(runtime).find(fits) as TextEntry;
}
async function told(runtime: Runtime, pattern: RegExp): Promise<string> {
  const words = (): readonly string[] =>
    runtime.journal.all.flatMap((entry) => (entry.kind === 'happening' ? happeningWords(entry.happening) : []));
  await becomesTrue(() => words().some((each) => pattern.test(each)));
  return words().find((each) => pattern.test(each)) ?? '';
}
const bySent = (runtime: Runtime): string[] =>
  texts(runtime).flatMap(({ direction, text }) => (direction === 'sent' ? [text] : []));

describe('connections that the reader made', () => {
  /** One of each kind, all of them online, and another resource for romeo. */
  async function withAll(): Promise<{
    readonly runtime: Runtime;
    readonly jids: () => readonly (string | undefined)[];
  }> {
    const runtime = begin();
    await becomes(runtime, 'online');
    const server = 'montague.example';
    await changeResource(runtime, 'romeo', 'romeo@montague.example/balcony');
    const wishes: readonly Wanted[] = [
      { kind: 'device', of: 'romeo', resource: 'phone' },
      { kind: 'unbound', of: 'romeo' },
      { kind: 'account', address: 'benvolio@montague.example', password: 'part-fools', server },
      { kind: 'stranger', server },
      { kind: 'by-hand', of: 'romeo', speaks: 'client' },
      { kind: 'component', address: 'bot.montague.example', secret: 'wherefore', server },
    ];
    for (const wanted of wishes) {
      const account = newAccount(wanted, runtime.state.accounts) as Account;
      if (wanted.kind === 'account') expect(await register(runtime, account)).toBeUndefined();
      if (wanted.kind === 'component') expect(await completeConfiguration(runtime, account)).toBeUndefined();
      runtime.addAccount(account);
    }
    await allOnline(runtime);
    const jids = () =>
      runtime.state.accounts.map(
        ({ name, status }) => `${name}: ${status.state === 'online' ? status.jid : status.state}`,
      );
    expect(jids()).toContain('romeo: romeo@montague.example/balcony');
    expect(jids()).toHaveLength(7);
    return { runtime, jids };
  }
  const allOnline = (runtime: Runtime) =>
    becomesTrue(() => runtime.state.accounts.every(({ status }) => status.state === 'online'));

  it('are there and signed in when the server starts again', async () => {
    const { runtime, jids } = await withAll();
    const before = jids();
    await runtime.shell('montague.example', 'server:shutdown()').catch(() => {});
    await becomesTrue(() => runtime.state.boot.state === 'failed');
    await becomesTrue(() => runtime.state.accounts.every(({ status }) => status.state !== 'online'));
    await runtime.startAgain();
    await allOnline(runtime);
    expect(jids()).toEqual(before);
  });

  it('are there again when the reader comes back from another scene, and not in that one', async () => {
    const { runtime, jids } = await withAll();
    const before = jids();
    await runtime.switchTo(twoServers);
    expect(runtime.state.accounts.map(({ name }) => name)).not.toContain('benvolio');
    await runtime.switchTo(oneServer);
    await allOnline(runtime);
    expect(jids()).toEqual(before);
    // A link starts from what the playground ships.
    await runtime.play(oneServer);
    expect(runtime.state.accounts.map(({ name }) => name)).toEqual(oneServer.accounts.map(({ name }) => name));
  });
});

describe('rows for what becomes of a connection', () => {
  it('tell who signed in and by which mechanism, after what was said for it and before what follows', async () => {
    const runtime = begin();
    await told(runtime, /^romeo signed in as romeo@montague\.example\/orchard \(SCRAM-SHA-1\)$/);
    await received(runtime, /^<presence/);
    const order = runtime.journal.all.map((entry) =>
      entry.kind === 'text' ? entry.description.kind : entry.happening.kind,
    );
    expect(order.lastIndexOf('sasl')).toBeLessThan(order.indexOf('signed-in'));
    expect(order.indexOf('signed-in')).toBeLessThan(order.indexOf('presence'));
  });

  it('tell that an account could not sign in, and why', async () => {
    const runtime = begin({ password: 'wrong' });
    expect(await told(runtime, /^romeo could not sign in/)).toContain('not-authorized');
  });

  it('tell with which condition the server ended a stream', async () => {
    const runtime = begin();
    await becomes(runtime, 'online');
    await runtime.send(['<message><body></message>']);
    expect(await told(runtime, /^romeo: the stream ended/)).toContain('not-well-formed');
  });

  it('tell that the reader ended a stream', async () => {
    const runtime = begin();
    await becomes(runtime, 'online');
    await runtime.disconnect('romeo');
    await told(runtime, /^romeo: the stream ended$/);
  });
});

describe('a wire that is cut', () => {
  it('is told, and the session can be resumed on a connection without a resource', async () => {
    const runtime = begin();
    await becomes(runtime, 'online');
    await runtime.send(['<enable xmlns="urn:xmpp:sm:3" resume="true"/>']);
    await received(runtime, /^<enabled/);
    await runtime.send(['<iq type="get" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>']);
    await received(runtime, /id=['"]p1/);
    runtime.cut('romeo');
    expect(romeo(runtime).status.state).toBe('offline');
    await told(runtime, /the wire was cut/i);
    const { id, h } = runtime.traffic.resumption('romeo') ?? {};
    // Its own presence may have come before or after it was enabled.
    expect([1, 2]).toContain(h);

    runtime.connectUntil('romeo', 'signed-in');
    await becomes(runtime, 'online');
    await runtime.send([`<resume xmlns="urn:xmpp:sm:3" previd="${id}" h="${h}"/>`]);
    await received(runtime, /^<resumed/);
    await runtime.send(['<iq type="get" id="p2"><ping xmlns="urn:xmpp:ping"/></iq>']);
    await received(runtime, /id=['"]p2/);
    expect(runtime.traffic.resumption('romeo')).toEqual({ id, h: (h ?? 0) + 1 });
    // Nothing was bound or announced by the console in between.
    expect(bySent(runtime).filter((text) => text.startsWith('<presence'))).toHaveLength(1);
  });
});

describe('a connection that is signed in and has no resource', () => {
  it('says nothing by itself, and takes the address that the reader binds', async () => {
    const runtime = begin({ until: 'signed-in' });
    await becomes(runtime, 'online');
    await runtime.send([
      '<iq type="set" id="b1"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><resource>tower</resource></bind></iq>',
    ]);
    await becomesTrue(() => {
      const { status } = romeo(runtime);
      return status.state === 'online' && status.jid === 'romeo@montague.example/tower';
    });
    await received(runtime, /id=['"]b1/);
    expect(bySent(runtime).some((text) => text.startsWith('<presence'))).toBe(false);
    const shown = runtime.journal.shown.flatMap((entry) => (entry.kind === 'text' ? entry.description.payload : []));
    expect(shown).toEqual(['urn:ietf:params:xml:ns:xmpp-bind', 'urn:ietf:params:xml:ns:xmpp-bind']);
  });
});

describe('a stream that is written by hand', () => {
  it('begins with what the reader sends, and is kept for the one who helps', async () => {
    const runtime = begin({ until: 'raw' });
    await becomes(runtime, 'online');
    expect(bySent(runtime)).toEqual([]);
    const header =
      '<stream:stream to="montague.example" version="1.0" xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams">';
    await runtime.send([header]);
    await received(runtime, /<mechanism>/);
    expect(bySent(runtime)).toEqual([header]);
    // What comes belongs to what was asked, so it is shown without being asked for.
    expect(runtime.journal.shown.map((entry) => entry.kind === 'text' && entry.description.kind)).toEqual([
      'stream-open',
      'stream-open',
      'stream-features',
    ]);
    expect(runtime.traffic.texts('romeo').map(({ direction }) => direction)).toEqual(['sent', 'received', 'received']);
  });
});

describe('a connection that the reader adds', () => {
  async function ready(): Promise<Runtime> {
    const runtime = begin();
    await becomes(runtime, 'online');
    return runtime;
  }

  async function added(runtime: Runtime, wanted: Wanted): Promise<Account> {
    const account = newAccount(wanted, runtime.state.accounts);
    if ('plain' in account) throw new Error(account.plain);
    return account;
  }

  const statusOf = (runtime: Runtime, name: string) =>
    runtime.state.accounts.find((account) => account.name === name)?.status;
  const comesOnline = (runtime: Runtime, name: string) =>
    becomesTrue(() => statusOf(runtime, name)?.state === 'online');

  it('is a new account that the server knows at once', async () => {
    const runtime = await ready();
    const server = 'montague.example';
    const wanted = {
      kind: 'account',
      address: 'benvolio@montague.example',
      password: 'part "fools" \u{1F339}',
      server,
    } as const;
    const account = await added(runtime, wanted);
    expect(await register(runtime, account)).toBeUndefined();
    expect(await register(runtime, account)).toContain('exists');
    runtime.addAccount(account);
    await comesOnline(runtime, 'benvolio');
  });

  it('is another device, one without a resource, and a guest', async () => {
    const runtime = await ready();
    runtime.addAccount(await added(runtime, { kind: 'device', of: 'romeo', resource: 'phone' }));
    await comesOnline(runtime, 'romeo/phone');
    runtime.addAccount(await added(runtime, { kind: 'unbound', of: 'romeo' }));
    await comesOnline(runtime, 'romeo without a resource');
    runtime.addAccount(
      await added(runtime, { kind: 'guest', host: 'anon.montague.example', server: 'montague.example' }),
    );
    await comesOnline(runtime, 'guest');
    await told(runtime, /^guest signed in as .+@anon\.montague\.example\/.+ \(ANONYMOUS\)$/);
  });

  it('is a component, once the configuration has it', async () => {
    const runtime = await ready();
    const wanted = {
      kind: 'component',
      address: 'bot.montague.example',
      secret: 'wherefore',
      server: 'montague.example',
    } as const;
    const bot = await added(runtime, wanted);
    expect(missingConfiguration(bot, configOf(runtime, 'montague.example'))).toContain('component_secret');
    expect(await completeConfiguration(runtime, bot)).toBeUndefined();
    expect(missingConfiguration(bot, configOf(runtime, 'montague.example'))).toBe('');
    runtime.addAccount(bot);
    await comesOnline(runtime, 'bot');
    for (const title of [
      'Nothing has been said yet',
      'The server waits for the handshake',
      'The component is connected',
    ]) {
      const before = runtime.traffic.texts('bot').length;
      const about = { framing: 'component', jid: bot.jid, password: bot.password, nonce: 'n' } as const;
      const next = await nextStep({ ...about, texts: runtime.traffic.texts('bot') });
      expect(next.title).toBe(title);
      if (next.choices[0] === undefined) break;
      await runtime.send([next.choices[0].xml], 'bot');
      await becomesTrue(() => runtime.journal.size > 0 && runtime.traffic.texts('bot').length > before + 1);
    }
  });

  it('goes on under another name, and so do its rows', async () => {
    const runtime = await ready();
    expect(runtime.renameAccount('romeo', '')).toBeDefined();
    expect(runtime.renameAccount('romeo', 'he who is banished')).toBeUndefined();
    expect(runtime.state.sender).toBe('he who is banished');
    await runtime.send(['<iq type="get" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>']);
    expect((await received(runtime, /id=['"]p1/)).account).toBe('he who is banished');
    expect(texts(runtime).some(({ account }) => account === 'romeo')).toBe(false);
    await runtime.disconnect('he who is banished');
    await told(runtime, /^he who is banished: the stream ended$/);
  });

  it('is told to be gone when something is sent by it after it was removed', async () => {
    const runtime = await ready();
    await runtime.removeAccount('romeo');
    await runtime.send(['<presence/>'], 'romeo');
    expect(runtime.state.notices.at(-1)?.text).toContain('no connection called romeo');
  });
});
