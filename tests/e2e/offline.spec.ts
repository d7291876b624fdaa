/** A reader without a network after the first visit: the server is really stopped, silent, or has a newer version of the site. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expectNoFaultIn } from './axe.ts';
import { newerSite, newerTitle, Site } from './offline-sites.ts';
import { editor, entries, ready, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

// Each test has a server of its own.
const firstPort = Number(process.env.STANZABOX_E2E_PORT ?? 4387) + 10;

const offlineTest = test.extend<{ site: Site }>({
  keepsOffline: true,
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this which fixtures it needs.
  site: async ({}, use, { workerIndex }) => {
    const site = new Site(firstPort + workerIndex);
    await site.start();
    await use(site);
    await site.hangUp();
  },
  baseURL: async ({ site }, use) => use(site.address),
});

const help = (page: Page): Locator => page.getByRole('dialog', { name: 'Keys' });

async function openHelp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Help and keys' }).click();
  await expect(help(page)).toBeVisible();
}

/** A first visit, until all of it is kept. */
async function visit(page: Page): Promise<void> {
  await page.goto('/playground/');
  await ready(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await openHelp(page);
  await expect(help(page).getByText('and opens without a network')).toBeVisible();
  await help(page).getByRole('button', { name: 'Close' }).click();
}

async function ping(page: Page, id: string): Promise<void> {
  await write(page, `<iq type="get" id="${id}" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>`);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' }).filter({ hasText: id })).toHaveCount(1);
}

/** What a browser says of addresses that nobody serves, and of the page that stands in for one. */
function forgive(complaints: string[]): void {
  const known =
    /^console: Failed to load resource: (net::ERR_(CONNECTION_REFUSED|FAILED|EMPTY_RESPONSE|ABORTED)|the server responded with a status of 503)/;
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !known.test(one)));
}

const keptIn = (page: Page): Promise<readonly string[]> => page.evaluate(() => caches.keys());

/** The worker ends, as browsers end one that has nothing to do. */
async function putToSleep(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

offlineTest(
  'with the server off, Prosody starts, answers, and all parts of the playground open',
  async ({ page, context, site, complaints }) => {
    test.slow();
    await visit(page);
    await site.stop();
    await putToSleep(context, page);
    await page.reload();
    await ready(page);
    await ping(page, 'away-1');
    await expect(page.locator('.monaco-editor').first()).toBeVisible();

    await page.getByRole('switch', { name: 'Two servers' }).click();
    await expect(page.getByText('montague.example and capulet.example: Prosody')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('tab', { name: 'Configuration' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Configuration' });
    await panel.getByLabel('Version').first().selectOption({ index: 1 });
    await panel
      .getByRole('button', { name: /^Restart/ })
      .first()
      .click();
    await expect(page.getByText(/^montague.example and capulet.example: .* and .* in this tab/)).toBeVisible({
      timeout: 60_000,
    });
    await ping(page, 'away-2');
    forgive(complaints);
  },
);

offlineTest(
  'a page that was visited opens; one that was not says so, and what can be read',
  async ({ page, site, complaints }) => {
    test.slow();
    await visit(page);
    await page.goto('/guides/prosody/install/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const title = await page.title();
    await page.goto('/why/');
    await site.stop();

    await page.goto('/guides/prosody/install/');
    await expect(page).toHaveTitle(title);
    // As it was: styles and scripts are there.
    await expect(page.getByRole('button', { name: 'Search' })).toBeEnabled();
    await page.goto('/why/index.html');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

    const answer = await page.goto('/credits/?<b>');
    expect(answer?.status()).toBe(503);
    await expect(page.getByRole('heading', { name: 'This page is not kept in your browser' })).toBeVisible();
    await expect(page.getByText('/credits/ was not visited before')).toBeVisible();
    await expectNoFaultIn(page, 'html');
    await page.getByRole('link', { name: 'try again' }).click();
    await expect(page.getByRole('heading', { name: 'This page is not kept in your browser' })).toBeVisible();
    await page.getByRole('link', { name: 'How the sandbox works' }).click();
    await expect(page.getByRole('heading', { name: 'Without a network' })).toBeVisible();

    await site.start();
    await page.goto('/credits/');
    await expect(page.getByRole('heading', { name: 'Credits and licences', level: 1 })).toBeVisible();
    forgive(complaints);
  },
);

offlineTest('a lesson that was visited has its console beside it', async ({ page, site, complaints }) => {
  test.slow();
  await visit(page);
  await page.goto('/recipes/nobody-there/');
  await site.stop();
  await page.reload();
  await page.getByRole('button', { name: 'Open the console here' }).click();
  const panel = page.getByRole('region', { name: 'Console of this page' });
  await expect(panel.getByRole('status')).toHaveText(/^The console is ready/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Send step 1 in the console' }).click();
  await expect(page.locator('#step-s2 .sb-outcome .outcome')).toHaveAttribute('data-status', 'passed');
  forgive(complaints);
});

offlineTest(
  'a server that takes connections and never answers keeps nobody waiting for ever',
  async ({ page, site, complaints }) => {
    test.slow();
    await visit(page);
    await page.goto('/why/');
    const title = await page.title();
    await site.startSilent();
    await page.goto('/why/');
    await expect(page).toHaveTitle(title);
    await page.goto('/playground/');
    await ready(page);
    await page.goto('/credits/');
    await expect(page.getByRole('heading', { name: 'This page is not kept in your browser' })).toBeVisible();
    await site.hangUp();
    forgive(complaints);
  },
);

offlineTest('what is missing comes from the network, and is there again', async ({ page, complaints }) => {
  test.slow();
  await visit(page);
  const lost = await page.evaluate(async () => {
    const gone: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        if (!/engine-|Playground\.|image-montague/.test(url)) continue;
        gone.push(url);
        await cache.delete(url);
      }
    }
    return gone;
  });
  expect(lost.length).toBeGreaterThanOrEqual(3);
  await page.reload();
  await ready(page);
  await ping(page, 'again-1');
  const missing = (): Promise<readonly string[]> =>
    page.evaluate(async (lost) => {
      const there = await Promise.all(lost.map((url) => caches.match(url)));
      return lost.filter((_, index) => there[index] === undefined);
    }, lost);
  await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
  // All at once: as when a browser makes room.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await ready(page);
  await ping(page, 'again-2');
  await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
  expect(complaints).toEqual([]);
});

offlineTest('what is damaged is found and fetched again', async ({ page, context, site, complaints }) => {
  test.slow();
  await visit(page);
  const session = await context.newCDPSession(page);
  const damage = (): Promise<number> =>
    page.evaluate(async () => {
      let count = 0;
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) {
          if (!/ServerLog|prosody-[^n]/.test(url)) continue;
          await cache.put(url, new Response(count === 0 ? 'other' : null, { status: count === 0 ? 200 : 500 }));
          count += 1;
        }
      }
      return count;
    });
  expect(await damage()).toBeGreaterThanOrEqual(2);
  await openHelp(page);
  await help(page).getByRole('button', { name: 'Check and repair it' }).click();
  await expect(help(page).getByText('All files are there, as they should be.')).toBeVisible({ timeout: 60_000 });
  await site.stop();
  // The browser's own cache has these files as well, and would do for the repair.
  await session.send('Network.clearBrowserCache');
  await damage();
  await help(page).getByRole('button', { name: 'Check and repair it' }).click();
  await expect(help(page).getByText('A file could not be fetched.')).toBeVisible({ timeout: 60_000 });
  await site.start();
  await help(page).getByRole('button', { name: 'Check and repair it' }).click();
  await expect(help(page).getByText('All files are there, as they should be.')).toBeVisible({ timeout: 60_000 });
  const statuses = await page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys())
      for (const response of await (await caches.open(name)).matchAll()) found.push(response.status);
    return [...new Set(found)];
  });
  expect(statuses).toEqual([200]);
  forgive(complaints);
});

offlineTest(
  'a browser without space says so in the help, and the playground works',
  async ({ page, context, site }) => {
    test.slow();
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(site.address).origin,
      quotaSize: 2_000_000,
    });
    await page.goto('/playground/');
    await ready(page);
    await openHelp(page);
    await expect(help(page).getByText('Nothing is kept now')).toBeVisible({ timeout: 60_000 });
    await help(page).getByRole('button', { name: 'Keep it for offline use' }).click();
    await expect(help(page).getByText('The browser gives this site no more space')).toBeVisible({ timeout: 60_000 });
    await expectNoFaultIn(page, 'dialog[open]');
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.address).origin });
    await help(page).getByRole('button', { name: 'Keep it for offline use' }).click();
    await expect(help(page).getByText('and opens without a network')).toBeVisible({ timeout: 60_000 });
  },
);

offlineTest(
  'a newer version tells itself once, and nothing that was written is lost',
  async ({ page, context, site, complaints }) => {
    test.setTimeout(300_000);
    await visit(page);
    await page.goto('/why/');
    await page.goto('/playground/');
    await ready(page);
    await ping(page, 'kept-1');
    const draft = '<message to="juliet@montague.example"><body>half a thought';
    await write(page, draft);
    const written = page.locator('.editor .view-lines', { hasText: 'thought' });
    await expect(written).toBeVisible();
    await page.getByRole('tab', { name: 'Configuration' }).click();
    const configuration = page.getByRole('textbox', { name: /^Configuration of/ }).first();
    await configuration.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.insertText('-- mine\n');
    const newer = await newerSite();
    try {
      await site.start(newer.folder);
      // Any page of the site has the browser look for a newer worker.
      const other = await context.newPage();
      await other.goto('/why/');
      const news = page.getByText('A newer version of this site is there');
      await expect(news).toHaveCount(1, { timeout: 120_000 });
      await other.close();
      // Nothing has changed: not the draft, nor the transcript, nor the parts that come later.
      await expect(written).toBeVisible();
      await expect(entries(page).filter({ hasText: 'iq result' })).toHaveCount(1);
      await expectNoFaultIn(page, '.notices');
      await openHelp(page);
      await expect(help(page).getByRole('heading', { name: 'What this is', exact: true })).toBeVisible();
      await help(page).getByRole('button', { name: 'Close' }).click();
      await page.screenshot({ path: test.info().outputPath('newer.png') });

      await page.getByRole('button', { name: 'Reload now' }).click();
      await expect(page).toHaveTitle(new RegExp(newerTitle), { timeout: 60_000 });
      await ready(page);
      await editor(page).focus();
      await expect(written).toBeVisible();
      await page.getByRole('tab', { name: 'Configuration' }).click();
      await expect(page.getByText('-- mine').first()).toBeVisible();
      await expect(news).toHaveCount(0);
      // The older version has gone, and the pages that were visited are kept as they are now.
      await expect.poll(async () => (await keptIn(page)).filter((name) => / pages /.test(name)).length).toBe(1);
      await site.stop();
      await page.reload();
      await expect(page).toHaveTitle(new RegExp(newerTitle));
      await ready(page);
      await openHelp(page);
      await expect(help(page).getByRole('heading', { name: 'What this is, newer' })).toBeVisible();
      await page.goto('/why/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('not kept')).toHaveCount(0);
    } finally {
      newer.remove();
    }
    forgive(complaints);
  },
);

offlineTest('all pages can be kept, and all of it can be forgotten', async ({ page, site, complaints }) => {
  test.slow();
  await visit(page);
  await openHelp(page);
  await help(page)
    .getByRole('button', { name: /^Keep all pages too, \d/ })
    .click();
  await expect(help(page).getByText('All pages are kept.')).toBeVisible({ timeout: 120_000 });
  await page.screenshot({ path: test.info().outputPath('help.png') });
  await site.stop();
  await page.goto('/credits/');
  await expect(page.getByRole('heading', { name: 'Credits and licences', level: 1 })).toBeVisible();
  await page.goto('/playground/');
  await ready(page);
  await openHelp(page);
  await help(page).getByRole('button', { name: 'Forget what is kept' }).click();
  await expect(help(page).getByText('Nothing is kept for offline use any longer')).toBeVisible();
  expect(await keptIn(page)).toEqual([]);
  await expect(page.goto('/playground/')).rejects.toThrow(/ERR_CONNECTION_REFUSED|ERR_FAILED/);
  // Chromium shows its own page about it, a moment later.
  await expect(page).toHaveURL('chrome-error://chromewebdata/');

  await site.start();
  await page.goto('/playground/');
  await ready(page);
  await ping(page, 'plain-1');
  await page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => requestIdleCallback(() => done()))));
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await keptIn(page)).toEqual([]);
  forgive(complaints);
});

offlineTest('a browser without service workers says so, and the playground works', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
  });
  await page.goto('/playground/');
  await ready(page);
  await ping(page, 'none-1');
  await openHelp(page);
  await expect(help(page).getByText('This browser keeps nothing for offline use here')).toBeVisible();
});
