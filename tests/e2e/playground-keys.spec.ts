/** The playground by keys alone. */
import type { Locator, Page } from '@playwright/test';
import { entries, openPlayground, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

async function openConfiguration(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Configuration' });
  await panel.getByRole('textbox').focus();
  await expect(panel.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  return panel;
}

test('Ctrl+Enter sends from the stanza and restarts from the configuration, whichever editor came last', async ({
  page,
}) => {
  await openPlayground(page);
  await write(page, '<iq type="get" id="before" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  const panel = await openConfiguration(page);
  await write(page, '<iq type="get" id="after" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(entries(page).filter({ hasText: "id='after'" })).toContainText('iq result');
  await expect(panel.getByText(/Restarted in/)).toBeHidden();
  // An older stanza is for the editor of stanzas alone.
  await panel.getByRole('textbox').focus();
  await page.keyboard.press('ControlOrMeta+ArrowUp');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(panel.getByText(/Restarted in/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Editor' }).locator('.view-lines')).toContainText('id="after"');
});

test('a button that works for a while keeps the focus', async ({ page }) => {
  await openPlayground(page);
  const panel = await openConfiguration(page);
  const restart = panel.getByRole('button', { name: /^Restart/ });
  await restart.focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByText(/Restarted in/)).toBeVisible();
  await expect(restart).toBeFocused();
  const servers = page.getByRole('switch', { name: 'Two servers' });
  await servers.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/montague\.example and capulet\.example: .*ready in/)).toBeVisible({ timeout: 60_000 });
  await expect(servers).toBeFocused();
});
