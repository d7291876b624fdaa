/** The main journey, written once for all browsers: what most readers do in the playground, and then on a recipe's page. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { linkOf } from '../../playground/console/share/index.ts';
import { distribution, root, type Serving, serve } from '../../src/commands/index.ts';
import type { Hands } from './hands.ts';
import { Reader, type What } from './reader.ts';

const size = { width: 1440, height: 900 };

const row = (text: string): What => ({ css: '.transcript article', text });
const received = (text: string): What => ({ css: '.transcript article[data-direction="received"]', text });
const region = (name: string): string => `section[aria-label="${name}"]`;
const button = (name: string): What => ({ css: 'button', name });
/** What a reader clicks on to write there: a plain text field at first, then Monaco, whose own field is nowhere to be seen. */
const textOf = (part: string): What => ({ css: `${part} :is(textarea:not(.monaco-editor *), .editor-scrollable)` });
const textbox = textOf(region('Editor'));
const status: What = { css: '[role="status"]', text: 'ready in' };

const ping = (id: string): string =>
  `<iq type="get" id="${id}" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>`;

/** Each step starts where the one before it ended, as a reader does. */
export function journey(browser: string, open: (window: typeof size) => Promise<Hands>): void {
  let serving: Serving;
  let hands: Hands;
  let reader: Reader;

  beforeAll(async () => {
    serving = await serve({ folder: distribution, host: '127.0.0.1', port: 4640, tries: 40, base: '/' });
    hands = await open(size);
    reader = new Reader(hands, serving.address);
  });
  afterAll(async () => {
    await hands?.close();
    await serving?.close();
  });
  // What a browser complains about belongs to the step in which it came.
  let heard = 0;
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPicture(task.name);
    const news = (await hands.complaints()).slice(heard);
    heard += news.length;
    expect(news, 'what the page complained about').toEqual([]);
  });

  async function keepPicture(name: string): Promise<void> {
    const folder = join(root, 'test-results');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${browser}, ${name}.png`), await hands.picture());
  }

  async function send(text: string): Promise<void> {
    await reader.clicks(textbox);
    await reader.sees({ css: `${region('Editor')} .monaco-editor` });
    await reader.isIn({ css: region('Editor') });
    await reader.overwrites(text);
    await reader.press('Control', 'Enter');
  }

  test('the server in the tab starts, and its accounts sign in', async () => {
    await reader.goTo('playground/');
    await reader.sees(status);
    await reader.sees(row('juliet signed in'));
  });

  test('a stanza is typed and sent; its reply opens, and what is pointed at is explained', async () => {
    await send(ping('first-1'));
    expect(await reader.sees(received("id='first-1'"))).toContain('iq result');
    await reader.press('Control', 'Home');
    for (let step = 0; step < 4; step += 1) await reader.press('ArrowRight');
    await reader.sees({ css: region('Explanation'), text: 'Attribute' });
  });

  test('another account sends, and the search finds what came', async () => {
    await reader.clicks({ css: 'input[name="sender"]', name: 'juliet' });
    await send('<message to="romeo@montague.example" id="said-1"><body>It is the east</body></message>');
    await reader.sees(received('It is the east'));
    await reader.clicks({ css: 'input[type="search"]', name: 'Search the transcript' });
    await reader.type('id:said-1');
    await reader.press('Enter');
    await reader.sees({ css: region('Transcript'), text: '1 of 2' });
    await reader.press('Escape');
    await reader.seesNo({ css: region('Transcript'), text: '1 of 2' });
  });

  test('an error is explained', async () => {
    await send('<message to="nobody@montague.example" id="lost-1"><body>Hm?</body></message>');
    const error = await reader.sees(received('service-unavailable'));
    expect(error).toContain('Why');
    expect(error).toContain('Try');
  });

  test('a configuration is changed, and the server does as it says', async () => {
    await reader.clicks({ css: '[role="tab"]', name: 'Configuration' });
    const panel = '[role="tabpanel"][aria-labelledby="tab-configuration"]';
    await reader.clicks(textOf(panel));
    await reader.sees({ css: `${panel} .monaco-editor` });
    await reader.isIn({ css: panel });
    await reader.press('Control', 'Home');
    // The editor closes quotes and braces itself, and the ones that are typed take their place.
    await reader.type('modules_disabled = { "ping" }\n');
    await reader.clicks({ css: `${panel} button`, name: 'Restart with this configuration' });
    await reader.sees({ css: panel, text: 'Restarted in' });
    await reader.press('Escape');
    await send(ping('without-1'));
    expect(await reader.sees(received("id='without-1'"))).toContain('service-unavailable');
  });

  test('two servers talk to each other', async () => {
    await reader.clicks(button('Two servers'));
    await reader.sees({ css: '[role="status"]', text: 'montague.example and capulet.example' });
    await reader.sees(status);
    await reader.sees(row('juliet signed in as juliet@capulet.example'));
    await reader.clicks({ css: 'input[name="sender"]', name: 'romeo' });
    await send('<message to="juliet@capulet.example" type="chat" id="wall-1"><body>Over the wall</body></message>');
    await reader.sees(received('Over the wall'));
  });

  test('a link brings its stanza, and sends nothing until it is told to', async () => {
    const link = await linkOf({ title: 'A page', stanzas: [{ xml: ping('linked-1') }], first: 0 });
    if (typeof link !== 'string') throw new Error(link.plain);
    // A page of its own: on the playground itself, a link changes the part of the address after the number sign only.
    await reader.goTo('why/');
    await reader.goTo(`playground/${link}`);
    await reader.sees({ css: '[role="group"]', text: '“A page”: stanza 1 of 1' });
    await reader.sees(status);
    await reader.seesNo(row('linked-1'));
    await reader.clicks({ css: 'button', text: 'Send Ctrl' });
    expect(await reader.sees(received("id='linked-1'"))).toContain('iq result');
  });

  test('what was written is there again after a reload', async () => {
    await reader.clicks(textbox);
    await reader.sees({ css: `${region('Editor')} .monaco-editor` });
    await reader.overwrites('<presence><status>still here</status></presence>');
    await reader.sees({ css: `${region('Editor')} .view-lines`, text: 'still here' });
    await hands.reload();
    await reader.sees(status);
    const kept = () => document.querySelector<HTMLTextAreaElement>('textarea[aria-label="Stanza to send"]')?.value;
    await expect.poll(() => hands.ask(kept)).toContain('still here');
  });

  test('everything is reached by keys alone', async () => {
    await reader.press('F6');
    await reader.isIn({ css: region('Accounts') });
    await reader.press('F6');
    await reader.isIn({ css: region('Editor') });
    await reader.sees({ css: `${region('Editor')} .monaco-editor` });
    await reader.overwrites(ping('keys-1'));
    await reader.press('Control', 'Enter');
    await reader.sees(received("id='keys-1'"));
    await reader.press('F6');
    await reader.isIn({ css: '.transcript article' });
    await reader.press('Home');
    await reader.isIn({ css: '.transcript article[aria-posinset="1"]' });
    await reader.press('End');
    await reader.isIn(received("id='keys-1'"));
    await reader.press('F6');
    await reader.isIn({ css: '[role="tab"]', name: 'Server log' });
    await reader.press('End');
    await reader.isIn({ css: '[role="tab"]', name: 'Shell' });
    await reader.press('Enter');
    await reader.press('Tab');
    await reader.press('Escape');
    await reader.isIn({ css: '[role="tab"]', name: 'Shell' });
    await reader.seesNo({ css: '[role="tabpanel"]' });
  });

  test('a recipe’s stanza is tried on its page', async () => {
    await reader.goTo('recipes/nobody-there/');
    await reader.clicks({ css: '.sb-step[data-kind="send"] button', name: 'Try it' });
    await reader.sees({ css: '.sb-outcome', text: 'Sent' });
    await reader.sees({ css: '.sb-outcome', text: 'service-unavailable' });
  });

  // In WebKitGTK nobody has seen it yet: its automated windows are private, and may allow no worker.
  if (browser === 'Firefox') {
    test('with the server off the playground opens, and Prosody answers', async () => {
      await reader.goTo('playground/');
      await reader.sees(status);
      await expect
        .poll(() => hands.ask(() => navigator.serviceWorker.controller !== null), { timeout: 50_000 })
        .toBe(true);
      await reader.clicks({ css: 'button', name: 'Help and keys' });
      await reader.sees({ css: 'dialog[open]', text: 'and opens without a network' });
      await reader.press('Escape');
      await serving.close();
      await hands.reload();
      await reader.sees(status);
      await send(ping('away-1'));
      expect(await reader.sees(received("id='away-1'"))).toContain('iq result');
    });
  }
}
