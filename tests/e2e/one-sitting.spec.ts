/** One person's way in one sitting: from the start page through the first lesson and a drill to the check of a server of their own. */
import { asProsodyGuides, domain, jid, password } from '../check/own/native.ts';
import { inside, panel } from './docked.ts';
import { ownProsody } from './own-prosody.ts';
import { expect, test } from './quiet-page.ts';

// As the guides leave it, but for the archive, which somebody forgot.
const server = ownProsody(() => asProsodyGuides.replace('"mam"; ', ''));

test('from the start page through the first lesson and a drill to the check of their own server', async ({
  page,
  complaints,
}, info) => {
  test.slow();
  page.setDefaultTimeout(30_000);
  const look = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const header = page.getByRole('banner');
  await page.setViewportSize({ width: 1440, height: 900 });
  // No name of a test is looked up in DNS.
  await page.route(`https://${domain}/**`, (route) => route.abort());

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

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Check your server' }).click();
  await page.getByLabel('Account’s address').fill(jid);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel(/^WebSocket/).fill(server.url);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The check is complete.')).toBeVisible({ timeout: 60_000 });
  const fault = page.locator('details.finding').filter({ hasText: 'Asked for the archive' });
  await fault.locator('summary').click();
  await look('4-check');
  await fault.getByRole('link', { name: 'The guide’s section about it' }).click();
  await expect(page).toHaveURL(/\/guides\/prosody\/first-message\/#history-and-clients-in-a-browser$/);
  await expect(page.locator('#history-and-clients-in-a-browser')).toBeInViewport();
  await look('5-guide');

  await page.goto('/progress/');
  for (const slug of ['lessons/first-stanzas', 'drills/one-person-is-silent'])
    await expect(page.locator(`sb-progress li[data-slug="${slug}"]`)).toHaveText(/Done on/);
  await look('6-progress');
  // What Chromium itself writes about the other host.
  const ofBrowser =
    /^(console: (Failed to load resource|Access to fetch)|request to another host: https?:\/\/(127\.0\.0\.1:|montague\.example\/))/;
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !ofBrowser.test(complaint)));
});
