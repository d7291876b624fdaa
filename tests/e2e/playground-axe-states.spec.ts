/** What axe finds in the console when something is going on, or has gone wrong; playground-axe.spec.ts has its usual states. */
import { expectNoFault } from './axe.ts';
import { editor, entries, openPlayground, openWithoutWorkers, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

test('no fault in what helps to write, and in dialogs', async ({ page }) => {
  await openPlayground(page);
  await write(page, '<iq type="gte" to="montague.example"><ping xmlns="urn:xmpp:pin"/></iq>');
  await expect(page.getByText(/gte/).filter({ visible: true }).last()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send it anyway' }).or(send(page)).first()).toBeVisible();
  await expectNoFault(page, 'findings');
  for (const name of ['Templates', 'History', 'Share', 'Add a connection', 'Connect to your own server']) {
    await page.getByRole('button', { name, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: new RegExp(name) });
    await expect(dialog).toBeVisible();
    await expectNoFault(page, name);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});

test('no fault with a selection, DNS, a configuration that was checked, and two that were compared', async ({
  page,
}) => {
  test.slow();
  await openPlayground(page);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result disco#info' })).toBeVisible();
  await entries(page).first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('button', { name: 'Report' })).toBeVisible();
  await expectNoFault(page, 'a selection');
  await page.getByRole('tab', { name: 'DNS' }).click();
  await expect(page.getByRole('textbox', { name: 'DNS table' })).toBeVisible();
  await expectNoFault(page, 'DNS');
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Configuration' });
  await expect(panel.getByText('running', { exact: true })).toBeVisible();
  await panel.getByRole('textbox').focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText('\nmax_awesomeness = 11\n');
  await panel.getByRole('button', { name: /^Send the last stanza to both/ }).click();
  await expect(panel.getByText(/What came back differs|The same came back from both/)).toBeVisible({ timeout: 60_000 });
  await expectNoFault(page, 'two configurations compared');
  await panel.getByRole('button', { name: 'Restart with this configuration' }).click();
  await expect(panel.getByText(/max_awesomeness .*has no effect/)).toBeVisible();
  await expect(panel.getByText('Prosody’s own check')).toBeVisible();
  await expectNoFault(page, 'a configuration that was checked');
});

test('no fault with a busy server, and one that has been shut down', async ({ page }) => {
  test.slow();
  await openPlayground(page);
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await page.getByRole('tab', { name: 'Shell' }).click();
  const line = page.getByLabel('Command for the admin shell');
  await line.fill('> ("a"):rep(40):find(("a?"):rep(40)..("a"):rep(40))');
  await line.press('Enter');
  await expect(page.getByText(/busy with one piece of work for \d+ s/)).toBeVisible({ timeout: 30_000 });
  await expectNoFault(page, 'a busy server');
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByLabel('Presence of juliet')).toBeVisible({ timeout: 60_000 });
  await line.fill('server:shutdown()');
  await line.press('Enter');
  await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible();
  await expect(page.getByText(/ended: it was shut down/).first()).toBeVisible();
  await expectNoFault(page, 'a server that was shut down');
});

test('no fault when the server could not be started', async ({ page }) => {
  await openWithoutWorkers(page);
  await expect(editor(page)).toBeVisible();
  await expectNoFault(page, 'no server');
});
