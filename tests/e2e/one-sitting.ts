/** One person's way in one sitting, in the parts that do not depend on whose server is checked at its end. */
import type { Locator, Page, TestInfo } from '@playwright/test';
import { inside, panel } from './docked.ts';
import { expect } from './quiet-page.ts';

export interface OwnAccount {
  readonly jid: string;
  readonly password: string;
  readonly url: string;
}

/** Takes a picture of each stop of the way. */
export type Look = (name: string) => Promise<unknown>;

export const lookBy =
  (page: Page, info: TestInfo): Look =>
  (name) =>
    page.screenshot({ path: info.outputPath(`${name}.png`) });

/** A wide screen, patience for a busy computer, and no name of a test looked up in DNS. */
export async function sitDown(page: Page, domain: string): Promise<void> {
  page.setDefaultTimeout(30_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.route(`https://${domain}/**`, (route) => route.abort());
}

/** From the start page through the first lesson and a drill. */
export async function learn(page: Page, look: Look): Promise<void> {
  const header = page.getByRole('banner');
  await page.goto('/');
  await look('1-start');
  await page.getByRole('link', { name: 'First lesson, ten minutes' }).click();
  await expect(page.getByRole('link', { name: 'Lesson 1 of 10' })).toBeVisible();

  await page.getByRole('button', { name: 'Open the console here' }).click();
  const says = panel(page).getByRole('status');
  await expect(says).toHaveText(/^The console is ready/, { timeout: 60_000 });
  // Goal after goal, each by the way that the page folds below it.
  for (const summary of await page.locator('.sb-solution > summary').all()) await summary.click();
  for (const send of await page.getByRole('button', { name: /^Send step \d+ in the console$/ }).all()) {
    await expect(send).toHaveAttribute('aria-disabled', 'false');
    await send.click();
  }
  await expect(says).toHaveText(/(\d+) of \1 goals reached\./, { timeout: 60_000 });
  for (const goal of await page.locator('.sb-goal-state').all()) await expect(goal).toHaveText('✓ Goal reached');
  await look('2-lesson');

  await header.getByRole('link', { name: 'Lessons' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'All drills' }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /^One person.s messages never arrive/ })
    .click();
  await page.getByRole('button', { name: 'Open the console' }).click();
  const told = page.locator('sb-drill [role="status"]');
  await expect(told).toHaveText(/^The fault is there/, { timeout: 60_000 });
  await inside(page)
    .getByRole('button', { name: /^Editor/ })
    .click();
  const senders = inside(page).getByRole('group', { name: 'Accounts: the one that is chosen sends' });
  await senders.getByRole('radio', { name: 'juliet', exact: true }).check();
  const editor = inside(page).getByRole('textbox', { name: 'Stanza to send' });
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(
    '<iq type="set" id="free"><unblock xmlns="urn:xmpp:blocking"><item jid="romeo@montague.example"/></unblock></iq>',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await inside(page)
    .getByRole('button', { name: /^Transcript/ })
    .click();
  await expect(inside(page).getByRole('article', { name: /received, server to juliet, iq result/ })).toHaveCount(1);
  await panel(page).getByRole('button', { name: 'Check' }).click();
  await expect(told).toHaveText(/^Solved/, { timeout: 60_000 });
  await look('3-drill');
  await panel(page).getByRole('button', { name: 'Close console' }).click();
}

/** The check of a server, by the page's form, to its end. */
export async function checkOwn(page: Page, { jid, password, url }: OwnAccount): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Check your server' }).click();
  await page.getByLabel('Account’s address').fill(jid);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel(/^WebSocket/).fill(url);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The check is complete.')).toBeVisible({ timeout: 60_000 });
}

/** What was found about something, by words that stand in it, opened. */
export async function openFinding(page: Page, words: string): Promise<Locator> {
  const finding = page.locator('details.finding').filter({ hasText: words });
  await finding.locator('summary').click();
  return finding;
}

/** The link of a finding leads to the section that fixes it. */
export async function followFix(page: Page, finding: Locator, section: string): Promise<void> {
  await finding.getByRole('link', { name: 'The guide’s section about it' }).click();
  await expect(page).toHaveURL(new RegExp(`/guides/prosody/first-message/#${section}$`));
  await expect(page.locator(`#${section}`)).toBeInViewport();
}

/** What was done is noted in this browser. */
export async function seeProgress(page: Page, look: Look): Promise<void> {
  await page.goto('/progress/');
  for (const slug of ['lessons/first-stanzas', 'drills/one-person-is-silent'])
    await expect(page.locator(`sb-progress li[data-slug="${slug}"]`)).toHaveText(/Done on/);
  await look('6-progress');
}

/** Takes out what Chromium itself writes about the other host. */
export function forgiveBrowser(complaints: string[], domain: string): void {
  const name = domain.replaceAll('.', '\\.');
  const ofBrowser = new RegExp(
    `^(console: (Failed to load resource|Access to fetch)|request to another host: https?://(127\\.0\\.0\\.1:|${name}/))`,
  );
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !ofBrowser.test(complaint)));
}
