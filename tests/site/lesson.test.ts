/** The first lesson, word for word, against the servers that it speaks of. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientPort } from '../../playground/cast.ts';
import { capulet, defaultDns, montague, type Sandbox, startInNode } from '../../playground/sandbox/node.ts';
import { connectToSandbox, open, runRecipe, type StepResult } from '../../playground/session/index.ts';
import { match, parse } from '../../playground/stanza/index.ts';
import { readRunPage } from '../../src/content/index.ts';
import { recipeSteps } from '../../src/lesson/index.ts';

const page = await readRunPage('content/lessons/first-stanzas.mdx');
const steps = recipeSteps(page.lesson);

describe('the first lesson', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startInNode({ servers: [montague, capulet], dns: defaultDns });
  });
  afterAll(() => sandbox?.stop());

  it('has the stanzas that it promises, and was run as it stands', () => {
    expect(steps.filter(({ kind }) => kind === 'send').length).toBeGreaterThanOrEqual(10);
    expect(page.recorded?.results).toEqual([
      expect.objectContaining({ server: 'sandbox', status: 'passed', hash: page.lesson.hash }),
    ]);
  });

  it('is answered as it says', async () => {
    const servers = [montague, capulet];
    const connect = connectToSandbox({
      connect: (server, port) => sandbox.connect(server, port),
      servers: servers.map(({ name }) => name),
      accounts: servers.flatMap(({ accounts = [] }) => accounts),
    });
    const results: StepResult[] = [];
    for await (const result of runRecipe(steps, { connect })) results.push(result);
    expect(results.filter(({ status }) => status !== 'passed').map(({ line, reason }) => `${line}: ${reason}`)).toEqual(
      [],
    );
    expect(results).toHaveLength(steps.length);
  });

  it('may take ping out of the configuration, as step 4 says, and the feature is gone', async () => {
    const config = montague.config.replace('"ping";', '');
    expect(config).not.toBe(montague.config);
    expect(await sandbox.restart(montague.name, config)).toMatchObject({ ok: true });
    const account = montague.accounts?.find(({ jid }) => jid.startsWith('romeo@'));
    if (account === undefined) throw new Error('There is no account romeo.');
    const session = open({
      via: { kind: 'pipe', open: () => sandbox.connect(montague.name, clientPort) },
      jid: `${account.jid}/orchard`,
      password: account.password,
      account: 'romeo',
    });
    const answer = await new Promise<string>((resolve, reject) => {
      session.onWire(({ direction, text }) => {
        if (direction === 'received' && text.includes('can-2')) resolve(text);
      });
      session.onStatus((status) => {
        if (status.state === 'failed') reject(new Error(status.plain));
        if (status.state === 'online') {
          void session.send(
            '<iq type="get" to="montague.example" id="can-2"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
          );
        }
      });
    });
    const disco = 'xmlns="http://jabber.org/protocol/disco#info"';
    const has = (feature: string): boolean => {
      const wanted = parse(`<iq type="result" id="can-2"><query ${disco}><feature var="${feature}"/></query></iq>`);
      const found = parse(answer);
      const [one, other] = [wanted.ok && wanted.stanzas[0], found.ok && found.stanzas[0]];
      return one !== false && other !== false && one !== undefined && other !== undefined && match(one, other, {}).ok;
    };
    expect(has('jabber:iq:version')).toBe(true);
    expect(has('urn:xmpp:ping')).toBe(false);
  });
});
