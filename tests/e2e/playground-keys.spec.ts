/** The playground by keys alone. */
import type { Locator, Page } from '@playwright/test';
import { holdBack } from './hold-back.ts';
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

/** Opens a panel of the server with the arrow keys. */
async function openPanelByKeys(page: Page, name: string): Promise<Locator> {
  const tabs = page.getByRole('tab');
  await tabs.first().focus();
  const names = await tabs.allInnerTexts();
  for (let steps = names.findIndex((each) => each.trim() === name); steps > 0; steps -= 1)
    await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name })).toBeFocused();
  await page.keyboard.press('Enter');
  return page.getByRole('tabpanel', { name });
}

test('by keys alone, TLS is pretended for a configuration that requires encryption, and what that means is read', async ({
  page,
}) => {
  const letCome = await holdBack(page, /\/monaco\.[^/]*\.js$/);
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  const panel = await openPanelByKeys(page, 'Configuration');
  const text = panel.getByRole('textbox');
  const shipped = await text.inputValue();
  await text.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(shipped.replace('c2s_require_encryption = false', 'c2s_require_encryption = true'));
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(panel.getByText(/romeo and juliet could not sign in/)).toBeVisible();

  await panel.getByText('What these do').focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByText('STARTTLS is offered and succeeds, and nothing is encrypted.')).toBeVisible();
  const pretend = panel.getByRole('checkbox', { name: 'Pretend TLS (not real)' });
  await pretend.focus();
  await page.keyboard.press('Space');
  await expect(pretend).toBeChecked();
  await expect(pretend).toBeFocused();
  // The shipped configuration does not offer TLS at all.
  await expect(panel.getByText(/"tls" is not in modules_enabled, so STARTTLS is not offered/)).toBeVisible();
  const fix = panel.getByRole('button', { name: 'Make it run in this tab' });
  // The servers are starting again.
  await expect(fix).toHaveAttribute('aria-disabled', 'false');
  await fix.press('Enter');
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  letCome();
});

test('by keys alone, a record is taken out of the DNS table, which parts the servers, and put back', async ({
  page,
}) => {
  await openPlayground(page);
  await page.getByRole('switch', { name: 'Two servers' }).press('Enter');
  await expect(page.getByText(/montague\.example and capulet\.example: .*ready in/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  const panel = await openPanelByKeys(page, 'DNS');
  const table = panel.getByRole('textbox', { name: 'DNS table' });
  await expect(table).toHaveValue(/capulet/);
  const records = (await table.inputValue()).split('\n').filter((line) => !line.includes('capulet'));
  await table.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(records.join('\n'));
  await panel.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(panel.getByText('applied', { exact: true })).toBeVisible();
  await write(page, '<message to="juliet@capulet.example" id="parted"><body>Where are you?</body></message>');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(entries(page).filter({ hasText: 'remote-server-not-found' })).toBeVisible();

  await panel.getByRole('button', { name: 'Reset' }).press('Enter');
  await expect(table).toHaveValue(/capulet/);
  await write(page, '<message to="juliet@capulet.example" id="found"><body>There you are.</body></message>');
  await page.keyboard.press('ControlOrMeta+Enter');
  const received = entries(page).and(page.locator('[data-direction="received"]'));
  await expect(received.filter({ hasText: 'There you are.' })).toBeVisible();
});
