import { openPlayground } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('one column, nothing sideways, the textarea stays', async ({ page }) => {
    await openPlayground(page);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    const boxes = await Promise.all(
      ['Accounts', 'Editor', 'Transcript'].map((name) => page.getByRole('region', { name, exact: true }).boundingBox()),
    );
    expect(boxes.map((box) => Math.round(box?.x ?? -1))).toEqual([0, 0, 0]);
    const tops = boxes.map((box) => box?.y ?? 0);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
    await page.getByRole('textbox', { name: 'Stanza to send' }).tap();
    await page.getByRole('button', { name: /^Send/ }).tap();
    await expect(page.getByRole('article').filter({ hasText: 'iq result disco#info' })).toBeVisible();
    await expect(page.locator('.monaco-editor')).toHaveCount(0);
  });
});

test('the keyboard alone does it all', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Help and keys' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');

  // F6 goes round: accounts, editor, transcript, tools.
  await page.keyboard.press('F6');
  await expect(page.getByRole('radio', { name: /romeo/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /juliet/ })).toBeChecked();
  await page.keyboard.press('F6');
  await expect(page.getByRole('textbox', { name: 'Stanza to send' })).toBeFocused();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('<iq type="get" id="k1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await page.keyboard.press('ControlOrMeta+Enter');
  const reply = page.getByRole('article').filter({ hasText: 'iq result' });
  await expect(reply).toBeVisible();
  await expect(reply).toHaveAccessibleName(/montague\.example to juliet, iq result/);

  await page.keyboard.press('F6');
  await page.keyboard.press('End');
  await expect(reply).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('article').filter({ hasText: 'urn:xmpp:ping' })).toBeFocused();
  await page.keyboard.press('r');
  await expect(reply).toHaveCount(2);

  await page.keyboard.press('F6');
  await expect(page.getByRole('tab', { name: 'Server log' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  // The panel's code comes when it is opened.
  await expect(page.getByLabel('Command for the admin shell')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Command for the admin shell')).toBeFocused();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what the playground is and what it needs', async ({ page }) => {
    await page.goto('/playground/');
    await expect(page.getByText(/real XMPP server/).first()).toBeVisible();
    await expect(page.getByText(/allow scripts|Turn on JavaScript/).first()).toBeVisible();
  });
});
