/** What can be written is suggested: by mouse, by keys, in Monaco and in the textarea, on a phone. */
import type { Locator, Page } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { editor, entries, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Suggestions' });
const option = (page: Page, name: string | RegExp): Locator => list(page).getByRole('option', { name });
const active = (page: Page): Locator => list(page).getByRole('option', { selected: true });
const written = (page: Page): Locator => page.getByRole('region', { name: 'Editor' }).locator('.view-lines');

/** Monaco is there and has the focus, with nothing in it. */
async function emptyMonaco(page: Page): Promise<void> {
  await openPlayground(page);
  await editor(page).focus();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await write(page, ' ');
  await page.keyboard.press('Backspace');
}

test('a question is written with a few keys alone, and answered', async ({ page }) => {
  await emptyMonaco(page);
  await page.keyboard.press('Control+Space');
  await expect(active(page)).toContainText('message');
  await page.keyboard.type('iq');
  await expect(active(page)).toContainText('iq get');
  await page.keyboard.press('Enter');
  // What can be asked follows at once.
  await expect(option(page, /^query disco#info/)).toBeVisible();
  await page.keyboard.type('uptime');
  await expect(list(page)).toHaveCount(0);
  for (const _ of 'uptime') await page.keyboard.press('Backspace');
  await page.keyboard.type('<pi');
  await expect(active(page)).toContainText('ping');
  await page.keyboard.press('Tab');
  await expect(list(page)).toHaveCount(0);
  await expect(written(page)).toContainText('urn:xmpp:ping');
  await page.keyboard.press('Control+Enter');
  await expect(
    entries(page)
      .filter({ hasText: /iq get ping/ })
      .first(),
  ).toBeVisible();
  await expect(entries(page).filter({ hasText: 'iq result' }).last()).toBeVisible();
});

test('the list goes as it came: Escape, the arrows, the mouse, undo', async ({ page }) => {
  await emptyMonaco(page);
  await page.keyboard.type('<');
  await expect(active(page)).toContainText('message');
  await page.keyboard.press('ArrowDown');
  await expect(active(page)).toContainText('presence');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  // Before the first one is the last one.
  await expect(list(page).getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  // Who has closed it is left alone.
  await page.keyboard.type('m');
  await expect(written(page)).toContainText('<m');
  await expect(list(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Suggest' }).click();
  await option(page, /^message/).click();
  await expect(written(page)).toContainText('<body></body>');
  // The address is selected, and who is here is suggested.
  await expect(option(page, 'juliet@montague.example account')).toBeVisible();
  await option(page, 'mercutio@montague.example account').click();
  await expect(written(page)).toContainText('to="mercutio@montague.example"');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(written(page)).toHaveText('<m');
});

test('the list stays when Monaco takes the place of the textarea below it', async ({ page }) => {
  const letCome = await holdBack(page, /\/monaco\.[^/]*\.js$/);
  await openPlayground(page);
  await write(page, '<message to="');
  await page.getByRole('button', { name: 'Suggest' }).click();
  await expect(active(page)).toBeVisible();
  letCome();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await expect(active(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(written(page)).toContainText('@montague.example');
});

test('the field tells of the list, and the list of what is chosen', async ({ page }) => {
  await emptyMonaco(page);
  await page.keyboard.type('<presence type="sub');
  await expect(active(page)).toContainText('subscribe');
  await expect(active(page)).toHaveAccessibleDescription(/Asks to see the presence of a contact\. RFC 612/);
  const id = await active(page).getAttribute('id');
  await expect(editor(page)).toHaveAttribute('aria-activedescendant', id ?? '');
  await expect(editor(page)).toHaveAttribute('aria-controls', (await list(page).getAttribute('id')) ?? '');
  await expect(page.getByRole('status').filter({ hasText: '4 suggestions.' })).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(editor(page)).not.toHaveAttribute('aria-activedescendant');
});

test('Enter is a new line until a suggestion is chosen among attributes', async ({ page }) => {
  await emptyMonaco(page);
  await page.keyboard.type('<message ');
  await expect(list(page)).toBeVisible();
  await expect(active(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(list(page)).toHaveCount(0);
  await page.keyboard.type(' ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(written(page)).toContainText('type="chat"');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true });

  test('suggestions come in the textarea, beside no edge, and by touch', async ({ page }) => {
    await openPlayground(page);
    await editor(page).fill('');
    await page.keyboard.type('<');
    await expect(active(page)).toContainText('message');
    const box = await list(page).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(700);
    await option(page, /^presence/).tap();
    await expect(editor(page)).toHaveValue('<presence>\n  \n</presence>');
    await option(page, /^show/).tap();
    await expect(editor(page)).toHaveValue('<presence>\n  <show>away</show>\n</presence>');
    await option(page, /^dnd/).tap();
    await expect(editor(page)).toHaveValue('<presence>\n  <show>dnd</show>\n</presence>');
    await expect(editor(page)).toBeFocused();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(editor(page)).toHaveValue('<presence>\n  <show>away</show>\n</presence>');
    await send(page).tap();
  });
});

test('an address of the wire is suggested where an address belongs', async ({ page }) => {
  await emptyMonaco(page);
  await write(
    page,
    '<presence to="verona@conference.montague.example/romeo"><x xmlns="http://jabber.org/protocol/muc"/></presence>',
  );
  await page.keyboard.press('Control+Enter');
  await expect(entries(page).filter({ hasText: 'verona@conference' }).first()).toBeVisible();
  await write(page, '<message to="ver"/>');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+Space');
  await expect(option(page, /^verona@conference\.montague\.example room/)).toBeVisible();
});
