/** What a reader sees when the servers in the tab are busy, end, or keep everybody out. */
import type { Locator, Page } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { openPlayground, openWithoutWorkers, ready } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

async function openPanel(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

async function shell(page: Page, line: string): Promise<void> {
  await page.getByLabel('Command for the admin shell').fill(line);
  await page.keyboard.press('Enter');
}

test('a configuration that keeps everybody out is kept, explained, and fixed with one click', async ({ page }) => {
  // The textarea stays: a whole configuration that is put into Monaco is indented by it.
  const letCome = await holdBack(page, /\/monaco\.[^/]*\.js$/);
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  let panel = await openPanel(page, 'Configuration');
  await expect(panel.getByText('running', { exact: true })).toBeVisible();
  const shipped = await panel.getByRole('textbox').inputValue();
  await panel
    .getByRole('textbox')
    .fill(shipped.replace('c2s_require_encryption = false', 'c2s_require_encryption = true'));
  await expect(panel.getByRole('button', { name: 'not applied yet: 1 changed line' })).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('Presence of juliet')).toBeVisible({ timeout: 60_000 });
  panel = await openPanel(page, 'Configuration');
  await panel.getByRole('button', { name: 'not applied yet: 1 changed line' }).click();
  await expect(panel.getByLabel('Changes since the server started')).toContainText('c2s_require_encryption = true');
  await panel.getByRole('button', { name: 'Restart with this configuration' }).click();
  await expect(panel.getByText(/romeo and juliet could not sign in/)).toBeVisible();
  await expect(panel.getByText(/signed in again/)).toHaveCount(0);
  await panel.getByRole('button', { name: 'Set c2s_require_encryption = false and restart' }).click();
  await expect(panel.getByText('Restarted in')).toContainText('1 changed line');
  await expect(panel.getByText('running', { exact: true })).toBeVisible();
  letCome();
});

test('a busy server is told as busy, can be ended, and starts again with what it had stored', async ({ page }) => {
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await openPanel(page, 'Shell');
  await shell(page, 'user:create("tybalt@montague.example", "cats")');
  await expect(page.getByRole('log', { name: 'Answers of the admin shell' })).toContainText('OK: Created');
  // A search that never ends inside one call: no count of Lua's instructions notices it.
  await shell(page, '> ("a"):rep(40):find(("a?"):rep(40)..("a"):rep(40))');
  await expect(page.getByText(/busy with one piece of work for \d+ s/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'End it' }).click();
  await expect(page.getByText('What it had stored is kept')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByLabel('Presence of juliet')).toBeVisible({ timeout: 60_000 });
  await shell(page, 'user:list("montague.example")');
  await expect(page.getByRole('log', { name: 'Answers of the admin shell' })).toContainText('tybalt@montague.example');
});

test('of two servers, which share a thread, both are ended when one is busy, and that is said', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('switch', { name: 'Two servers' }).click();
  await ready(page);
  await openPanel(page, 'Shell');
  await shell(page, '> ("a"):rep(40):find(("a?"):rep(40)..("a"):rep(40))');
  await expect(page.getByText(/One of the two servers has been busy with one piece of work for \d+ s/)).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'End both' }).click();
  await expect(page.getByText('What they had stored is kept')).toBeVisible();
});

test('a panel that could not be loaded says so, and comes at the second try', async ({ page, complaints }) => {
  await page.route(/\/Shell\.[^/]*\.js/, (route) => route.abort());
  await openPlayground(page);
  const panel = await openPanel(page, 'Shell');
  await expect(panel.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute(/\/Shell\.[^/]*\.js/);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByLabel('Command for the admin shell')).toBeVisible();
  complaints.length = 0;
});

test('a browser that refuses workers says so, and nothing else breaks', async ({ page }) => {
  await openWithoutWorkers(page);
  await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible();
});

test('a clock that moves for years shows how far it is, and stops; a cleared log comes back', async ({ page }) => {
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await page.getByText('Move the clock').click();
  await page.getByLabel('minutes').fill('');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByLabel('minutes')).toBeFocused();
  await page.getByLabel('minutes').fill('100000');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(page.getByText(/Moving the clock: .* of 69 d 10 h 40 min/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(/, clock .* ahead/)).toBeVisible();

  const panel = await openPanel(page, 'Server log');
  await panel.getByRole('button', { name: 'Clear' }).click();
  await panel.getByRole('button', { name: /^Bring back/ }).click();
  await panel.getByLabel('Search the log').fill('authenticated as romeo');
  await expect(panel.getByRole('log')).toContainText('Authenticated as romeo@montague.example');
});

test('what follows the log tells it as it comes, until Ctrl+C', async ({ page }) => {
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  const panel = await openPanel(page, 'Shell');
  const answers = page.getByRole('log', { name: 'Answers of the admin shell' });
  await shell(page, 'watch:stanzas("romeo@montague.example")');
  await expect(panel.getByRole('button', { name: 'Stop the command' })).toBeVisible();
  await page.getByLabel('Presence of romeo').selectOption('dnd');
  await expect(answers).toContainText('<show>dnd</show>');
  await page.keyboard.press('Control+c');
  await expect(panel.getByRole('button', { name: 'Run' })).toBeVisible();
  await expect(answers).toContainText('(ended)');
});

test('the DNS table is checked, applied and put back; Prosody’s own check reads it', async ({ page }) => {
  await openPlayground(page);
  const panel = await openPanel(page, 'DNS');
  const table = panel.getByRole('textbox', { name: 'DNS table' });
  await table.fill('xmpp.montague.example A 192.0.2.300');
  await expect(panel.getByText('Line 1: “192.0.2.300” is not an IPv4 address')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await table.fill('xmpp.montague.example A 192.0.2.30');
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(panel.getByText('applied', { exact: true })).toBeVisible();

  const configuration = await openPanel(page, 'Configuration');
  await configuration.getByRole('button', { name: 'Restart with this configuration' }).click();
  await expect(configuration.getByText('found no errors, but has remarks:')).toBeVisible();
  await configuration.getByLabel('Prosody’s own check of the').selectOption('DNS');
  await expect(configuration.getByText(/Host montague\.example does not seem to resolve to this server/)).toBeVisible();

  await openPanel(page, 'DNS');
  await panel.getByRole('button', { name: 'Reset' }).click();
  await expect(table).toHaveValue(/_xmpp-server\._tcp\.montague\.example SRV 0 5 5269/);
});
