/** What a recipe sends, and how what comes is matched with what it expects. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { base, play, receive, send, statuses } from './play.ts';

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

  it('says which placeholder was used before anything was captured, and sends nothing', async () => {
    const server = fakeServer();
    const [result, next] = await play([send('romeo', '<iq id="{ask}"/>'), send('romeo', '<presence/>')], server);
    expect(result).toMatchObject({ status: 'failed', reason: expect.stringContaining('{ask} has no value yet') });
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

  it('skips what is only shown, with its reason', async () => {
    const results = await play([{ kind: 'shown', ...base(), skip: 'an example' }], fakeServer());
    expect(results[0]).toMatchObject({ status: 'skipped', reason: 'an example' });
  });
});
