/** Small things of the console that people who listen, zoom, or hold a phone have met. */
import type { Page } from '@playwright/test';
import { entries, openPlayground, send } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

/** An account on a server of the reader's that is not there. */
async function failToConnect(page: Page): Promise<void> {
  const own = page.getByRole('button', { name: 'Connect to your own server' });
  if (await own.isVisible()) {
    await own.click();
  } else {
    // The chips of a narrow window leave no room for that button.
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await page.getByRole('button', { name: 'Your own server…' }).click();
  }
  const dialog = page.getByRole('dialog', { name: 'Connect to your own server' });
  await dialog.getByLabel('Address', { exact: true }).fill('romeo@a-long-name.example.com');
  await dialog.getByLabel('Password', { exact: true }).fill('a password');
  await dialog.getByLabel('WebSocket', { exact: true }).fill('ws://127.0.0.1:9/xmpp-websocket');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(
    page
      .getByText(/No WebSocket connection/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
}

for (const [width, height] of [
  [1280, 720],
  [844, 390],
  [320, 640],
] as const) {
  test.describe(`at ${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('a connection that failed leaves Send and the text in view, and what to do about it', async ({
      page,
      complaints,
    }) => {
      await openPlayground(page);
      await failToConnect(page);
      await expect(page.getByRole('button', { name: /^Find out why/ }).filter({ visible: true })).toBeInViewport({
        ratio: 1,
      });
      await expect(send(page)).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('textbox', { name: 'Stanza to send' })).toBeInViewport();
      const text = await page.locator('.editor div.text').boundingBox();
      // Two lines of it at least.
      expect(text?.height ?? 0).toBeGreaterThan(40);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      // Chromium writes that it could not connect.
      complaints.length = 0;
    });
  });
}

test('who listens is told that an account chosen there sends, and which search is the transcript’s', async ({
  page,
}) => {
  await openPlayground(page);
  const senders = page.getByRole('group', { name: 'Accounts: the one that is chosen sends' });
  await expect(senders.getByRole('radio', { name: 'romeo', exact: true })).toBeChecked();
  await expect(page.getByRole('search', { name: 'Transcript' }).getByRole('searchbox')).toBeVisible();
});

test.describe('by finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('which software the own server is, is chosen by a finger', async ({ page }) => {
    await openPlayground(page);
    await page.getByRole('button', { name: 'Add a connection' }).tap();
    await page.getByRole('button', { name: 'Your own server…' }).tap();
    const dialog = page.getByRole('dialog', { name: 'Connect to your own server' });
    await expect(dialog).toBeVisible();
    const heights = await dialog
      .locator('label:has([type="radio"], [type="checkbox"])')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(4);
    expect(heights.filter((height) => height < 44)).toEqual([]);
  });
});

test('the diagram of a large selection leaves the rows in view; Escape in its tools ends the selection', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  for (let times = 0; times < 12; times += 1) await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result disco#info' }).last()).toBeVisible();
  await entries(page).last().focus();
  await page.keyboard.press('ControlOrMeta+a');
  const tools = page.getByRole('region', { name: 'Selected rows' });
  await tools.getByRole('button', { name: 'Sequence diagram' }).click();
  await expect(tools.getByRole('region', { name: 'Sequence diagram' })).toBeVisible();
  const list = await page.getByRole('feed', { name: 'Transcript' }).boundingBox();
  expect(list?.height ?? 0).toBeGreaterThan(150);
  await tools.getByRole('button', { name: 'Sequence diagram' }).focus();
  await page.keyboard.press('Escape');
  await expect(tools).toBeHidden();
  await expect(page.locator('article:focus')).toHaveCount(1);
});
