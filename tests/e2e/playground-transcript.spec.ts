/** What is seen of the stanzas that go over the wire. */
import { entries, openPlayground, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

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

test('a row that the list moves under the pointer takes nothing from the one that has the focus', async ({ page }) => {
  await openPlayground(page);
  for (let sent = 1; sent <= 4; sent += 1) {
    await send(page).click();
    await expect(entries(page).last()).toHaveAttribute('aria-label', /iq result/);
    await expect(entries(page).last()).toHaveAttribute('aria-posinset', `${4 + 2 * sent}`);
  }
  const reply = entries(page).filter({ hasText: 'iq result disco#info' }).last();
  await reply.hover();
  await entries(page).filter({ hasText: 'iq get disco#info' }).last().focus();
  await expect(reply).toHaveClass(/partner/);
  const under = () => page.locator('article.row:hover').getAttribute('data-entry');
  const before = await under();
  const feed = page.getByRole('feed', { name: 'Transcript' });
  await feed.evaluate((box) => box.scrollBy(0, -120));
  await expect.poll(under).not.toBe(before);
  await expect(reply).toHaveClass(/partner/);
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

test('stanza text never becomes markup', async ({ page }) => {
  await openPlayground(page);
  const body = '&lt;img src=x onerror=alert(1)&gt;&lt;b&gt;bold&lt;/b&gt;';
  await write(page, `<message to="juliet@montague.example"><body>${body}</body></message>`);
  await send(page).click();
  const received = entries(page).and(page.locator('[data-direction="received"]')).filter({ hasText: 'bold' });
  await expect(received).toContainText('&lt;img');
  expect(await received.locator('img, b:not(header b)').count()).toBe(0);
});

test('"/" on an entry goes to the search of the transcript, elsewhere to the search of the site', async ({ page }) => {
  await openPlayground(page);
  await send(page).click();
  const reply = entries(page).filter({ hasText: 'iq result disco#info' });
  await reply.focus();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search the transcript')).toBeFocused();
  await expect(page.getByRole('dialog', { name: 'Search', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Help and keys' }).focus();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: 'Search', exact: true })).toBeVisible();
});
