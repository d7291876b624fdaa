import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  freshNames,
  type ReceiveStep,
  type RecipeStep,
  runRecipe,
  type SendStep,
  type StepResult,
} from '../../../playground/session/index.ts';
import { type FakeServer, fakeServer } from './fake-server.ts';

let line = 0;
const base = () => {
  line += 1;
  return { id: `s${line}`, line };
};
const send = (as: string, xml: string): SendStep => ({ kind: 'send', ...base(), as, xml });
const receive = (as: string, xml: string, more: Partial<ReceiveStep> = {}): ReceiveStep => ({
  kind: 'receive',
  ...base(),
  as,
  xml,
  within: 150,
  exact: false,
  nothing: false,
  ...more,
});

async function play(
  steps: readonly RecipeStep[],
  server: FakeServer,
  more: Partial<Parameters<typeof runRecipe>[1]> = {},
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for await (const result of runRecipe(steps, { connect: server.connect, ...more })) results.push(result);
  return results;
}

const statuses = (results: readonly StepResult[]) => results.map(({ status }) => status);
/** Says each text to the account itself when it sends. */
const replies = (...texts: string[]) =>
  fakeServer((_, peer) => {
    for (const text of texts) peer.say(text);
  });

describe('runRecipe', () => {
  it('sends the text as written and finds the reply among others', async () => {
    const server = replies('<message id="other"/>', '<iq type="result" id="a" from="montague.example"/>');
    const [sent, came] = await play(
      [send('romeo', '<iq id="a"/>'), receive('romeo', '<iq type="result" id="a"/>')],
      server,
    );
    expect(server.heard).toEqual(['romeo@montague.example/orchard: <iq id="a"/>']);
    expect(sent).toMatchObject({ kind: 'send', status: 'passed', sent: { text: '<iq id="a"/>' } });
    expect(came).toMatchObject({ kind: 'receive', status: 'passed', matched: 1 });
    expect(came).toHaveProperty('roundTrip', expect.any(Number));
  });

  it('takes stanzas in any order between accounts and in any order of expectations', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('romeo', 'juliet', 'mercutio'), { minLength: 1, maxLength: 6 }).chain((who) =>
          fc.record({
            expected: fc.constant(who.map((name, index) => ({ name, index }))),
            shuffled: fc.shuffledSubarray(
              who.map((name, index) => ({ name, index })),
              { minLength: who.length },
            ),
          }),
        ),
        async ({ expected, shuffled }) => {
          const server = fakeServer((text, _, peers) => {
            if (!text.includes('go')) return;
            for (const { name, index } of shuffled) {
              for (const [key, peer] of peers) if (key.startsWith(`${name}@`)) peer.say(`<message id="m${index}"/>`);
            }
          });
          const names = [...new Set(expected.map(({ name }) => name))];
          const steps = [
            ...names.map((name) => send(name, '<presence/>')),
            send('nurse', '<message id="go"/>'),
            ...expected.map(({ name, index }) => receive(name, `<message id="m${index}"/>`)),
          ];
          expect(new Set(statuses(await play(steps, server)))).toEqual(new Set(['passed']));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('takes each arrival once only', async () => {
    const results = await play(
      [send('romeo', '<presence/>'), receive('romeo', '<message/>'), receive('romeo', '<message/>')],
      replies('<message id="one"/>'),
    );
    expect(statuses(results)).toEqual(['passed', 'passed', 'failed']);
  });

  it('keeps what a placeholder caught, and puts it into what is sent, escaped', async () => {
    const server = fakeServer((text, peer) => {
      if (text.includes('ask')) peer.say('<iq type="result"><name>a &lt; b</name></iq>');
    });
    const [, caught, sent] = await play(
      [
        send('romeo', '<iq id="ask"/>'),
        receive('romeo', '<iq><name>{name}</name></iq>'),
        send('romeo', '<iq type="set"><name>{name}</name></iq>'),
      ],
      server,
    );
    expect(caught).toMatchObject({ captures: { name: 'a < b' } });
    expect(sent).toMatchObject({ status: 'passed', sent: { text: '<iq type="set"><name>a &lt; b</name></iq>' } });
  });

  it('says which placeholder was used before anything was caught, and sends nothing', async () => {
    const server = fakeServer();
    const [result, next] = await play([send('romeo', '<iq id="{ask}"/>'), send('romeo', '<presence/>')], server);
    expect(result).toMatchObject({ status: 'failed', reason: expect.stringContaining('{ask} has caught nothing yet') });
    expect(next).toMatchObject({ status: 'skipped', reason: expect.stringContaining('failed') });
    expect(server.heard).toEqual([]);
  });

  it('names the differing place and everything that came instead', async () => {
    const server = replies('<presence from="x"/>', '<message id="a" type="chat"><body>No</body></message>');
    const [, result] = await play(
      [send('romeo', '<presence/>'), receive('romeo', '<message id="a">\n  <body>Yes</body>\n</message>')],
      server,
    );
    if (result?.kind !== 'receive') throw new Error('no result of receiving');
    expect(result.status).toBe('failed');
    expect(result.received.map(({ text }) => text)).toEqual([
      '<presence from="x"/>',
      '<message id="a" type="chat"><body>No</body></message>',
    ]);
    expect(result.missing?.nearest).toBe(1);
    expect(result.missing?.mismatches[0]).toMatchObject({ at: { line: 2 }, plain: expect.stringContaining('"Yes"') });
  });

  it('does not wait for another answer to an iq that was answered', async () => {
    // A run that waited would take longer than a test may.
    const [, result] = await play(
      [send('romeo', '<iq id="q"/>'), receive('romeo', '<iq type="result" id="q"/>', { within: 60_000 })],
      replies('<iq type="error" id="q"/>'),
    );
    expect(result).toMatchObject({ status: 'failed', reason: expect.stringContaining('another answer came') });
  });

  it('accepts nothing more with exact', async () => {
    const exact = async (text: string) => {
      const results = await play(
        [send('romeo', '<iq id="q"/>'), receive('romeo', '<iq id="q"/>', { exact: true })],
        replies(text),
      );
      return results[1]?.status;
    };
    expect(await exact('<iq id="q"/>')).toBe('passed');
    expect(await exact('<iq id="q" from="montague.example"/>')).toBe('failed');
  });

  describe('nothing', () => {
    const quiet = (xml: string) => receive('juliet', xml, { nothing: true, within: 60 });
    const server = () =>
      fakeServer((text, peer, peers) => {
        if (text === '<presence/>') peer.say('<presence from="self"/>');
        if (text.includes('noise')) peers.get('juliet@montague.example/balcony')?.say('<message id="noise"/>');
      });

    it('passes when nothing came since the latest send, whatever came before', async () => {
      const steps = [send('juliet', '<presence/>'), receive('juliet', '<presence/>'), send('romeo', '<a/>'), quiet('')];
      expect(statuses(await play(steps, server()))).toEqual(['passed', 'passed', 'passed', 'passed']);
    });

    it('fails when something came, and shows it', async () => {
      const steps = [send('juliet', '<presence/>'), send('romeo', '<message id="noise"/>'), quiet('')];
      const result = (await play(steps, server())).at(-1);
      expect(result).toMatchObject({ status: 'failed', received: [{ text: '<message id="noise"/>' }], matched: 0 });
    });

    it('fails only for what it names, when it names something', async () => {
      const steps = (xml: string) => [send('juliet', '<presence/>'), send('romeo', '<m id="noise"/>'), quiet(xml)];
      expect((await play(steps('<iq/>'), server())).at(-1)?.status).toBe('passed');
      expect((await play(steps('<message id="noise"/>'), server())).at(-1)?.status).toBe('failed');
    });
  });

  it('tells why when the server ends the connection, and signs in again at the next send', async () => {
    const server = fakeServer((text, peer) => {
      if (text.includes('bad')) {
        peer.say('<stream:error><conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>');
        peer.end('The server ended the stream.');
      } else peer.say('<iq type="result" id="ok"/>');
    });
    const results = await play(
      [
        send('romeo', '<bad>'),
        receive('romeo', '<stream:error/>'),
        receive('romeo', '<message/>', { within: 60_000 }),
        send('romeo', '<iq id="ok"/>'),
        receive('romeo', '<iq id="ok"/>'),
      ],
      server,
      { goOn: true },
    );
    expect(statuses(results)).toEqual(['passed', 'passed', 'failed', 'passed', 'passed']);
    expect(results[2]?.reason).toContain('The server ended the stream.');
  });

  it('cuts the connection before it resumes, and does not bind a resource then', async () => {
    const server = fakeServer();
    await play(
      [send('romeo', '<presence/>'), send('romeo', '<resume xmlns="urn:xmpp:sm:3" previd="x" h="0"/>')],
      server,
    );
    expect(server.gone[0]).toBe('romeo@montague.example/orchard');
    expect(server.peers.get('romeo@montague.example/orchard')?.account.until).toBe('signed-in');
  });

  it('signs a stranger in nowhere, and knows the password of an account that a stanza made', async () => {
    const server = fakeServer();
    const form =
      '<iq type="set"><query xmlns="jabber:iq:register"><username>benvolio</username><password>secret</password></query></iq>';
    await play([send('stranger', form), send('benvolio', '<presence/>')], server);
    const [stranger, benvolio] = [...server.peers.values()].map(({ account }) => account);
    expect(stranger).toMatchObject({ jid: 'montague.example', until: 'stream' });
    expect(benvolio).toMatchObject({ jid: 'benvolio@montague.example/home', password: 'secret', until: 'bound' });
  });

  it('uses the names of a shared server on the wire, and its own in what it tells', async () => {
    const server = fakeServer((_, peer) => peer.say('<message from="juliet-k3f9@example.com/balcony"/>'));
    const names = freshNames({ hosts: { 'montague.example': 'example.com' }, mark: 'k3f9' });
    const results = await play(
      [
        send('romeo', '<message to="juliet@montague.example"/>'),
        receive('romeo', '<message from="juliet@montague.example/balcony"/>'),
      ],
      server,
      { names },
    );
    expect(statuses(results)).toEqual(['passed', 'passed']);
    expect(server.heard[0]).toContain('<message to="juliet-k3f9@example.com"/>');
    expect(results[0]).toMatchObject({ sent: { text: '<message to="juliet@montague.example"/>' } });
    expect(server.peers.get('romeo@montague.example/orchard')?.account.jid).toBe('romeo-k3f9@example.com/orchard');
  });

  it('closes every connection at the end, also when the caller stops early', async () => {
    const server = fakeServer();
    for await (const _ of runRecipe([send('romeo', '<a/>'), send('juliet', '<b/>')], { connect: server.connect }))
      break;
    expect(server.gone).toEqual(['romeo@montague.example/orchard']);
  });

  it('says why nobody could connect', async () => {
    const results = await play([send('romeo', '<presence/>')], {
      ...fakeServer(),
      connect: () => {
        throw new Error('no server is up');
      },
    });
    expect(results[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('no server is up') });
  });

  it('skips what is only shown, with its reason', async () => {
    const results = await play([{ kind: 'shown', ...base(), skip: 'an example' }], fakeServer());
    expect(results[0]).toMatchObject({ status: 'skipped', reason: 'an example' });
  });
});
