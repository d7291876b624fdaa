/** The first lesson, word for word, against the servers that it speaks of. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientPort } from '../../playground/cast.ts';
import { capulet, defaultDns, montague, type Sandbox, startInNode } from '../../playground/sandbox/node.ts';
import { open, type Session } from '../../playground/session/index.ts';
import { match, parse } from '../../playground/stanza/index.ts';

type Verb = 'sends' | 'receives';

interface Step {
  readonly line: number;
  /** `romeo`, or with a server: `juliet@capulet.example`. */
  readonly who: string;
  readonly verb: Verb;
  readonly xml: string;
}

const path = 'content/playground/lesson.mdx';
const text = readFileSync(path, 'utf8');

const steps: readonly Step[] = [...text.matchAll(/^```xml title="(\S+) (sends|receives)"\n([\s\S]*?)^```$/gm)].map(
  ({ 1: who = '', 2: verb, 3: xml = '', index }) => ({
    line: text.slice(0, index).split('\n').length,
    who,
    verb: verb as Verb,
    xml: xml.trim(),
  }),
);

/** The resources that the playground gives its accounts. */
const resources: Readonly<Record<string, string>> = { romeo: 'orchard', juliet: 'balcony' };
/** A server in this process answers at once; federation takes a few turns more. */
const longestWait = 15_000;

class Player {
  readonly #session: Session;
  readonly #arrived: string[] = [];
  #wake: () => void = () => {};

  constructor(session: Session) {
    this.#session = session;
    session.onWire(({ direction, text: stanza }) => {
      if (direction === 'received') this.#arrived.push(stanza);
      this.#wake();
    });
  }

  send(xml: string): Promise<void> {
    return this.#session.send(xml);
  }

  has(expected: string): boolean {
    return this.#arrived.some((actual) => fits(expected, actual));
  }

  forget(): void {
    this.#arrived.length = 0;
  }

  /** Resolves when something arrived that has all that is expected; rejects with what arrived instead. */
  async receive(expected: string): Promise<void> {
    const deadline = Date.now() + longestWait;
    for (;;) {
      if (this.has(expected)) return;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`expected ${expected}\narrived ${this.#arrived.join('\n') || 'nothing'}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

function fits(expected: string, actual: string): boolean {
  const [one, other] = [parse(expected), parse(actual)];
  const [wanted, found] = [one.ok ? one.stanzas[0] : undefined, other.ok ? other.stanzas[0] : undefined];
  if (wanted === undefined) throw new Error(`The lesson expects ${expected}, which is no stanza.`);
  return found !== undefined && match(wanted, found, {}).ok;
}

async function signIn(sandbox: Sandbox, who: string): Promise<Player> {
  const jid = who.includes('@') ? who : `${who}@${montague.name}`;
  const [name = '', server = ''] = jid.split('@');
  const account = [...(montague.accounts ?? []), ...(capulet.accounts ?? [])].find((one) => one.jid === jid);
  if (account === undefined) throw new Error(`There is no account ${jid}.`);
  const session = open({
    via: { kind: 'pipe', open: () => sandbox.connect(server, clientPort) },
    jid: `${jid}/${resources[name]}`,
    password: account.password,
    account: who,
  });
  await new Promise<void>((resolve, reject) => {
    session.onStatus((status) => {
      if (status.state === 'online') resolve();
      if (status.state === 'failed') reject(new Error(status.plain));
    });
  });
  const player = new Player(session);
  // The playground does this for every account that signs in.
  await player.send('<presence/>');
  await player.receive('<presence/>');
  return player;
}

describe('the first lesson', () => {
  const players = new Map<string, Player>();
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startInNode({ servers: [montague, capulet], dns: defaultDns });
    for (const who of new Set(steps.map((step) => step.who))) players.set(who, await signIn(sandbox, who));
  });
  afterAll(() => sandbox?.stop());

  it('has the stanzas that it promises', () => {
    expect(steps.filter(({ verb }) => verb === 'sends').length).toBeGreaterThanOrEqual(10);
    expect(text.match(/^```xml/gm)).toHaveLength(steps.length);
  });

  it.each(steps)('line $line: $who $verb', async ({ who, verb, xml }) => {
    const player = players.get(who);
    if (player === undefined) throw new Error(`Nobody is called ${who}.`);
    if (verb === 'sends') {
      for (const other of players.values()) other.forget();
      await player.send(xml);
    } else await player.receive(xml);
  });

  it('may take ping out of the configuration, as step 4 says, and the feature is gone', async () => {
    const config = montague.config.replace('"ping";', '');
    expect(config).not.toBe(montague.config);
    expect(await sandbox.restart(montague.name, config)).toMatchObject({ ok: true });
    const romeo = await signIn(sandbox, 'romeo');
    await romeo.send(
      '<iq type="get" to="montague.example" id="can-2"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
    );
    const disco = 'xmlns="http://jabber.org/protocol/disco#info"';
    await romeo.receive(`<iq type="result" id="can-2"><query ${disco}><feature var="jabber:iq:version"/></query></iq>`);
    const withPing = `<iq type="result" id="can-2"><query ${disco}><feature var="urn:xmpp:ping"/></query></iq>`;
    expect(romeo.has(withPing)).toBe(false);
  });
});
