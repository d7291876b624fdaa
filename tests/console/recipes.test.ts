/**
 * Every recipe and every lesson, opened in the playground: the link that its page makes, the scene that the link asks for, its stanzas sent as the console
 * sends them. What comes is compared by the recipes' own runner with what the page expects.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { sceneWith } from '../../playground/console/runtime/scene.ts';
import { senderOf } from '../../playground/console/runtime/senders.ts';
import { linkOf, readLink, stanzasOfRecipe } from '../../playground/console/share/index.ts';
import { readDraft } from '../../playground/console/state/draft.ts';
import { startInNode } from '../../playground/sandbox/node.ts';
import { RecipeRun } from '../../playground/session/index.ts';
import { readAccount } from '../../playground/session/names.ts';
import { contentFolder, findStanzaPages, readRecipe } from '../../src/content/index.ts';
import { recipeSteps } from '../../src/lesson/index.ts';
import { ReadersHands } from './readers-hands.ts';

vi.setConfig({ testTimeout: 120_000 });

const paths = await findStanzaPages(contentFolder, []);

let stop = async (): Promise<void> => {};
afterEach(() => stop());

describe('a recipe that is opened in the playground answers as on its page', () => {
  it.each(paths)('%s', async (path) => {
    const page = await readRecipe(contentFolder, path);
    if (!('lesson' in page)) throw new Error(`${path} cannot be read.`);
    const steps = recipeSteps(page.lesson);
    const link = await linkOf({ title: page.lesson.title, stanzas: stanzasOfRecipe(steps), first: 0 });
    if (typeof link !== 'string') throw new Error(link.plain);
    const shared = await readLink(link);
    if (shared === null || 'plain' in shared) throw new Error('The link cannot be read.');

    const runtime = new Runtime({ scene: sceneWith(shared.stanzas, { asRecipe: true }), startSandbox: startInNode });
    stop = () => runtime.stop();
    await runtime.start();

    let next = 0;
    const hands = new ReadersHands(runtime);
    const run = new RecipeRun({ connect: ({ key }) => hands.connection(key) });
    hands.beforeSend = (key, text) => {
      const stanza = shared.stanzas[next];
      next += 1;
      // What is malformed on purpose goes out by "Send it anyway".
      const draft = readDraft(text);
      const account = senderOf(runtime.state.accounts, stanza?.as);
      expect(account && hands.keyOf(account)).toBe(key);
      return { name: account?.name ?? '', texts: draft.kind === 'ready' ? draft.stanzas : [text] };
    };
    const results = [];
    for (const step of steps) results.push(await run.step(step));
    expect(results.filter(({ status }) => status === 'failed').map(({ line, reason }) => ({ line, reason }))).toEqual(
      [],
    );
    expect(next).toBe(shared.stanzas.length);
    // Nobody else came online in the meantime.
    const senders = new Set(shared.stanzas.map(({ as = '' }) => readAccount(as).local));
    for (const { name, jid, status } of runtime.state.accounts) {
      if (!senders.has(jid.split('@')[0] ?? '') && jid.includes('@'))
        expect([name, status.state]).toEqual([name, 'offline']);
    }
  });
});
