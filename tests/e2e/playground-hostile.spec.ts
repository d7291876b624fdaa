/**
 * The console at a server that says what no server says, before and after it has signed somebody in. Nothing may throw (quiet-page.ts), no
 * text may become markup, each connection ends in a sentence for people, and the console goes on.
 */
import type { Locator, Page } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { answers, beforeSignIn, ends, escaped, seed, silences } from './hostile-frames.ts';
import { type HostileServer, host, startHostileServer } from './hostile-server.ts';
import { entries, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

let server: HostileServer;
test.beforeEach(async ({ page }) => {
  server = await startHostileServer();
  page.on('websocket', (socket) => expect(socket.url()).toBe(server.url));
});
test.afterEach(() => server.stop());

const account = (page: Page): Locator => page.getByRole('listitem').filter({ hasText: `romeo@${host}` });
const connectButton = (page: Page): Locator => account(page).getByRole('button', { name: /^Connect/ });
const disconnectButton = (page: Page): Locator => account(page).getByRole('button', { name: /^Disconnect/ });
const sentence = (page: Page): Locator => account(page).getByRole('alert');

async function addAccount(page: Page): Promise<void> {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Connect to your own server' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect to your own server' });
  await dialog.getByLabel('Address', { exact: true }).fill(`romeo@${host}`);
  await dialog.getByLabel('Password', { exact: true }).fill('a password');
  await dialog.getByLabel('WebSocket', { exact: true }).fill(server.url);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Follows the server's next script from a new connection on. */
async function connectAgain(page: Page): Promise<void> {
  await connectButton(page).click();
}

async function expectNoMarkup(page: Page, after: string): Promise<void> {
  const found = await page.evaluate(
    () =>
      document.querySelectorAll('[data-fuzz], fuzz-mark').length + (document.body.dataset.fuzz === undefined ? 0 : 1),
  );
  expect(found, after).toBe(0);
}

/** A sentence for people: no words of a library or of JavaScript, and nothing in it that turns it round. */
async function expectSentence(page: Page, expected: RegExp, after: string): Promise<void> {
  await expect(sentence(page), after).toHaveText(expected);
  const text = ((await sentence(page).textContent()) ?? '').trim();
  expect(text, after).toMatch(/^[A-Zw].*[.”")]$/s);
  expect(text, after).not.toMatch(/undefined|null|NaN|\[object|Cannot read|Failed to|[Ee]rror:|is not a function/);
  // Said by their numbers.
  expect(text, after).not.toMatch(/\p{Bidi_Control}/u);
}

/** The account of the sandbox asks its server, and gets its answer. */
async function expectConsoleAnswers(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'romeo', exact: true }).check();
  await write(
    page,
    '<iq type="get" id="still-here" to="montague.example"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>',
  );
  await send(page).click();
  await find(page, 'id:still-here from:montague.example');
  await expect(entries(page).filter({ hasText: 'iq result disco#info' })).toBeVisible();
}

test('a server that means ill before anybody is signed in', async ({ page }) => {
  // Many connections, one after the other.
  test.slow();
  await addAccount(page);
  await expect(disconnectButton(page)).toBeVisible();
  await disconnectButton(page).click();
  for (const [index, [script, expected]] of beforeSignIn.entries()) {
    const after = `script ${index}: ${JSON.stringify(script)}`;
    server.script = script;
    await connectAgain(page);
    await expectSentence(page, expected, after);
    await expectNoMarkup(page, after);
  }
  await expectConsoleAnswers(page);
});

test('a server that says nothing that can be answered', async ({ page }) => {
  test.slow();
  // Monaco measures its drawing, and Playwright's clock gives it no measures. The textarea does without.
  const letCome = await holdBack(page, /\/monaco\.[^/]*\.js$/);
  await page.clock.install();
  await addAccount(page);
  await expect(disconnectButton(page)).toBeVisible();
  await disconnectButton(page).click();
  for (const [index, script] of silences.entries()) {
    const after = `silence ${index}: ${JSON.stringify(script)}`;
    server.script = script;
    const told = server.told();
    await connectAgain(page);
    await expect.poll(server.told, { message: after }).toBeGreaterThan(told);
    // Longer than the session waits for a step.
    await page.clock.fastForward(11_000);
    await expectSentence(page, /did not answer in time|answered, but not with what XMPP has/, after);
    await expectNoMarkup(page, after);
  }
  await expectConsoleAnswers(page);
  letCome();
});

test('answers of a server that means ill', async ({ page }) => {
  test.slow();
  server.answers = answers.map((frames, index) => [
    ...frames,
    `<message xmlns="jabber:client" from="${host}" id="done-${index}"><body>answer ${index} ends</body></message>`,
  ]);
  await addAccount(page);
  await expect(disconnectButton(page)).toBeVisible();
  await page.getByRole('radio', { name: new RegExp(host) }).check();
  for (const [index, frames] of answers.entries()) {
    const after = `seed ${seed}, answer ${index}: ${frames.join('\n').slice(0, 2_000)}`;
    await ask(page, index);
    await find(page, `id:done-${index}`, after);
    await expect(entries(page).filter({ hasText: `answer ${index} ends` }), after).toBeVisible();
    await expect(disconnectButton(page), after).toBeVisible();
    await expectNoMarkup(page, after);
  }
  await expectConsoleAnswers(page);
});

test('a server that means ill ends a connection in many ways', async ({ page }) => {
  test.slow();
  server.answers = ends.map((sayings, index) => [
    ...sayings,
    `<message xmlns="jabber:client" from="${host}" id="done-${index}"><body>${escaped}</body></message>`,
  ]);
  await addAccount(page);
  await expect(disconnectButton(page)).toBeVisible();
  for (const [index, sayings] of ends.entries()) {
    const after = `seed ${seed}, end ${index}: ${JSON.stringify(sayings)}`;
    await page.getByRole('radio', { name: new RegExp(host) }).check();
    await ask(page, index);
    await page.getByRole('searchbox').fill(`id:done-${index}`);
    await expect(found(page).or(sentence(page)).first(), after).toBeVisible();
    await expectNoMarkup(page, after);
    if (await sentence(page).isVisible()) await expectSentence(page, /./, after);
    else await disconnectButton(page).click();
    await connectAgain(page);
    await expect(disconnectButton(page), after).toBeVisible();
  }
  await expectConsoleAnswers(page);
});

async function ask(page: Page, index: number): Promise<void> {
  const before = server.answered();
  await write(page, `<iq type="get" id="ask-${index}" to="${host}"><ping xmlns="urn:xmpp:ping"/></iq>`);
  await send(page).click();
  await expect.poll(server.answered).toBeGreaterThan(before);
}

/** What the search says of how much it has found. */
const found = (page: Page): Locator => page.getByRole('status').filter({ hasText: /^\d+ (found|of \d+)$/ });

/** Brings the only row that the search finds into view. */
async function find(page: Page, what: string, after = what): Promise<void> {
  await page.getByRole('searchbox').fill(what);
  await expect(found(page), after).toHaveText('1 found');
  await page.getByRole('searchbox').press('Enter');
}
