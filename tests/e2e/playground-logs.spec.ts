/** Logs from elsewhere: pasted, chosen and dropped. */
import type { Page } from '@playwright/test';
import { entries, openPlayground, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const ping = '<iq type="get" to="montague.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>';
const gone =
  '<iq type="error" from="montague.example" to="romeo@montague.example/orchard" id="p1"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>';
const gajim = `<!-- Outgoing Mon 16 Nov 2026 01:57:30 PM UTC (romeo@montague.example) -->
${ping}

<!-- Incoming Mon 16 Nov 2026 01:57:31 PM UTC (romeo@montague.example) -->
${gone}
`;

const offer = (page: Page) => page.getByRole('group', { name: 'Stanzas found in this text' });

test('stanzas are taken out of a pasted log, and can be sent', async ({ page }) => {
  await openPlayground(page);
  await write(page, gajim);
  await expect(offer(page)).toContainText('2 stanzas found in this text (log of Gajim)');
  await offer(page).getByRole('button', { name: 'Only the one sent' }).click();
  await expect(offer(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Send(?! it)/ }).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
});
