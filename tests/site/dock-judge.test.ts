/** A page's expectations, judged by what real Prosody sends to accounts of a console. */
import { afterEach, describe, expect, it } from 'vitest';
import type { DockEvent } from '../../playground/console/dock/types.ts';
import { montague, startInNode } from '../../playground/sandbox/node.ts';
import type { Sandbox } from '../../playground/sandbox/types.ts';
import {
  connectToSandbox,
  keyOf,
  type RecipeStep,
  readAccount,
  type StepResult,
} from '../../playground/session/index.ts';
import type { Session } from '../../playground/session/types.ts';
import { Judge } from '../../src/site/dock/judge.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** As in the page: what an account sends and receives is told, once it is signed in. */
class Console {
  readonly #sandbox: Sandbox;
  readonly #sessions = new Map<string, Promise<Session>>();
  tell: (event: DockEvent) => void = () => {};

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  async connect(as: string): Promise<void> {
    const key = keyOf(readAccount(as));
    await (this.#sessions.get(key) ?? this.#open(key));
  }

  /** The reader, or the page, sends it. */
  async send({ as = 'romeo', xml }: { readonly as?: string; readonly xml: string }): Promise<void> {
    const key = keyOf(readAccount(as));
    const session = await (this.#sessions.get(key) ?? this.#open(key));
    await session.send(xml);
  }

  async #open(key: string): Promise<Session> {
    const { host } = readAccount(key);
    const connect = connectToSandbox({
      connect: (server, port) => this.#sandbox.connect(server, port),
      servers: [montague.name],
      accounts: montague.accounts ?? [],
    });
    const session = await connect({ key, jid: key, host, until: 'bound' });
    ends.push(() => session.close());
    this.#sessions.set(key, Promise.resolve(session));
    session.onWire(({ direction, text, at }) => {
      if (session.status.state === 'online') this.tell({ kind: direction, as: key, xml: text, at });
    });
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (session.status.state === 'online') resolve();
      };
      session.onStatus(look);
      look();
    });
    return session;
  }
}

interface Page {
  readonly console: Console;
  readonly judge: Judge;
  /** Resolves when the step has a result. */
  result(id: string): Promise<StepResult>;
}

async function open(steps: readonly RecipeStep[]): Promise<Page> {
  const sandbox = await startInNode({ servers: [montague] });
  ends.push(() => sandbox.stop());
  const console = new Console(sandbox);
  const results = new Map<string, StepResult>();
  const waiting = new Set<() => void>();
  const judge = new Judge({
    steps,
    send: (stanza) => console.send(stanza),
    connect: (as) => console.connect(as),
    onResult: (result) => {
      results.set(result.id, result);
      for (const look of waiting) look();
    },
  });
  console.tell = (event) => judge.hear(event);
  return {
    console,
    judge,
    result: (id) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = results.get(id);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

const step = { line: 1, as: 'romeo', within: 5000, exact: false, nothing: false } as const;
const send = (id: string, xml: string) => ({ ...step, id, kind: 'send', xml }) as const;
const receive = (id: string, xml: string, more = {}) => ({ ...step, id, kind: 'receive', xml, ...more }) as const;

const ping = '<iq type="get" to="montague.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>';
const version = '<iq type="get" to="montague.example" id="v1"><query xmlns="jabber:iq:version"/></iq>';
const steps = [
  send('s1', ping),
  receive('s2', '<iq type="result" from="montague.example" id="p1"/>'),
  send('s3', version),
  receive('s4', '<iq type="error" id="v1"/>'),
];

describe('the judge of a docked page', () => {
  it('sends a step and tells what held, and what came instead with the difference', async () => {
    const { judge, result } = await open(steps);
    const [first, , second] = steps;
    expect(judge.next?.id).toBe('s1');
    expect(await judge.send(first as typeof first & { kind: 'send' })).toBe(true);
    expect(await result('s2')).toMatchObject({ status: 'passed', matched: 0 });
    expect(judge.next?.id).toBe('s3');
    expect(await judge.send(second as typeof first & { kind: 'send' })).toBe(false);
    const differs = await result('s4');
    expect(differs).toMatchObject({ status: 'failed', received: [{ text: expect.stringContaining('<name>Prosody') }] });
    expect(differs.kind === 'receive' && differs.missing?.mismatches[0]?.plain).toMatch(/type/);
    expect(judge.next).toBeUndefined();
  });

  it('has whoever only receives connected when that is expected, and not again when the page starts again', async () => {
    const nurse = 'nurse@montague.example/home';
    const written = send('s3', `<message to="${nurse}" id="m1"><body>Nurse!</body></message>`);
    const { judge, result } = await open([
      send('s1', ping),
      { ...receive('s2', '<message/>', { nothing: true, within: 50 }), as: 'nurse' },
      written,
      { ...receive('s4', '<message id="m1"/>'), as: 'nurse' },
    ]);
    for (const _round of [1, 2]) {
      expect(await judge.send(send('s1', ping))).toBe(true);
      expect(await judge.send(written)).toBe(true);
      expect(await result('s4')).toMatchObject({ status: 'passed' });
      judge.begin();
    }
  });

  it('takes what the reader sends for the step that it is, however it is laid out', async () => {
    const { console, result } = await open(steps);
    await console.send({ xml: ping.replace('><ping', '>\n  <ping') });
    expect(await result('s1')).toMatchObject({ status: 'passed' });
    expect(await result('s2')).toMatchObject({ status: 'passed' });
  });

  it('takes what the reader makes of a step that was written for that step', async () => {
    const { console, judge, result } = await open(steps);
    judge.written(send('s1', ping));
    await console.send({ xml: ping.replace('urn:xmpp:ping', 'urn:example:kitchen') });
    expect(await result('s1')).toMatchObject({ status: 'passed', sent: { text: expect.stringContaining('kitchen') } });
    expect(await result('s2')).toMatchObject({ status: 'failed' });
  });

  it('reaches a goal by whatever stanza, and knows what it caught; others reach nothing', async () => {
    const asked = [
      receive('s1', '<message from="romeo@montague.example/orchard"><body>{words}</body></message>', { goal: true }),
      send('s2', '<message type="chat" to="mercutio@montague.example"><body>{words}</body></message>'),
    ];
    const { console, judge, result } = await open(asked);
    const [, second] = asked;
    const later = second as Extract<RecipeStep, { kind: 'send' }>;
    expect(() => judge.textOf(later)).toThrow('{words} is known when the steps above have been answered');
    await console.send({ xml: '<presence/>' });
    await console.send({ xml: '<message to="romeo@montague.example"><thread>t</thread></message>' });
    await console.send({ xml: '<message to="romeo@montague.example"><body>Soft!</body></message>' });
    expect(await result('s1')).toMatchObject({
      status: 'passed',
      captures: { words: 'Soft!' },
      received: [{ text: expect.stringContaining('Soft!') }],
    });
    expect(judge.textOf(later)).toContain('<body>Soft!</body>');
  });

  it('judges what the page expects after a goal, also when the reader reached it by another stanza', async () => {
    const asked = [
      { ...send('s1', '<message to="romeo@montague.example"><body>1</body></message>'), solution: true as const },
      receive('s2', '<message><body/></message>', { goal: true }),
      receive('s3', '<message><thread>t</thread></message>'),
    ];
    const { console, judge, result } = await open(asked);
    expect(judge.next).toBeUndefined();
    await console.send({ xml: '<presence/>' });
    await console.send({ xml: '<message to="romeo@montague.example"><thread>t</thread></message>' });
    await console.send({ xml: '<message to="romeo@montague.example" id="own"><body>2</body></message>' });
    expect(await result('s2')).toMatchObject({
      status: 'passed',
      received: [{ text: expect.stringContaining('own') }],
    });
    expect(await result('s3')).toMatchObject({ status: 'passed' });
  });

  it('forgets what was sent and what came when the servers start anew', async () => {
    const { judge, result } = await open(steps);
    await judge.send(send('s1', ping));
    await result('s2');
    judge.begin();
    expect(judge.next?.id).toBe('s1');
  });
});
