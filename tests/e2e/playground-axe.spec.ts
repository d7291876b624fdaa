/** What axe finds in each state of the console, on a desktop and on a phone. */
import type { Page } from '@playwright/test';
import { expectNoFault } from './axe.ts';
import { entries, openPlayground, panelWithParts, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const log = 'RECV: <message to="romeo@montague.example"><body>It is the east</body></message>\nSEND: <presence/>\n';

async function openLog(page: Page): Promise<void> {
  const file = { name: 'a.log', mimeType: 'text/plain', buffer: Buffer.from(log) };
  await page.getByLabel('Log to read').setInputFiles(file);
  await expect(page.getByText('2 stanzas, read only')).toBeVisible();
}

test('no fault before a stanza was sent, with replies, and with an error that is explained', async ({ page }) => {
  await page.goto('/playground/');
  await expectNoFault(page, 'empty');
  await openPlayground(page);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result disco#info' })).toBeVisible();
  await expectNoFault(page, 'replies');
  await write(page, '<message to="nobody@montague.example" id="e1"><body>Hm?</body></message>');
  await send(page).click();
  const error = entries(page).filter({ hasText: 'service-unavailable' });
  await expect(error.getByText('Why')).toBeVisible();
  await expectNoFault(page, 'an error explained');
});

test('no fault with stanzas that were found in a text, in the panels and in a log', async ({ page }) => {
  await openPlayground(page);
  await write(page, `A mail with\n\n${log}`);
  await expect(page.getByRole('group', { name: 'Stanzas found in this text' })).toBeVisible();
  for (const panel of ['Server log', 'Configuration', 'Shell']) {
    await page.getByRole('tab', { name: panel }).click();
    await panelWithParts(page, panel);
    await expectNoFault(page, panel);
  }
  await openLog(page);
  await expectNoFault(page, 'a log');
});

for (const [place, options] of [
  ['in the editor', {}],
  ['in the textarea of a phone', { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true }],
] as const) {
  test.describe('', () => {
    test.use(options);

    test(`no fault with suggestions ${place}`, async ({ page }) => {
      await openPlayground(page);
      await write(page, '<message to="');
      await page.getByRole('button', { name: 'Suggest' }).click();
      await expect(page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first()).toBeVisible();
      await expectNoFault(page, 'suggestions');
    });
  });
}

test('no fault in dialogs and with two servers', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Help and keys' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoFault(page, 'help');
  await page.keyboard.press('Escape');
  await page.getByRole('switch', { name: 'Two servers' }).click();
  await expect(page.getByText(/capulet\.example.*ready in/)).toBeVisible();
  await expectNoFault(page, 'two servers');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('no fault in any part', async ({ page }) => {
    await openPlayground(page);
    await send(page).tap();
    await expectNoFault(page, 'editor');
    await page.getByRole('button', { name: /^Transcript/ }).tap();
    await expect(entries(page).filter({ hasText: 'iq result disco#info' })).toBeVisible();
    await expectNoFault(page, 'transcript');
    await page.getByRole('button', { name: 'Server', exact: true }).tap();
    await expectNoFault(page, 'server');
    await page.getByRole('button', { name: 'More about the server' }).tap();
    await expectNoFault(page, 'the menu');
    await openLog(page);
    await expectNoFault(page, 'a log');
  });
});
