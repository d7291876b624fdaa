/** A stream by hand on a server that has SASL2, Bind 2 and FAST: Debian's Prosody with the modules of the community. */
import type { Locator, Page } from '@playwright/test';
import { type NativeWebSocket, startNativeWebSocket } from '../console/own/native-web-socket.ts';
import { prosodyModules } from '../sandbox/native-modules.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { expectNoFaultIn } from './axe.ts';
import { openPlayground } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const password = 'a password of their own';
let server: NativeWebSocket;
let problem: string | null = null;

test.beforeAll(async () => {
  problem = await nativeProblem();
  const modules = problem === null ? await prosodyModules() : null;
  if (modules !== null && 'problem' in modules) problem = modules.problem;
  if (modules === null || 'problem' in modules) return;
  server = await startNativeWebSocket({
    modules: ['smacks', 'sasl2', 'sasl2_bind2', 'sasl2_fast', 'ping'],
    settings: `consider_websocket_secure = true
http_default_host = "montague.example"
plugin_paths = { "${modules.folder}" }`,
    accounts: [{ jid: 'alice@montague.example', password }],
  });
});
test.afterAll(() => server?.stop());
test.beforeEach(() => test.skip(problem !== null, `No server with SASL2: ${problem}`));

const next = (page: Page): Locator => page.getByRole('region', { name: 'What comes next on this stream' });

/** A connection by hand for the account, as far as the moment before somebody signs in. */
async function openByHand(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a connection' });
  await dialog.getByRole('radio', { name: 'WebSocket by hand' }).check();
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption('alice');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(next(page)).toContainText('Nothing has been said yet');
  await next(page).locator('button.primary').click();
  await expect(next(page)).toContainText('waits for somebody to sign in');
}

test('SASL2 signs in and binds in one step by hand, with its arithmetic; the next time a token is enough', async ({
  page,
}) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Connect to your own server' }).click();
  const own = page.getByRole('dialog', { name: 'Connect to your own server' });
  await own.getByLabel('Address', { exact: true }).fill('alice@montague.example/own');
  await own.getByLabel('Password', { exact: true }).fill(password);
  await own.getByLabel('WebSocket', { exact: true }).fill(server.plain);
  await own.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(own).toBeHidden();
  await expect(page.getByRole('button', { name: 'Disconnect alice', exact: true })).toBeVisible();

  await openByHand(page);
  await expect(next(page)).toContainText('and within it Bind 2 (XEP-0386) and FAST (XEP-0484)');
  const choices = next(page).getByRole('combobox', { name: 'What to do next' });
  await choices.selectOption({ label: 'Sign in with SASL2, Bind 2, SCRAM-SHA-1' });
  await expect(next(page).locator('pre')).toContainText('urn:xmpp:sasl:2');
  await expectNoFaultIn(page, '.by-hand');
  await next(page).locator('button.primary').click();
  await expect(next(page)).toContainText('sent a challenge');
  await expect(next(page).getByText('SaltedPassword', { exact: false }).first()).toBeVisible();
  await next(page).locator('button.primary').click();
  await expect(next(page)).toContainText('The stream is ready: alice@montague.example/');
  await expect(next(page)).not.toContainText(password);

  // The wire is cut: what signs in now is the token that came.
  await page.getByRole('button', { name: 'More about alice WebSocket by hand' }).click();
  await page
    .getByRole('dialog', { name: 'alice WebSocket by hand' })
    .getByRole('button', { name: 'Disconnect' })
    .click();
  await next(page).getByRole('button', { name: 'Connect', exact: true }).click();
  await next(page).locator('button.primary').click();
  await expect(next(page)).toContainText('waits for somebody to sign in');
  await expect(choices.getByRole('option').first()).toHaveText('Sign in with the token (HT-SHA-256-NONE)');
  await next(page).locator('button.primary').click();
  await expect(next(page)).toContainText('The stream is ready: alice@montague.example/');
});
