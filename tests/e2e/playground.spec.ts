import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './quiet-page.ts';

// The playground as a reader meets it: the built site, a real browser, a real Prosody in its tab.

async function openPlayground(page: Page): Promise<void> {
  await page.goto('/playground/');
  await expect(page.getByText(/ready in/)).toBeVisible({ timeout: 60_000 });
}

function editor(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Stanza to send' });
}

function entries(page: Page): Locator {
  return page.getByRole('feed', { name: 'Transcript' }).getByRole('article');
}

/** Writes as a reader does, into whichever editor is there. */
async function write(page: Page, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

async function monaco(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Editor' }).getByRole('textbox').focus();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
}

const send = (page: Page): Locator => page.getByRole('button', { name: /^Send(?! it)/ });

test('a first visit comes to a first reply', async ({ page }) => {
  await page.goto('/playground/');
  await expect(send(page)).toBeEnabled();
  // Before the server is up: it goes out as soon as it can.
  await send(page).click();
  const request = entries(page).filter({ hasText: 'iq get disco#info' });
  const reply = entries(page).filter({ hasText: 'iq result disco#info' });
  await expect(reply).toBeVisible({ timeout: 60_000 });
  await expect(reply).toContainText("category='server'");
  await expect(request).toContainText(/answered in [\d.]+ m?s/);
  await expect(page.getByText(/Prosody 13\.0\.1 in this tab, ready in/)).toBeVisible();
});

test('the server starts before the console is there, and only once', async ({ page }) => {
  let workers = 0;
  page.on('worker', () => {
    workers += 1;
  });
  let wereWorkers = 0;
  await page.route(/\/Playground\.[^/]*\.js$/, async (route) => {
    await expect.poll(() => workers).toBeGreaterThan(0);
    wereWorkers = workers;
    await route.continue();
  });
  await openPlayground(page);
  await expect(entries(page).first()).toBeVisible();
  expect([wereWorkers, workers]).toEqual([1, 1]);
});

test('the first view needs no scrolling on a laptop', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openPlayground(page);
  for (const name of ['Accounts', 'Editor', 'Transcript'])
    await expect(page.getByRole('heading', { name })).toBeInViewport();
  for (const name of ['Server log', 'Configuration', 'Shell'])
    await expect(page.getByRole('tab', { name })).toBeInViewport();
  await expect(send(page)).toBeInViewport();
  const overflow = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('pairing is shown on the partner, by pointer and by keyboard', async ({ page }) => {
  await openPlayground(page);
  await send(page).click();
  const request = entries(page).filter({ hasText: 'iq get disco#info' });
  const reply = entries(page).filter({ hasText: 'iq result disco#info' });
  await reply.hover();
  await expect(request).toHaveClass(/partner/);
  await request.focus();
  await expect(reply).toHaveClass(/partner/);
  await page.keyboard.press('p');
  await expect(reply).toBeFocused();
});

test('namespaces lead to their specification, errors are explained', async ({ page }) => {
  await openPlayground(page);
  await write(page, '<message to="nobody@montague.example" id="e1"><body>Hm?</body></message>');
  await send(page).click();
  const error = entries(page).filter({ hasText: 'service-unavailable' });
  await expect(error.getByText('Why')).toBeVisible();
  await expect(error.getByText('Try')).toBeVisible();
  await expect(error.getByRole('link', { name: /RFC 6120/ })).toHaveAttribute('href', /rfc6120/);
  await write(page, '<iq type="get" id="e2" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await send(page).click();
  await expect(entries(page).getByRole('link', { name: 'urn:xmpp:ping' })).toHaveAttribute('title', /XEP-0199/);
});

test('wrong XML is marked in plain words, and the server says what it thinks of it', async ({ page }) => {
  await openPlayground(page);
  await monaco(page);
  await write(page, '<message to="juliet@montague.example">\n  <body>unclosed\n</message>');
  const status = page.locator('#stanza-problem');
  await expect(status).toContainText('Line 2, column 3');
  await expect(status).toContainText('"body" is not closed');
  await expect(page.locator('.squiggly-error')).toBeVisible();
  const before = await entries(page).count();
  await send(page).click();
  expect(await entries(page).count()).toBe(before);
  await page.getByRole('button', { name: 'Send it anyway' }).click();
  await expect(entries(page).filter({ hasText: 'stream error not-well-formed' })).toContainText('Why');
  await expect(
    page.getByRole('alert').filter({ hasText: 'The server ended the stream with not-well-formed' }),
  ).toBeVisible();
  await write(page, '<iq type="get" id="w1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await send(page).click();
  await expect(
    entries(page)
      .filter({ hasText: /iq result/ })
      .last(),
  ).toBeVisible();
});

test('the editor takes over from the textarea with text and caret, and Ctrl+Enter sends several stanzas in order', async ({
  page,
}) => {
  // Monaco comes only when this lets it, so that the caret is set in the textarea however slow or fast the machine is.
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/monaco\.[^/]*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await openPlayground(page);
  const area = page.locator('textarea[aria-label="Stanza to send"]');
  await area.fill('<presence/>\n<presence><show>dnd</show></presence>');
  await area.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(9, 9));
  release();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.insertText(' id="here"');
  await expect(page.locator('.view-lines').first()).toContainText('<presence id="here"/>');
  await page.keyboard.press('ControlOrMeta+Enter');
  const sent = entries(page).and(page.locator('[data-direction="sent"]'));
  await expect(sent.filter({ hasText: 'presence' })).toHaveCount(4);
  await expect(sent.nth(2)).toContainText('id="here"');
  await expect(sent.nth(3)).toContainText('dnd');
  await expect(page.getByLabel('Presence of romeo')).toHaveValue('dnd');
});

test('a configuration is broken, refused with its line, mended and taken', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('tab', { name: 'Configuration' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Configuration' });
  const text = panel.getByRole('textbox');
  await text.focus();
  await expect(panel.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  const change = async (configuration: string): Promise<void> => {
    await panel.getByRole('textbox').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(configuration);
    await panel.getByRole('button', { name: 'Restart with this' }).click();
  };
  await change('VirtualHost "montague.example"\nmodules_enabled = {{ "saslauth"; }');
  await expect(panel.getByText('the former one keeps running')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Go to line 2' })).toBeVisible();
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();

  await change('modules_enabled = { "saslauth" }\nc2s_require_encryption = false\nVirtualHost "montague.example"');
  await expect(panel.getByText(/Restarted in/)).toBeVisible();
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();
  await write(page, '<iq type="get" id="c1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq error' })).toContainText('service-unavailable');

  await panel.getByRole('button', { name: 'Reset' }).click();
  await panel.getByRole('button', { name: 'Restart with this' }).click();
  await expect(panel.getByText(/Restarted in/)).toBeVisible();
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
});

test('two servers federate, and both logs show it', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('switch', { name: 'Two servers' }).click();
  await expect(page.getByText(/montague\.example and capulet\.example: .*ready in/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel('Presence of juliet')).toBeVisible();
  await write(page, '<message to="juliet@capulet.example" type="chat" id="f1"><body>Over the wall</body></message>');
  await send(page).click();
  const received = entries(page).and(page.locator('[data-direction="received"]')).filter({ hasText: 'Over the wall' });
  await expect(received).toContainText('romeo@montague.example');
  await page.getByRole('tab', { name: 'Server log' }).click();
  const log = page.getByRole('log', { name: 'Server log' });
  await page.getByRole('combobox', { name: /^Server/ }).selectOption('capulet.example');
  await page.getByLabel('Search the log').fill('incoming s2s connection');
  await expect(log).toContainText(/s2s connection montague\.example->capulet\.example complete/i);
});

test('the shell answers and the clock moves', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('tab', { name: 'Shell' }).click();
  await page.getByLabel('Command for the admin shell').fill('c2s:show()');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: 'Answers of the admin shell' })).toContainText(
    'juliet@montague.example/balcony',
  );
  await page.getByText('Move the clock').click();
  await page.getByRole('button', { name: '10 min' }).click();
  await expect(page.getByText(/clock 10 min ahead/)).toBeVisible();
});

test('filters, search, raw layout, copy and send again', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPlayground(page);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  await page.getByLabel('Search the transcript').fill('DISCO#info category');
  await expect(entries(page)).toHaveCount(1);
  await page.getByLabel('Search the transcript').fill('');
  await page.locator('summary').filter({ hasText: 'Show' }).click();
  await page.getByRole('checkbox', { name: 'presence' }).uncheck();
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'connection' }).check();
  // The list stays at its end; the connection's beginning is at the other.
  const feed = page.getByRole('feed', { name: 'Transcript' });
  await feed.evaluate((box) => box.scrollTo(0, 0));
  await expect(entries(page).filter({ hasText: 'stream open' }).first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'connection' }).uncheck();
  await page.getByRole('radio', { name: /raw/ }).check();
  await page.keyboard.press('Escape');
  await expect(entries(page).filter({ hasText: 'iq result' }).locator('.line')).toHaveCount(1);
  const request = entries(page).filter({ hasText: 'iq get' });
  await request.hover();
  await request.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<iq type="get" to="montague.example"/);
  await request.getByRole('button', { name: 'Again' }).click();
  await expect(entries(page)).toHaveCount(4);
});

test('the transcript stays at its end while stanzas come, and lets go when the reader scrolls up', async ({ page }) => {
  await openPlayground(page);
  const pings = (count: number): string =>
    Array.from(
      { length: count },
      (_, at) => `<iq type="get" id="p${at}" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>`,
    ).join('\n');
  await write(
    page,
    `${pings(60)}\n<iq type="get" id="end" to="montague.example"><query xmlns="jabber:iq:version"/></iq>`,
  );
  const last = entries(page).filter({ hasText: 'iq result version' });
  for (let round = 0; round < 4; round += 1) {
    await send(page).click();
    await expect(last).toBeInViewport();
    // Each round is answered before the next: the reply in sight is this round's.
    await expect(entries(page).last()).toHaveAttribute('aria-posinset', new RegExp(`^${4 + (round + 1) * 122}$`));
  }
  await page.getByRole('feed', { name: 'Transcript' }).hover();
  await page.mouse.wheel(0, -2000);
  await expect(last).not.toBeInViewport();
  const seen = await entries(page).nth(4).getAttribute('aria-posinset');
  await send(page).click();
  await expect(entries(page).nth(4)).toHaveAttribute('aria-setsize', '614');
  expect(await entries(page).nth(4).getAttribute('aria-posinset')).toBe(seen);
});

test('what was written survives a reload', async ({ page }) => {
  await openPlayground(page);
  await write(page, '<presence><status>still here</status></presence>');
  await page.reload();
  await expect(editor(page)).toHaveValue(/still here/);
});

test('nothing that axe knows of stands in the way, in either theme', async ({ page }) => {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await openPlayground(page);
    await write(page, '<message to="nobody@montague.example" id="a1"><body>Hm?</body></message>\n<a></b>');
    await page.getByRole('button', { name: 'Send it anyway' }).click();
    await expect(entries(page).filter({ hasText: 'not-well-formed' })).toBeVisible();
    for (const tab of ['Server log', 'Configuration', 'Shell']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        // Monaco's own: its invisible input has no landmark of its own to stand in, and it is labelled.
        .exclude('.monaco-editor')
        .exclude('.monaco-aria-container')
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${theme}, ${tab}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([]);
    }
  }
});

test('stanza text never becomes markup', async ({ page }) => {
  await openPlayground(page);
  const body = '&lt;img src=x onerror=alert(1)&gt;&lt;b&gt;bold&lt;/b&gt;';
  await write(page, `<message to="juliet@montague.example"><body>${body}</body></message>`);
  await send(page).click();
  const received = entries(page).and(page.locator('[data-direction="received"]')).filter({ hasText: 'bold' });
  await expect(received).toContainText('&lt;img');
  expect(await received.locator('img, b:not(header b)').count()).toBe(0);
});
