/** A server of the reader's own, judged in the page: Debian's Prosody on loopback ports, and the built site in Chromium. */
import type { Page } from '@playwright/test';
import { asProsodyGuides, domain, jid, password } from '../check/own/native.ts';
import { freePort } from '../sandbox/native.ts';
import { expectNoFaultIn } from './axe.ts';
import { ownProsody } from './own-prosody.ts';
import { expect, test } from './quiet-page.ts';

// As the guides leave it, with uploads, and without the archive: one fault that a section fixes.
const server = ownProsody(
  (port) => `http_external_url = "http://127.0.0.1:${port}/"
${asProsodyGuides.replace('"mam";', '')}
Component "upload.${domain}" "http_file_share"
    http_host = "${domain}"
`,
);

/** What Chromium itself writes about connections that fail on purpose, and about the server, which is another host; anything else still fails the test. */
function forgive(complaints: string[]): void {
  const ofBrowser =
    /^(console: (WebSocket (connection to|is already)|Failed to load resource|Access to fetch)|request to another host: https?:\/\/(127\.0\.0\.1:|montague\.example\/))/;
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !ofBrowser.test(complaint)));
}

async function openPage(page: Page): Promise<void> {
  // No name of a test is looked up in DNS.
  await page.route(`https://${domain}/**`, (route) => route.abort());
  await page.goto('/check/');
}

async function typeAll(page: Page, secret = password, url = server.url): Promise<void> {
  await page.getByLabel('Account’s address').focus();
  await page.keyboard.type(jid);
  await page.keyboard.press('Tab');
  await page.keyboard.type(secret);
  await page.keyboard.press('Tab');
  await page.keyboard.type(url);
}

test('a server is checked to the end with the keyboard alone; a fault leads to its section; nothing is stored', async ({
  page,
  complaints,
}) => {
  await openPage(page);
  await typeAll(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The check is complete.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: domain, exact: true })).toBeFocused();
  await expect(page.getByText(/^Prosody 13/).first()).toBeVisible();

  const fault = page
    .locator('details.finding')
    .filter({ hasText: 'Asked for the archive, the server answers service-unavailable.' });
  await fault.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(fault.getByRole('link', { name: 'The guide’s section about it' })).toHaveAttribute(
    'href',
    /\/guides\/prosody\/first-message\/#history-and-clients-in-a-browser$/,
  );
  await expect(fault.getByRole('article').first()).toContainText('urn:xmpp:mam:2');
  await expect(fault.getByText('service-unavailable').first()).toBeVisible();
  await expectNoFaultIn(page, 'details.finding[open]');

  const upload = page.locator('details.finding').filter({ hasText: 'A text file was stored, and came back the same.' });
  await expect(upload).toHaveAttribute('data-level', 'good');
  await expect(page.getByText(/^A text file of \d+ bytes at/)).toBeVisible();

  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state]),
  );
  for (const secret of [password, jid, domain]) expect(kept).not.toContain(secret);

  await page.locator('details.report > summary').click();
  const report = page.getByLabel('The report');
  await expect(report).toHaveValue(/^# XMPP server check of host1\.example/);
  await page.getByLabel('What was sent and what came').check();
  await expect(report).toHaveValue(/urn:xmpp:mam:2/);
  // Links to the guides’ sections are this site's own.
  const text = (await report.inputValue()).replaceAll(new URL(page.url()).origin, '');
  for (const secret of [password, 'romeo', 'montague', '127.0.0.1', 'Bearer']) expect(text).not.toContain(secret);
  await page.getByLabel('JSON').check();
  expect(JSON.parse(await report.inputValue())).toMatchObject({ version: 1, server: { software: 'prosody' } });
  await expectNoFaultIn(page, 'main');
  forgive(complaints);
});

test('a wrong password: its field has the focus, and what was typed is still there', async ({ page, complaints }) => {
  await openPage(page);
  await typeAll(page, 'not this one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The password is wrong, or there is no such account');
  await expect(page.getByLabel('Password')).toBeFocused();
  await expect(page.getByLabel('Account’s address')).toHaveValue(jid);
  await expect(page.getByLabel(/^WebSocket/)).toHaveValue(server.url);
  await expectNoFaultIn(page, 'form.check');
  forgive(complaints);
});

test('a wrong path is found out and the right one taken; a closed port is told apart from it', async ({
  page,
  complaints,
}) => {
  await openPage(page);
  await typeAll(page, password, server.url.replace('xmpp-websocket', 'ws'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The path is wrong');
  await page.getByRole('button', { name: `Use ${server.url}` }).click();
  await expect(page.getByLabel(/^WebSocket/)).toHaveValue(server.url);

  await page.getByLabel(/^WebSocket/).fill(`ws://127.0.0.1:${await freePort()}/xmpp-websocket`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('nothing listens on that port');
  forgive(complaints);
});

test('an address without an account is refused before anything is tried', async ({ page }) => {
  await openPage(page);
  await page.getByLabel('Account’s address').fill('montague.example');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('romeo@montague.example');
  await expect(page.getByLabel('Account’s address')).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  test('nothing is wider than the screen, before and after', async ({ page, complaints }) => {
    await openPage(page);
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(await isWide()).toBe(false);
    await typeAll(page);
    await page.keyboard.press('Enter');
    await expect(page.getByText('The check is complete.')).toBeVisible({ timeout: 60_000 });
    await page.locator('details.finding > summary').first().click();
    await expect(page.locator('details.finding[open] article').first()).toBeVisible();
    expect(await isWide()).toBe(false);
    await expectNoFaultIn(page, 'main');
    forgive(complaints);
  });
});
