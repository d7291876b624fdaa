/** A server of the reader's own: Debian's Prosody on loopback ports, which the built site in Chromium connects to. */
import type { Locator, Page } from '@playwright/test';
import { ejabberdProblem, startNativeEjabberd } from '../console/own/native-ejabberd.ts';
import { type NativeWebSocket, startNativeWebSocket } from '../console/own/native-web-socket.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { expectNoFault } from './axe.ts';
import { openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const password = 'a password of their own';
const people = ['alice', 'bob', 'carol', 'erin'] as const;
let server: NativeWebSocket;
let problem: string | null = null;

test.beforeAll(async () => {
  problem = await nativeProblem();
  if (problem !== null) return;
  server = await startNativeWebSocket({
    modules: [
      'pep',
      'offline',
      'blocklist',
      'carbons',
      'smacks',
      'ping',
      'vcard4',
      'bookmarks',
      'private',
      'time',
      'version',
      'mam',
      'register',
    ],
    settings: 'consider_websocket_secure = true\nallow_registration = true\nhttp_default_host = "verona.example"',
    hosts: `VirtualHost "verona.example"
Component "rooms.verona.example" "muc"
Component "topics.verona.example" "pubsub"
VirtualHost "mantua.example"
VirtualHost "guests.verona.example"
  authentication = "anonymous"`,
    accounts: [...people.map((name) => `${name}@verona.example`), 'dora@mantua.example'].map((jid) => ({
      jid,
      password,
    })),
  });
});
test.afterAll(() => server?.stop());
test.beforeEach(() => test.skip(problem !== null, `No server of one's own: ${problem}`));

async function dialogOf(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Connect to your own server' }).click();
  return page.getByRole('dialog', { name: 'Connect to your own server' });
}

async function fill(dialog: Locator, jid: string, secret: string, url = server.plain): Promise<void> {
  await dialog.getByLabel('Address', { exact: true }).fill(jid);
  await dialog.getByLabel('Password', { exact: true }).fill(secret);
  await dialog.getByLabel('WebSocket', { exact: true }).fill(url);
}

async function connect(page: Page, jid: string, secret = password): Promise<void> {
  const dialog = await dialogOf(page);
  await fill(dialog, jid, secret);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** What Chromium itself writes about connections that were tried and failed; anything else still fails the test. */
function forgiveFailedConnections(complaints: string[]): void {
  const ofBrowser =
    /^(console: (WebSocket (connection to|is already)|Failed to load resource|Access to fetch)|request to another host: https?:\/\/127\.0\.0\.1:)/;
  complaints.splice(0, complaints.length, ...complaints.filter((complaint) => !ofBrowser.test(complaint)));
}

test('an account signs in, sends, and its address is remembered but not its password', async ({ page }) => {
  await openPlayground(page);
  await connect(page, 'alice@verona.example/own');
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('article').filter({ hasText: 'remote-server-not-found' })).toBeVisible();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).toContain('alice@verona.example/own');
  expect(stored).not.toContain(password);

  await page.reload();
  const dialog = await dialogOf(page);
  await dialog.getByRole('button', { name: 'alice@verona.example/own', exact: true }).click();
  await expect(dialog.getByLabel('WebSocket', { exact: true })).toHaveValue(server.plain);
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue('');
});

test('a wrong password is corrected where it stands, with the focus in its field', async ({ page }) => {
  await openPlayground(page);
  await connect(page, 'alice@verona.example', 'not this one');
  await expect(page.getByText('The password is wrong, or there is no such account').first()).toBeVisible();
  await page.getByRole('button', { name: 'Find out why, and correct alice' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correct alice' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(dialog.getByLabel('Address', { exact: true })).toHaveValue('alice@verona.example');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Disconnect alice' })).toBeVisible();
});

test('a wrong path is found out, and the right one taken with one click', async ({ page, complaints }) => {
  await openPlayground(page);
  const dialog = await dialogOf(page);
  await fill(dialog, 'alice@verona.example', password, server.plain.replace('xmpp-websocket', 'ws/'));
  await dialog.getByRole('button', { name: 'Check the connection' }).click();
  await expect(dialog.getByText('The path is wrong')).toBeVisible();
  await dialog.getByRole('button', { name: `Use ${server.plain}` }).click();
  await expect(dialog.getByText(/answers at .* and offers .*SCRAM-SHA-1/)).toBeVisible();
  forgiveFailedConnections(complaints);
});

test('a certificate that the browser does not trust leads to the tab in which the browser says so', async ({
  page,
  complaints,
}) => {
  await openPlayground(page);
  const dialog = await dialogOf(page);
  await fill(dialog, 'alice@verona.example', password, server.secure);
  await dialog.getByRole('button', { name: 'Check the connection' }).click();
  await expect(dialog.getByText('If the browser warns of a certificate, that is the cause')).toBeVisible();
  const address = server.secure.replace('wss:', 'https:').replace('xmpp-websocket', '');
  await expect(dialog.getByRole('link', { name: `Open ${address} in a tab` })).toHaveAttribute('href', address);
  forgiveFailedConnections(complaints);
});

test('the software fills in the address, and a guest needs no password', async ({ page }) => {
  await openPlayground(page);
  const dialog = await dialogOf(page);
  await dialog.getByLabel('Address', { exact: true }).fill('romeo@example.com');
  // While the address has the focus still: nothing comes under the hands of who goes on to the WebSocket.
  await expect(dialog.getByLabel('WebSocket', { exact: true })).toHaveValue('wss://example.com:7443/ws/');
  await dialog.getByRole('radio', { name: 'ejabberd' }).check();
  await expect(dialog.getByLabel('WebSocket', { exact: true })).toHaveValue('wss://example.com:5443/ws');
  await dialog.getByRole('radio', { name: 'Openfire' }).check();
  await expect(dialog.getByLabel('WebSocket', { exact: true })).toHaveValue('wss://example.com:7443/ws/');

  await dialog.getByRole('checkbox', { name: /Sign in without an account/ }).check();
  await expect(dialog.getByLabel('Password', { exact: true })).toBeHidden();
  await dialog.getByRole('radio', { name: 'Another address' }).check();
  await dialog.getByLabel('Address', { exact: true }).fill('guests.verona.example');
  await dialog.getByLabel('WebSocket', { exact: true }).fill(server.plain);
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Disconnect guests.verona.example' })).toBeVisible();
});

test('a server that refuses the origin of this page is told from one that is not there', async ({
  page,
  complaints,
}) => {
  const lacking = await ejabberdProblem();
  test.skip(lacking !== null, `No ejabberd: ${lacking}`);
  const choosy = await startNativeEjabberd({ settings: 'websocket_origin: [ "https://elsewhere.example" ]' });
  try {
    await openPlayground(page);
    const dialog = await dialogOf(page);
    await fill(dialog, 'romeo@montague.example', password, choosy.plain);
    await dialog.getByRole('button', { name: 'Check the connection' }).click();
    const origin = new URL(page.url()).origin;
    await expect(dialog.getByText(`it opens none for this page, whose origin is ${origin}`)).toBeVisible();
    await expect(dialog.getByText('websocket_origin lists the origins')).toBeVisible();
  } finally {
    await choosy.stop();
  }
  forgiveFailedConnections(complaints);
});

test('its WebSocket is opened by hand, from the first frame to the resource', async ({ page }) => {
  await openPlayground(page);
  await connect(page, 'alice@verona.example/own');
  await expect(page.getByRole('button', { name: 'Disconnect alice', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Add a connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a connection' });
  await dialog.getByRole('radio', { name: 'WebSocket by hand' }).check();
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption('alice');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'alice WebSocket by hand' })).toBeChecked();
  const next = page.getByRole('region', { name: 'What comes next on this stream' });
  await expect(next.locator('pre')).toContainText('<open xmlns="urn:ietf:params:xml:ns:xmpp-framing"');
  for (const title of [
    'Nothing has been said yet',
    'waits for somebody to sign in',
    'sent a challenge',
    'Signed in',
    'no resource yet',
  ]) {
    await expect(next).toContainText(title);
    await expect(next).not.toContainText(password);
    await next.locator('button.primary').click();
  }
  await expect(next).toContainText('The stream is ready: alice@verona.example/');
  // A resource of its own, so that the account's other connection stays.
  await expect(next).not.toContainText('alice@verona.example/own');
  await expect(page.getByRole('button', { name: 'Disconnect alice', exact: true })).toBeVisible();

  await write(page, '<iq type="get" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>');
  await expect(page.getByText('Over WebSocket each frame is a document of its own')).toBeVisible();
  await send(page).click();
  await expect(next).toContainText('The last frame was <iq> without xmlns="jabber:client"');
});

test('all recipes run against it, beside what the other servers answered', async ({ page, complaints }) => {
  test.setTimeout(300_000);
  await openPlayground(page);
  for (const name of people) await connect(page, `${name}@verona.example`);
  await connect(page, 'dora@mantua.example');
  const dialog = page.getByRole('dialog', { name: 'Run the recipes on your server' });
  const desktop = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Add a connection' }).click();
  await page.getByRole('button', { name: 'Run the recipes on your server…' }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await page.setViewportSize(desktop);
  await page.getByRole('button', { name: 'Run the recipes on it' }).click();
  await expect(dialog.getByRole('combobox', { name: 'juliet on a second server' })).toHaveValue('dora');
  await dialog.getByRole('checkbox', { name: /One recipe makes an account/ }).check();
  await dialog.getByRole('button', { name: 'Run all recipes' }).click();
  const choice = dialog.getByRole('combobox', { name: 'romeo' });
  await expect(choice).toHaveAccessibleDescription('While recipes run, these choices stay as they are.');
  const chosen = await choice.inputValue();
  await choice.press('End');
  await expect(choice).toHaveValue(chosen);
  await expect(dialog.getByRole('status')).toHaveText(/\d+ of \d+ recipes passed, 0 were left out\./, {
    timeout: 240_000,
  });
  const row = dialog.getByRole('row').filter({ hasText: 'Write to somebody who does not exist' });
  await expect(row.getByRole('cell')).toHaveText([
    '✓ passed',
    /passed/,
    /passed/,
    /passed|differs|violates/,
    /passed|differs|violates/,
  ]);
  await expectNoFault(page, 'results of the recipes');
  // An account that stayed signed in here would get what is meant for somebody offline. A browser hears of a stream error before the end of the stream.
  for (const title of [
    'Send broken and forbidden XML',
    'Write to somebody who is offline',
    'Read the archive page by page',
    'Make an account and change its password',
  ]) {
    await expect(dialog.getByRole('row').filter({ hasText: title }).getByRole('cell').first()).toHaveText('✓ passed');
  }
  await dialog.getByRole('button', { name: 'Close' }).click();
  for (const name of people) await expect(page.getByRole('button', { name: `Disconnect ${name}` })).toBeVisible();
  forgiveFailedConnections(complaints);
});
