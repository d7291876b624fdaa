/** What is pointed at is explained: in the transcript, in the editor, in the log, and below what failed. */
import type { Locator, Page } from '@playwright/test';
import { entries, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const explanation = (page: Page): Locator => page.getByRole('region', { name: 'Explanation' });

async function sendText(page: Page, text: string): Promise<void> {
  await write(page, text);
  await send(page).click();
}

test('a namespace that is nearly right is named below the error', async ({ page }) => {
  await openPlayground(page);
  await sendText(page, '<iq type="get" to="montague.example" id="near-1"><ping xmlns="urn:xmpp:ping "/></iq>');
  const reply = entries(page).filter({ hasText: 'service-unavailable' }).last();
  await expect(reply).toContainText('The namespace ends with a space. The known one is urn:xmpp:ping.');
});

test('what is pointed at in the editor is explained, with the recipes that show it', async ({ page }) => {
  await openPlayground(page);
  await write(page, '<iq type="get" to="montague.example" id="at-1">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await expect(explanation(page)).toContainText('A question or an order with exactly one answer');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowLeft');
  await expect(explanation(page)).toContainText('Asks an address for a sign of life.');
  await expect(explanation(page).getByRole('link', { name: 'XEP-0199' })).toHaveAttribute('href', /xep-0199/);
  await expect(
    explanation(page)
      .getByRole('link')
      .filter({ hasNotText: /^(XEP|RFC)/ })
      .first(),
  ).toHaveAttribute('href', /^\/(recipes|guides)\//);
});

test('what is not known in the editor leaves no explanation of something else', async ({ page }) => {
  await openPlayground(page);
  await write(page, '<show>dnd</show>\n<outlook weather="fair"/>');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await expect(explanation(page)).toContainText('How available the device is');
  await page.keyboard.press('ArrowDown');
  await expect(explanation(page)).toContainText('Point at a part of a stanza');
  await expect(explanation(page)).not.toContainText('How available the device is');
});

test('what is pointed at in the transcript is explained, by the pointer and by keys', async ({ page }) => {
  await openPlayground(page);
  await sendText(page, '<iq type="get" to="montague.example" id="at-2"><query xmlns="urn:xmpp:time"/></iq>');
  const reply = entries(page).filter({ hasText: 'service-unavailable' }).last();
  await reply.getByText('service-unavailable', { exact: true }).first().hover();
  await expect(explanation(page)).toContainText('The receiver does not offer this, or is not there to offer it.');
  await reply.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await expect(explanation(page)).not.toContainText('The receiver does not offer this');
  await expect(explanation(page)).toContainText(/Attribute/);
});

test('a line of the server log is explained, by click and by key', async ({ page }) => {
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await page.getByRole('tab', { name: 'Server log' }).click();
  const log = page.getByRole('log', { name: 'Server log' });
  await log.getByText('Client connected').first().click();
  await expect(explanation(page)).toContainText('A client has opened a connection. Nobody has signed in yet.');
  await page.getByLabel('Search the log').fill('Authenticated as');
  await expect(log.locator('p')).toHaveCount(2);
  await log.focus();
  await page.keyboard.press('Enter');
  await expect(explanation(page)).toContainText('Signing in succeeded for this account.');
  await expect(log.locator('p').last()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(log.locator('p').first()).toBeFocused();
});

test('a stream error names what was sent by hand before it, and what to do instead', async ({ page }) => {
  await openPlayground(page);
  await sendText(
    page,
    '<authenticate xmlns="urn:xmpp:sasl:2" mechanism="PLAIN"><initial-response>AA==</initial-response></authenticate>',
  );
  const error = entries(page).filter({ hasText: 'stream error unsupported-stanza-type' });
  await expect(error).toContainText('romeo is signed in already, and SASL belongs before that.');
  await expect(error).toContainText('This server offers no SASL2');
  await expect(error).toContainText('Signing in belongs before the session');
  await error.getByRole('button', { name: 'sasl authenticate' }).click();
  await expect(entries(page).filter({ hasText: 'sasl authenticate PLAIN' }).first()).toBeFocused();
});
