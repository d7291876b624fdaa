/** The console's end of a dock, on the real Prosody that the page runs. */
import { toStore } from 'svelte/store';
import { afterEach, describe, expect, it } from 'vitest';
import { Guest } from '../../playground/console/dock/guest.ts';
import type { DockEvent, DockRequest } from '../../playground/console/dock/types.ts';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import { montague, startInNode } from '../../playground/sandbox/node.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface Page {
  readonly runtime: Runtime;
  readonly events: readonly DockEvent[];
  readonly written: readonly string[];
  /** Says it to the console, and resolves with its answer. */
  ask(request: DockRequest): Promise<DockEvent>;
  say(data: unknown): void;
  /** Resolves when such an event has come, now or before. */
  event(fits: (event: DockEvent) => boolean): Promise<DockEvent>;
}

function dock(): Page {
  const runtime = new Runtime({ scene: oneServer, startSandbox: startInNode });
  const events: DockEvent[] = [];
  const written: string[] = [];
  const waiting = new Set<() => void>();
  const guest = new Guest({
    runtime,
    editor: { put: async (text) => void written.push(text) },
    show: () => {},
    tell: (event) => {
      events.push(event);
      for (const look of waiting) look();
    },
  });
  ends.push(
    toStore(() => runtime.state).subscribe((state) => guest.look(state)),
    runtime.onText((text) => guest.heard(text)),
    () => runtime.stop(),
  );
  const event = (fits: (event: DockEvent) => boolean): Promise<DockEvent> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = events.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    runtime,
    events,
    written,
    event,
    say: (data) => guest.receive(data),
    ask: (request) => {
      guest.receive(request);
      return event((each) => 'id' in each && each.id === request.id);
    },
  };
}

const ping = '<iq type="get" to="montague.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>';
const pong = '<iq type="result" from="montague.example" id="p1"/>';
const withBridge = {
  servers: 1,
  changes: {
    'montague.example': [
      {
        at: montague.config.split('\n').length - 1,
        gone: [],
        come: ['Component "bridge.montague.example"', '\tcomponent_secret = "both-your-houses"'],
      },
    ],
  },
  ahead: 0,
  madeWith: 'Prosody',
} as const;
const withoutPing = {
  servers: 1,
  changes: {
    'montague.example': [
      {
        at: montague.config.split('\n').findIndex((line) => line.includes('"ping"')),
        gone: [montague.config.split('\n').find((line) => line.includes('"ping"')) ?? ''],
        come: [],
      },
    ],
  },
  ahead: 0,
  madeWith: 'Prosody',
} as const;

describe('the docked console', () => {
  it("connects a recipe's account at its first stanza, and tells what went and what came", async () => {
    const page = dock();
    const stanza = { as: 'romeo', xml: ping };
    expect(await page.ask({ kind: 'open', id: 1, stanzas: [stanza] })).toEqual({ kind: 'done', id: 1 });
    expect(page.runtime.state.accounts.find(({ name }) => name === 'romeo')?.status.state).toBe('offline');
    expect(await page.ask({ kind: 'send', id: 2, stanza })).toEqual({ kind: 'done', id: 2 });
    const as = 'romeo@montague.example/orchard';
    await page.event((event) => event.kind === 'received' && event.as === as && event.xml.includes('p1'));
    const passed = page.events.flatMap((event) => (event.kind === 'sent' ? [event.xml] : []));
    // Neither passwords nor a presence that nobody wrote.
    expect(passed).toEqual([ping]);
    expect(page.events).toContainEqual({ kind: 'started', host: 'montague.example' });
  });

  it('writes without sending, for an account that it adds where it is missing', async () => {
    const page = dock();
    await page.ask({ kind: 'open', id: 1 });
    const answer = await page.ask({ kind: 'write', id: 2, stanza: { as: 'romeo/phone', xml: '<presence/>' } });
    expect(answer.kind).toBe('done');
    expect(page.written).toEqual(['<presence/>']);
    const { accounts, sender } = page.runtime.state;
    expect(accounts.find(({ name }) => name === sender)?.jid).toBe('romeo@montague.example/phone');
  });

  it('connects an account that nobody sends anything as, which says nothing by itself', async () => {
    const page = dock();
    await page.ask({ kind: 'open', id: 1, stanzas: [{ as: 'romeo', xml: ping }] });
    expect(await page.ask({ kind: 'connect', id: 2, as: 'nurse/phone' })).toEqual({ kind: 'done', id: 2 });
    const message = '<message to="nurse@montague.example/phone" id="m1"><body>Nurse!</body></message>';
    await page.ask({ kind: 'send', id: 3, stanza: { as: 'romeo', xml: message } });
    const as = 'nurse@montague.example/phone';
    await page.event((event) => event.kind === 'received' && event.as === as && event.xml.includes('m1'));
    expect(page.events.some((event) => event.kind === 'sent' && event.as === as)).toBe(false);
    // Once more changes nothing.
    expect(await page.ask({ kind: 'connect', id: 4, as: 'nurse/phone' })).toEqual({ kind: 'done', id: 4 });
    expect(await page.ask({ kind: 'connect', id: 5, as: 'nobody' })).toEqual({
      kind: 'refused',
      id: 5,
      plain: 'There is no account nobody in the console.',
    });
  });

  it('speaks as a component where a page does, and tells why it was sent away', async () => {
    const page = dock();
    await page.ask({ kind: 'open', id: 1, scene: withBridge });
    const as = 'stranger@bridge.montague.example';
    const signIn = (secret: string) =>
      [
        { kind: 'send', as, xml: `<handshake>${secret}</handshake>` },
        { kind: 'receive', as, pattern: '<handshake/>' },
      ] as const;
    const over = '<message to="paris@bridge.montague.example" id="over"><body>Over?</body></message>';
    const steps = [
      ...signIn('both-your-houses'),
      { kind: 'send', as: 'romeo', xml: over },
      { kind: 'receive', as, pattern: '<message from="romeo@montague.example/check" id="over"/>' },
    ] as const;
    const held = { held: true };
    expect(await page.ask({ kind: 'run', id: 2, steps })).toMatchObject({ outcomes: [held, held, held, held] });
    expect(await page.ask({ kind: 'run', id: 3, steps: signIn('a-plague') })).toMatchObject({
      outcomes: [held, { held: false, plain: expect.stringContaining('The server closed the connection') }],
    });
  });

  it('refuses a sender that it cannot have, in plain words', async () => {
    const page = dock();
    await page.ask({ kind: 'open', id: 1 });
    expect(await page.ask({ kind: 'send', id: 2, stanza: { as: 'nobody@elsewhere.example', xml: ping } })).toEqual({
      kind: 'refused',
      id: 2,
      plain: 'There is no account nobody@elsewhere.example in the console.',
    });
  });

  it('runs steps with connections of its own, and leaves those of the reader', async () => {
    const page = dock();
    await page.ask({ kind: 'open', id: 1 });
    const isOnline = (): boolean => page.runtime.state.accounts[0]?.status.state === 'online';
    await page.event((event) => event.kind === 'sent' && isOnline());
    const steps = [
      { kind: 'send', as: 'romeo', xml: ping },
      { kind: 'receive', as: 'romeo', pattern: pong },
      { kind: 'never', as: 'romeo', pattern: '<message/>' },
      { kind: 'receive', as: 'romeo', pattern: '<iq type="error" id="p1"/>' },
      { kind: 'send', as: 'romeo', xml: ping },
    ] as const;
    // The answer to the second ping is another one than expected, so nothing has to be waited for.
    const ran = await page.ask({
      kind: 'run',
      id: 2,
      steps: [steps[0], steps[1], steps[2], steps[0], steps[3], steps[4]],
    });
    expect(ran).toMatchObject({
      kind: 'ran',
      outcomes: [{ held: true }, { held: true }, { held: true }, { held: true }, { held: false }],
    });
    const last = ran.kind === 'ran' ? ran.outcomes.at(-1) : undefined;
    expect(last).toMatchObject({ came: expect.stringContaining('type=') });
    expect(isOnline()).toBe(true);
  });

  it('opens a changed world, in which the servers are as they were asked for', async () => {
    const page = dock();
    expect((await page.ask({ kind: 'open', id: 1, scene: withoutPing })).kind).toBe('done');
    const steps = [
      { kind: 'send', as: 'romeo', xml: ping },
      { kind: 'receive', as: 'romeo', pattern: '<iq type="error" id="p1"/>' },
    ] as const;
    expect(await page.ask({ kind: 'run', id: 2, steps })).toMatchObject({
      outcomes: [{ held: true }, { held: true }],
    });
  });

  it('is done with a world whose configuration cannot start, says who is not there, and refuses to run in it', async () => {
    const page = dock();
    const [change] = withoutPing.changes['montague.example'];
    const broken = { 'montague.example': [{ ...change, come: ['this is no Lua'] }] };
    expect((await page.ask({ kind: 'open', id: 1, scene: { ...withoutPing, changes: broken } })).kind).toBe('done');
    await page.event(({ kind }) => kind === 'stopped');
    const ran = await page.ask({
      kind: 'run',
      id: 2,
      steps: [{ kind: 'send', as: 'romeo', xml: ping }],
    });
    expect(ran).toMatchObject({ kind: 'refused', plain: expect.stringContaining('not running') });
  });

  it('does nothing for what is no request', async () => {
    const page = dock();
    page.say({ kind: 'erase', id: 1 });
    page.say('open');
    await page.ask({ kind: 'open', id: 3 });
    expect(page.events.filter((event) => 'id' in event)).toEqual([{ kind: 'done', id: 3 }]);
  });
});
