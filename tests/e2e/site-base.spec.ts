/** The same site, built for a path on a host (as GitHub Pages serves it) and used there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, type Serving, serve } from '../../src/commands/index.ts';
import { expect, test } from './quiet-page.ts';

const base = '/some/where/';
const port = Number(process.env.STANZABOX_E2E_PORT ?? 4387) + 1;
const address = `http://127.0.0.1:${port}${base}`;
let folder: string;
let serving: Serving;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  // One build on a busy machine.
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'stanzabox-base-'));
  const build = spawnSync('astro', ['build', '--outDir', folder], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      STANZABOX_BASE: base,
      STANZABOX_SITE: 'https://docs.example.org',
      STANZABOX_REPOSITORY: 'https://git.example.org/us/stanzabox',
      ASTRO_TELEMETRY_DISABLED: '1',
    },
  });
  expect(build.status, `${build.stdout}${build.stderr}`.slice(-4_000)).toBe(0);
  serving = await serve({ folder, host: '127.0.0.1', port, tries: 1, base });
});

test.afterAll(async () => {
  await serving?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test.use({ baseURL: address });

test('links lead from page to page', async ({ page }) => {
  await page.goto('');
  await page.getByRole('link', { name: 'Open the playground' }).click();
  await expect(page).toHaveURL(`${address}playground/`);
  await page.goto('why/');
  await page.getByRole('main').getByRole('link', { name: 'playground', exact: true }).first().click();
  await expect(page).toHaveURL(`${address}playground/`);
});

test('the server starts', async ({ page }) => {
  await page.goto('');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: "The server's answer" })).toContainText('<version>13.0.1</version>');
});

test('commands fetch from where the site will live, and what they fetch is there', async ({ page }) => {
  for (const path of ['guides/any/check-from-a-terminal/', 'guides/prosody/bug-or-me/']) {
    await page.goto(path);
    const command = page.locator('pre', { hasText: 'curl --fail' });
    await expect(command).toContainText(' https://docs.example.org/some/where/check.mjs');
    await expect(page.getByRole('main')).not.toContainText('stanzabox.example');
  }
  const href = await page.getByRole('link', { name: 'check.mjs', exact: true }).getAttribute('href');
  const file = await (await page.request.get(new URL(href ?? '', address).href)).text();
  expect(file).toMatch(/^#!.*\n.*node check\.mjs example\.com\n.*https:\/\/docs\.example\.org\/some\/where\/guides\//);
});

test('search finds pages', async ({ page }) => {
  await page.goto('');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await search.getByRole('textbox').fill('licence');
  await search.getByRole('link', { name: 'Credits and licences' }).first().click();
  await expect(page).toHaveURL(new RegExp(`^${address}credits/`));
});

test.describe('kept for offline use', () => {
  test.use({ keepsOffline: true });

  test('the playground opens without a server, and what is beside the site is left alone', async ({
    page,
    complaints,
  }) => {
    await page.goto('playground/');
    await expect(page.getByText(/ready in/)).toBeVisible({ timeout: 60_000 });
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(scope).toBe(address);
    await serving.close();
    await page.reload();
    await expect(page.getByText(/ready in/)).toBeVisible({ timeout: 60_000 });
    await expect(page.goto(new URL('/some/', address).href)).rejects.toThrow('ERR_CONNECTION_REFUSED');
    serving = await serve({ folder, host: '127.0.0.1', port, tries: 1, base });
    // Data that is not kept was asked for while nobody served it.
    const known = 'console: Failed to load resource: net::ERR_';
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.startsWith(known)));
  });
});

test('addresses for others name the host and the path; edit links name the repository', async ({ page, request }) => {
  const list = await request.get('llms.txt');
  expect(await list.text()).toContain('https://docs.example.org/some/where/lessons/first-stanzas/');
  await page.goto('why/');
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', 'https://docs.example.org/some/where/why/');
  await expect(page.getByRole('link', { name: 'Edit this page' })).toHaveAttribute(
    'href',
    'https://git.example.org/us/stanzabox/edit/main/content/why.mdx',
  );
});
