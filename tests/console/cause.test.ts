/** What a stream error came of: told on the real server, for connections of every kind. */
import { afterEach, describe, expect, it } from 'vitest';
import { newAccount, type Wanted } from '../../playground/console/runtime/new-account.ts';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import { type Cause, causeOf } from '../../playground/console/state/cause.ts';
import type { TextEntry } from '../../playground/console/state/entry.ts';
import type { Account } from '../../playground/console/state/types.ts';
import { startInNode } from '../../playground/sandbox/node.ts';
import { explainErrors, firstElement } from '../../playground/stanza/index.ts';
import { becomesTrue } from './follow.ts';

const running: Runtime[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((runtime) => runtime.stop()));
});

async function begin(): Promise<Runtime> {
  const runtime = new Runtime({ scene: { ...oneServer, signsIn: ['romeo'] }, startSandbox: startInNode });
  running.push(runtime);
  void runtime.start();
  await isOnline(runtime, 'romeo');
  return runtime;
}

const isOnline = (runtime: Runtime, name: string) =>
  becomesTrue(() => runtime.state.accounts.some((one) => one.name === name && one.status.state === 'online'));

async function errorOf(runtime: Runtime, name: string): Promise<TextEntry> {
  const find = () =>
    runtime.journal.all.find(
      (entry): entry is TextEntry =>
        entry.kind === 'text' && entry.account === name && entry.description.kind === 'stream-error',
    );
  await becomesTrue(() => find() !== undefined);
  return find() as TextEntry;
}

async function causeAfter(runtime: Runtime, name: string, texts: readonly string[]): Promise<Cause | undefined> {
  await runtime.send(texts, name);
  const error = await errorOf(runtime, name);
  return causeOf(error, runtime.journal);
}

const authenticate =
  '<authenticate xmlns="urn:xmpp:sasl:2" mechanism="PLAIN"><initial-response>AA==</initial-response></authenticate>';
const auth = '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AA==</auth>';

describe('a stream error', () => {
  it.each([authenticate, auth])(
    'after %s in a session: it is signed in already, and what the server has',
    async (text) => {
      const runtime = await begin();
      const cause = await causeAfter(runtime, 'romeo', [text]);
      expect(cause).toMatchObject({ request: text });
      expect(cause?.advice).toContain('romeo is signed in already, and SASL belongs before that.');
      expect(cause?.advice).toContain('“A stranger”');
      expect(cause?.advice).toMatch(/This server offers no SASL2: .* with .*SCRAM-SHA-1/);
      const error = firstElement((await errorOf(runtime, 'romeo')).text);
      const request = firstElement(text);
      if (error === undefined || request === undefined) throw new Error('Both are elements.');
      expect(explainErrors(error, { request }).map(({ summary }) => summary)).toEqual([
        'Signing in belongs before the session, and this one is signed in already.',
      ]);
    },
  );

  it('after SASL2 on a connection on which nobody is signed in: the server has none', async () => {
    const runtime = await begin();
    runtime.connect('stranger');
    await isOnline(runtime, 'stranger');
    const cause = await causeAfter(runtime, 'stranger', [authenticate]);
    expect(cause?.advice).toMatch(/^This server offers no SASL2: before signing in it takes auth/);
    // That it is signed in already would be wrong.
    expect(cause?.request).toBeUndefined();
  });

  it('names the last text that was sent, not what the console says by itself', async () => {
    const runtime = await begin();
    const cause = await causeAfter(runtime, 'romeo', ['<message><body>a</body></message>', '<a xmlns="b"/>']);
    expect(cause).toMatchObject({ summary: 'a b', request: '<a xmlns="b"/>' });
    expect(cause?.advice).toBeUndefined();
    expect(runtime.journal.text(cause?.id ?? 0)?.text).toBe('<a xmlns="b"/>');
  });

  it('after broken XML names it too', async () => {
    const runtime = await begin();
    expect(await causeAfter(runtime, 'romeo', ['<message><body>a</message>'])).toMatchObject({
      request: '<message><body>a</message>',
    });
  });

  it('on a stream that is written by hand names what was written', async () => {
    const runtime = await begin();
    const wanted: Wanted = { kind: 'by-hand', of: 'romeo', speaks: 'client' };
    runtime.addAccount(newAccount(wanted, runtime.state.accounts) as Account);
    await isOnline(runtime, 'romeo by hand');
    const header = '<stream:stream xmlns="jabber:client" xmlns:stream="urn:wrong" to="montague.example" version="1.0">';
    expect(await causeAfter(runtime, 'romeo by hand', [header])).toMatchObject({ request: header });
  });

  it('that is about the server has no cause among what was sent', async () => {
    const runtime = await begin();
    await runtime.send(['<presence/>'], 'romeo');
    await runtime.restart('montague.example', runtime.state.running['montague.example'] ?? '', true);
    const error = await errorOf(runtime, 'romeo');
    expect(error.text).toContain('system-shutdown');
    expect(causeOf(error, runtime.journal)).toBeUndefined();
  });
});
