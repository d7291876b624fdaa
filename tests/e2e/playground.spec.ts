/** The console as a whole, and its editor. */
import type { Page } from '@playwright/test';
import { axe } from './axe.ts';
import { holdBack } from './hold-back.ts';
import { editor, entries, openPlayground, openSettled, panelWithParts, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

async function monaco(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Editor' }).getByRole('textbox').focus();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
}

test('a first visit comes to a first reply', async ({ page }) => {
  await page.goto('/playground/');
  await expect(send(page)).toBeEnabled();
  // Before the server is up: it goes out as soon as it can.
  await send(page).click();
  const request = entries(page).filter({ hasText: 'iq get disco#info' });
  const reply = entries(page).filter({ hasText: 'iq result disco#info' });
  await expect(reply).toBeVisible({ timeout: 60_000 });
  await expect(reply).toContainText("category='server'");
  await expect(request).toContainText(/answered in [\d.]+ m?s/);
  await expect(page.getByText(/Prosody 13\.0\.1 \(Debian 13\.0\.1-\S+\) in this tab, ready in/)).toBeVisible();
});

test('the server starts before the console is there, and only once', async ({ page }) => {
  let workers = 0;
  page.on('worker', () => {
    workers += 1;
  });
  let wereWorkers = 0;
  await page.route(/\/Playground\.[^/]*\.js$/, async (route) => {
    await expect.poll(() => workers).toBeGreaterThan(0);
    wereWorkers = workers;
    await route.continue();
  });
  await openPlayground(page);
  await expect(entries(page).first()).toBeVisible();
  expect([wereWorkers, workers]).toEqual([1, 1]);
});

test('the first view needs no scrolling on a laptop', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openPlayground(page);
  for (const name of ['Accounts', 'Editor', 'Transcript'])
    await expect(page.getByRole('heading', { name })).toBeInViewport();
  for (const name of ['Server log', 'Configuration', 'Shell'])
    await expect(page.getByRole('tab', { name })).toBeInViewport();
  await expect(send(page)).toBeInViewport();
  const overflow = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('wrong XML is marked in plain words, and the server says what it thinks of it', async ({ page }) => {
  await openSettled(page);
  await monaco(page);
  await write(page, '<message to="juliet@montague.example">\n  <body>unclosed\n</message>');
  const status = page.locator('#stanza-problem');
  await expect(status).toContainText('Line 2, column 3');
  await expect(status).toContainText('"body" is not closed');
  await expect(page.locator('.squiggly-error')).toBeVisible();
  const before = await entries(page).count();
  await send(page).click();
  expect(await entries(page).count()).toBe(before);
  await page.getByRole('button', { name: 'Send it anyway' }).click();
  await expect(entries(page).filter({ hasText: 'stream error not-well-formed' })).toContainText('Why');
  await expect(
    page.getByRole('alert').filter({ hasText: 'The server ended the stream with not-well-formed' }),
  ).toBeVisible();
  await write(page, '<iq type="get" id="w1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await send(page).click();
  await expect(
    entries(page)
      .filter({ hasText: /iq result/ })
      .last(),
  ).toBeVisible();
});

test('what was typed before the console is there stays, caret and focus too, and the editor comes', async ({
  page,
}) => {
  const letCome = await holdBack(page, /\/Playground\.[^/]*\.js$/);
  // The page's "load" waits for the console.
  await page.goto('/playground/', { waitUntil: 'commit' });
  await write(page, '<presence><show>dnd</show></presence>');
  for (let times = 0; times < '</presence>'.length; times += 1) await page.keyboard.press('ArrowLeft');
  letCome();
  await expect(page.locator('.monaco-editor.focused')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.insertText('<status>early</status>');
  await send(page).click();
  const sent = entries(page).and(page.locator('[data-direction="sent"]')).filter({ hasText: 'presence dnd' });
  await sent.getByRole('button', { name: 'Open' }).click();
  await expect(sent).toContainText(/<show>dnd<\/show>\s*<status>early<\/status>\s*<\/presence>/);
});

test('the editor takes over from the textarea with text and caret, and Ctrl+Enter sends several stanzas in order', async ({
  page,
}) => {
  // Monaco comes only when this lets it, so that the caret is set in the textarea however slow or fast the machine is.
  const letCome = await holdBack(page, /\/monaco\.[^/]*\.js$/);
  await openPlayground(page);
  const area = page.locator('textarea[aria-label="Stanza to send"]');
  await area.fill('<presence/>\n<presence><show>dnd</show></presence>');
  await area.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(9, 9));
  letCome();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.insertText(' id="here"');
  await expect(page.locator('.view-lines').first()).toContainText('<presence id="here"/>');
  await page.keyboard.press('ControlOrMeta+Enter');
  const sent = entries(page).and(page.locator('[data-direction="sent"]'));
  await expect(sent).toHaveCount(2);
  await expect(sent.nth(0)).toContainText('here');
  await expect(sent.nth(1)).toContainText('dnd');
  await expect(page.getByLabel('Presence of romeo')).toHaveValue('dnd');
});

test('a stanza is typed key by key and sent by keyboard alone', async ({ page }) => {
  await openPlayground(page);
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await expect(page.locator('.monaco-editor').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('<iq type="get" id="typed-1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(entries(page).filter({ hasText: "id='typed-1'" })).toContainText('iq result');
});

test('what was written survives a reload', async ({ page }) => {
  await openPlayground(page);
  await write(page, '<presence><status>still here</status></presence>');
  await page.reload();
  await expect(editor(page)).toHaveValue(/still here/);
});

test('axe finds no fault, in either theme', async ({ page }) => {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await openPlayground(page);
    await write(page, '<message to="nobody@montague.example" id="a1"><body>Hm?</body></message>\n<a></b>');
    await page.getByRole('button', { name: 'Send it anyway' }).click();
    await expect(entries(page).filter({ hasText: 'stream error not-well-formed' })).toBeVisible();
    for (const tab of ['Server log', 'Configuration', 'Shell']) {
      await page.getByRole('tab', { name: tab }).click();
      await panelWithParts(page, tab);
      const { violations } = await axe(page)
        // Monaco's own: its invisible input is in no landmark, and it is labelled.
        .exclude('.monaco-editor')
        .exclude('.monaco-aria-container')
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${theme}, ${tab}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([]);
    }
  }
});
