/** The console beside a page: its steps are written and sent there, and what really arrives is judged on the page. */
import type { Locator, Page } from '@playwright/test';
import { expectNoFaultIn } from './axe.ts';
import { inside, panel } from './docked.ts';
import { expect, test } from './quiet-page.ts';

const recipe = '/recipes/nobody-there/';
const opener = (page: Page): Locator => page.getByRole('button', { name: 'Open the console here' });
const says = (page: Page): Locator => panel(page).getByRole('status');
const outcome = (page: Page, step: number): Locator => page.locator(`#step-s${step} .sb-outcome .outcome`);
const rows = (page: Page): Locator => inside(page).getByRole('feed', { name: 'Transcript' }).getByRole('article');

async function openConsole(page: Page): Promise<void> {
  await opener(page).click();
  await expect(says(page)).toHaveText(/^The console is ready/, { timeout: 60_000 });
}

test('nothing of the console is loaded before somebody wants it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(recipe);
  await expect(opener(page)).toBeVisible();
  const early = (): string[] => asked.filter((path) => /\/playground\/|beside|parts|worker|wasm/.test(path));
  expect(early()).toEqual([]);
  await openConsole(page);
  expect(early()).toContain('/playground/');
});

test('by keyboard: a step is written, sent in the console, and judged; closed and opened again, all is there', async ({
  page,
}) => {
  test.slow();
  await page.goto(recipe);
  await opener(page).focus();
  await page.keyboard.press('Enter');
  await expect(says(page)).toHaveText(/^The console is ready/, { timeout: 60_000 });
  await expect(panel(page)).toBeFocused();
  await page.getByRole('button', { name: 'Write step 1 in the console' }).focus();
  await page.keyboard.press('Enter');
  await expect(says(page)).toHaveText(/^Step 1 is in the console’s editor/);
  const editor = inside(page).getByRole('textbox', { name: 'Stanza to send' });
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(outcome(page, 1)).toHaveAttribute('data-status', 'passed');
  await expect(outcome(page, 2)).toHaveAttribute('data-status', 'passed');
  await expect(says(page)).toHaveText(/1 of \d+ expectations held/);
  await inside(page)
    .getByRole('button', { name: /^Transcript/ })
    .click();
  await expect(rows(page).filter({ hasText: 'service-unavailable' })).toHaveCount(1);
  const before = await rows(page).count();

  await panel(page).getByRole('button', { name: 'Close console' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeHidden();
  await expect(opener(page)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Try it' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeVisible();
  await expect(rows(page)).toHaveCount(before);
  await inside(page).getByRole('button', { name: 'Editor', exact: true }).click();
  await expect(editor).toBeVisible();
  await expect(inside(page).getByText('lost-1').first()).toBeVisible();
});

test('what does not hold is shown with the difference', async ({ page }) => {
  await page.goto('/recipes/what-is-offered/');
  await page.locator('#step-s1').getByRole('button', { name: 'Edit' }).click();
  const field = page.getByRole('textbox', { name: 'Stanza of step 1' });
  await field.fill((await field.inputValue()).replace('http://jabber.org/protocol/disco#info', 'urn:example:kitchen'));
  await openConsole(page);
  await page.getByRole('button', { name: 'Send step 1 in the console' }).click();
  await expect(outcome(page, 1)).toHaveText(/Sent as you changed it/);
  await expect(outcome(page, 2)).toHaveAttribute('data-status', 'failed');
  await expect(outcome(page, 2).locator('.mismatch').first()).toBeVisible();
  await expect(says(page)).toHaveText(/Step 2 did not hold/);
});

test('all is sent one by one, the page is done, and the progress goes to another browser as a file', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await page.goto(recipe);
  await openConsole(page);
  await panel(page).getByRole('button', { name: 'Send all' }).click();
  await expect(says(page)).toHaveText(
    /(\d+) of \1 expectations held\. This page is done\. That is kept in this browser\./,
  );
  await page.goto('/progress/');
  const item = (where: Page): Locator => where.locator('sb-progress li[data-slug="recipes/nobody-there"]');
  await expect(item(page)).toHaveText(/Done on/);
  await expectNoFaultIn(page, 'sb-progress');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();

  const other = await (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage();
  await other.goto('/progress/');
  await expect(item(other)).not.toHaveText(/Done on/);
  const input = other.locator('sb-progress input[type="file"]');
  await input.setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('[1]') });
  await expect(other.locator('sb-progress [role="status"]')).toHaveText(/does not hold progress of this site/);
  await input.setInputFiles(file);
  await expect(item(other)).toHaveText(/Done on/);
  await other.getByRole('button', { name: 'Forget' }).click();
  await expect(item(other)).toHaveText(/Done on/);
  await other.getByRole('button', { name: /^Forget/ }).click();
  await expect(item(other)).not.toHaveText(/Done on/);
  await other.context().close();
});

test('a browser that keeps nothing is told of', async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Refused.', 'SecurityError');
    };
  });
  await page.goto(recipe);
  await openConsole(page);
  await panel(page).getByRole('button', { name: 'Send all' }).click();
  await expect(says(page)).toHaveText(/This page is done\. This browser does not let this site keep anything/);
});

test('messages that are none have no effect, in either direction', async ({ page }) => {
  await page.goto(recipe);
  await openConsole(page);
  await page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Console"]')?.contentWindow;
    for (const data of [null, 'open', { kind: 'erase', id: 1 }, { kind: 'send', id: 2, stanza: { as: 5 } }, [1]])
      frame?.postMessage(data, location.origin);
    // From this window, not from the console.
    window.postMessage(
      { kind: 'received', as: 'romeo@montague.example/orchard', xml: '<iq/>', at: 1 },
      location.origin,
    );
  });
  await page.getByRole('button', { name: 'Send step 1 in the console' }).click();
  await expect(outcome(page, 2)).toHaveAttribute('data-status', 'passed');
});

test('in a small window: the console comes below, and nothing is wider than the window', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto(recipe);
  await openConsole(page);
  const [box, width] = [await panel(page).boundingBox(), page.viewportSize()?.width];
  expect(box?.x).toBe(0);
  expect(box?.width).toBe(width);
  expect(box?.y).toBeGreaterThan(200);
  // Three lines at least.
  const editor = inside(page).getByRole('textbox', { name: 'Stanza to send' });
  await expect.poll(async () => (await editor.boundingBox())?.height ?? 0).toBeGreaterThan(60);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Send step 1 in the console' }).click();
  await expect(outcome(page, 2)).toHaveAttribute('data-status', 'passed');
  await panel(page).getByRole('button', { name: 'Larger' }).click();
  expect((await panel(page).boundingBox())?.height).toBeGreaterThan(600);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no fault in the panel and the page beside it, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.goto(recipe);
    await openConsole(page);
    await page.getByRole('button', { name: 'Send step 1 in the console' }).click();
    await expect(outcome(page, 2)).toHaveAttribute('data-status', 'passed');
    const [text, console] = [await page.locator('main').boundingBox(), await panel(page).boundingBox()];
    expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual((console?.x ?? 0) + 1);
    await expectNoFaultIn(page, 'body');
  });
}
