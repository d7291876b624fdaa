/** The live stanza of the start page: a real server, fetched and started only when somebody uses it. */
import type { Locator, Page } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { expect, test } from './quiet-page.ts';

const live = (page: Page): Locator => page.getByRole('region', { name: 'A live stanza' });
const stanza = (page: Page): Locator => live(page).getByRole('textbox', { name: 'Stanza to send' });
const answer = (page: Page): Locator => live(page).getByRole('region', { name: "The server's answer" });
const send = (page: Page): Locator => live(page).getByRole('button', { name: 'Send' });

test('nothing of the server is fetched before somebody sends; then it answers', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => void fetched.push(new URL(request.url()).pathname));
  await page.goto('/');
  await expect(live(page).getByText('The answer appears here.')).toBeVisible();
  await stanza(page).focus();
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((path) => /\.(wasm|bin)$/.test(path))).toEqual([]);
  expect(page.workers()).toHaveLength(0);

  await send(page).click();
  await expect(answer(page)).toContainText('<name>Prosody</name>', { timeout: 60_000 });
  await expect(live(page).locator('.act').getByRole('status')).toContainText(/ready after \d+\.\d s/);
  expect(fetched.some((path) => path.endsWith('.wasm'))).toBe(true);
});

test('by keyboard alone, faster than the code comes: what was selected, typed and sent counts', async ({ page }) => {
  const code = /\/LiveStanza\.[^/]*\.js$/;
  const letCome = await holdBack(page, code);
  await page.goto('/');
  const asked = page.waitForRequest(code);
  await stanza(page).focus();
  await asked;
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('<iq type="get" id="x">\n  <ping</iq>');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ControlOrMeta+Enter');
  letCome();
  await expect(live(page).getByText(/^Not sent\. Line 2: /)).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.insertText(' ');
  await expect(stanza(page)).toHaveValue(' <iq type="get" id="x">\n  <ping</iq>');
});

test('broken XML is not sent and is told, the next stanza is answered', async ({ page }) => {
  await page.goto('/');
  await stanza(page).fill('<iq><ping</iq>');
  await stanza(page).press('ControlOrMeta+Enter');
  await expect(live(page).getByText(/^Not sent\. Line 1: /)).toBeVisible();
  await stanza(page).fill('<message id="lost" to="nobody@montague.example"><body>Anybody?</body></message>');
  await stanza(page).press('ControlOrMeta+Enter');
  await expect(answer(page)).toContainText('<service-unavailable', { timeout: 60_000 });
  // There is no row before it, and no room for how long ago that was.
  const [time, what] = await Promise.all(
    ['time', '.what'].map((part) => answer(page).getByRole('article').locator(part).boundingBox()),
  );
  expect((what?.x ?? 0) - ((time?.x ?? 0) + (time?.width ?? 0))).toBeLessThan(24);
});

test('an error is explained as in the playground, and the playground opens with this stanza; nothing is cut on a phone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await live(page).getByRole('button', { name: 'Ask for nonsense' }).click();
  await send(page).click();
  await expect(answer(page).getByRole('article')).toContainText('service-unavailable', { timeout: 60_000 });
  await expect(answer(page).locator('.note')).toContainText('RFC 6120');
  const cut = await live(page)
    .locator('pre')
    .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
  expect(cut).toBe(0);
  await live(page).getByRole('link', { name: 'Open this stanza in the playground' }).click();
  await expect(page.getByRole('textbox', { name: 'Stanza to send' })).toHaveValue(/urn:example:kitchen/);
});

test('a stanza that ends the stream is not the end: the next one is answered on a new one', async ({ page }) => {
  await page.goto('/');
  await stanza(page).fill('<tea xmlns="urn:example:kitchen"/>');
  await send(page).click();
  await expect(live(page)).toContainText('unsupported-stanza-type', { timeout: 60_000 });
  await live(page).getByRole('button', { name: 'Who are you?' }).click();
  await send(page).click();
  await expect(answer(page)).toContainText('<name>Prosody</name>');
});
