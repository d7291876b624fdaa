/** A reader whose network goes: what the playground fetched while it had nothing to do is there. */
import type { Page } from '@playwright/test';
import { entries, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

/** The scripts that the page has got so far, without the hash in their names: eight characters, of which one may be a `-`. */
const fetched = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => (entry as PerformanceResourceTiming).responseEnd > 0)
      .map(({ name }) => /\/([\w.]+?)[.-][\w-]{8}\.js$/.exec(name)?.[1] ?? ''),
  );

/** What an offline reader would miss. */
const missing = async (page: Page): Promise<readonly string[]> => {
  const there = await fetched(page);
  return ahead.filter((name) => !there.includes(name));
};

const ahead = ['ServerLog', 'Configuration', 'Dns', 'Shell', 'monaco', 'editor.api', 'xml', 'lua', 'editor.worker'];

test('once the page has had nothing to do, each panel and Monaco open without a network', async ({
  page,
  context,
  complaints,
}) => {
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(new URL(request.url()).pathname));
  // Of Prosody itself a woken server needs nothing; its source comes some seconds later, for a changed configuration.
  const source = page.waitForResponse(/\/prosody[.-][\w-]{8}\.bin$/, { timeout: 60_000 });
  await openPlayground(page);
  await expect.poll(() => missing(page), { timeout: 60_000 }).toEqual([]);
  await (await source).finished();
  await context.setOffline(true);
  expect(await page.evaluate(() => navigator.onLine)).toBe(false);

  await page.getByRole('tab', { name: 'Configuration' }).click();
  await expect(page.getByRole('textbox', { name: /^Configuration of/ }).first()).toBeVisible();
  await page.getByRole('tab', { name: 'DNS' }).click();
  await expect(page.getByLabel('DNS table')).toBeVisible();
  await page.getByRole('tab', { name: 'Shell' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Shell' }).getByRole('textbox')).toBeVisible();
  await page.getByRole('tab', { name: 'Server log' }).click();
  await expect(
    page
      .getByRole('tabpanel', { name: 'Server log' })
      .getByText(/Authenticated as romeo/)
      .first(),
  ).toBeVisible();

  await write(page, '<iq type="get" id="away-1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await expect(page.locator('.monaco-editor.focused')).toBeVisible();
  await write(page, '<iq type="get" id="away-2" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toHaveCount(1);
  // Which pages show a name is asked for as it is now; without a network that is left out.
  expect(failed.filter((path) => path !== '/shown-in.json')).toEqual([]);
  const known = failed.map(() => 'console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED');
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !known.includes(one)));
});

test('a reader who saves data gets nothing ahead', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await openPlayground(page);
  await expect(page.locator('template#when-idle')).toBeAttached();
  // Idle twice over: whatever waits for an idle page has had its turn.
  await page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => requestIdleCallback(() => done()))));
  expect(await missing(page)).toEqual(ahead);
});
