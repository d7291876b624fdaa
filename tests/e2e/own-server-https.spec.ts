/** The site over https, as readers have it: which addresses of a server of their own a browser lets it connect to, and what is said of the others. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { chromium, expect, type Locator, type Page, test } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../src/commands/index.ts';
import { makeCertificate } from '../console/own/certificate.ts';
import { type NativeWebSocket, startNativeWebSocket } from '../console/own/native-web-socket.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { ready } from './playground-page.ts';

/** Not "this computer" for a browser, though the test's browser finds it there. Prosody has a certificate for it. */
const host = 'montague.example';
test.use({
  ignoreHTTPSErrors: true,
  launchOptions: {
    executablePath: chromiumPath,
    args: [...chromiumFlags, `--host-resolver-rules=MAP ${host} 127.0.0.1`],
  },
});

let server: NativeWebSocket;
let site: Server;
let problem: string | null = null;

test.beforeAll(async ({ baseURL }) => {
  problem = await nativeProblem();
  if (problem !== null) return;
  server = await startNativeWebSocket({
    settings: 'consider_websocket_secure = true\nhttp_default_host = "montague.example"',
  });
  site = await withTls(Number(new URL(baseURL ?? '').port));
});
test.afterAll(async () => {
  site?.close();
  await server?.stop();
});
test.beforeEach(() => test.skip(problem !== null, `No server of one's own: ${problem}`));

/** The built site, with TLS in front of it. */
async function withTls(port: number): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-https-'));
  const { key, certificate } = await makeCertificate(folder, '127.0.0.1');
  const options = { key: await readFile(key), cert: await readFile(certificate) };
  await rm(folder, { recursive: true });
  const front = createServer(options, (socket) => {
    const behind = connectTcp(port, '127.0.0.1');
    socket.pipe(behind).pipe(socket);
    socket.on('error', () => behind.destroy());
    behind.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return front;
}

async function dialogFor(page: Page, url: string): Promise<Locator> {
  await page.goto(`https://127.0.0.1:${(site.address() as AddressInfo).port}/playground/`);
  await ready(page);
  expect(await page.evaluate(() => isSecureContext && location.protocol)).toBe('https:');
  await page.getByRole('button', { name: 'Connect to your own server' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect to your own server' });
  await dialog.getByLabel('Address', { exact: true }).fill('romeo@montague.example');
  await dialog.getByLabel('Password', { exact: true }).fill('orchard');
  await dialog.getByLabel('WebSocket', { exact: true }).fill(url);
  return dialog;
}

test('the domain is asked where its WebSocket is, and what it says is used; what is typed meanwhile stays', async () => {
  // A domain is asked on port 443: whatever this browser opens to it goes to the port of the server.
  const rules = `--host-resolver-rules=MAP ${host} 127.0.0.1:${new URL(server.secure).port}`;
  const browser = await chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags, rules] });
  try {
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    const dialog = await dialogFor(page, 'wss://typed.example/');
    const field = dialog.getByLabel('WebSocket', { exact: true });
    // The answer is held back until something is typed.
    let answer = (): void => {};
    const typed = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(`https://${host}/.well-known/*`, async (route) => {
      await typed;
      await route.continue();
    });
    const asked = page.waitForRequest(`https://${host}/.well-known/host-meta.json`);
    const answered = page.waitForResponse(`https://${host}/.well-known/host-meta.json`);
    const ask = dialog.getByRole('radio', { name: 'Ask the domain (XEP-0156)' });
    await ask.check();
    await asked;
    await field.fill('wss://mine.example/ws');
    answer();
    await (await answered).finished();
    await expect(field).toHaveValue('wss://mine.example/ws');

    await ask.check();
    await expect(field).toHaveValue(at(server.secure));
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Disconnect romeo@/ })).toBeVisible();
  } finally {
    await browser.close();
  }
});

const at = (address: string): string => address.replace('127.0.0.1', host);

test('ws:// to another computer is mixed content: said before it is tried, and after; the server with TLS is one click away', async ({
  page,
}) => {
  const dialog = await dialogFor(page, at(server.plain));
  await dialog.getByRole('button', { name: 'Check the connection' }).click();
  await expect(dialog.getByText('from such a page browsers allow only wss://')).toBeVisible();

  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Find out why, and correct' }).click();
  const correct = page.getByRole('dialog', { name: /^Correct / });
  await expect(correct.getByText('from such a page browsers allow only wss://')).toBeVisible();

  await correct.getByLabel('WebSocket', { exact: true }).fill(at(server.secure));
  await correct.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Disconnect romeo@/ })).toBeVisible();
});

test('ws:// to this computer itself is allowed', async ({ page }) => {
  const dialog = await dialogFor(page, server.plain);
  await dialog.getByRole('button', { name: 'Check the connection' }).click();
  await expect(dialog.getByText(/answers at .* and offers .*SCRAM-SHA-1/)).toBeVisible();
});

test('ws:// to a port that speaks TLS leads to wss://', async ({ page }) => {
  const dialog = await dialogFor(page, server.secure.replace('wss:', 'ws:'));
  await dialog.getByRole('button', { name: 'Check the connection' }).click();
  await expect(dialog.getByText('speaks TLS')).toBeVisible();
  await dialog.getByRole('button', { name: `Use ${server.secure}` }).click();
  await expect(dialog.getByText(/answers at .* and offers .*SCRAM-SHA-1/)).toBeVisible();
});
