/** What is seen of the stanzas that go over the wire. */
import type { Locator, Page } from '@playwright/test';
import { editor, entries, openPlayground, openSettled, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';
import { wrappedLines } from './wrapped-lines.ts';

const feed = (page: Page): Locator => page.getByRole('feed', { name: 'Transcript' });
const ofDirection = (page: Page, direction: 'sent' | 'received'): Locator =>
  entries(page).and(page.locator(`[data-direction="${direction}"]`));

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
  const before = await openSettled(page);
  for (let sent = 1; sent <= 4; sent += 1) {
    await send(page).click();
    await expect(entries(page).last()).toHaveAttribute('aria-label', /iq result/);
    await expect(entries(page).last()).toHaveAttribute('aria-posinset', `${before + 2 * sent}`);
  }
  const reply = entries(page).filter({ hasText: 'iq result disco#info' }).last();
  await reply.locator('header').hover();
  await entries(page).filter({ hasText: 'iq get disco#info' }).last().focus();
  await expect(reply).toHaveClass(/partner/);
  const under = () => page.locator('article.row:hover').getAttribute('data-entry');
  const wasUnder = await under();
  await feed(page).evaluate((box) => box.scrollBy(0, -120));
  await expect.poll(under).not.toBe(wasUnder);
  await expect(reply).toHaveClass(/partner/);
});

test('namespaces lead to their specification, errors are explained', async ({ page }) => {
  await openPlayground(page);
  await send(page).click();
  const link = entries(page).getByRole('link', { name: 'http://jabber.org/protocol/disco#info' }).first();
  await expect(link).toHaveAttribute('title', /XEP-0030/);
  await write(page, '<message to="nobody@montague.example" id="e1"><body>Hm?</body></message>');
  await send(page).click();
  const error = entries(page).filter({ hasText: 'service-unavailable' });
  await expect(error.getByText('Why')).toBeVisible();
  await expect(error.getByText('Try')).toBeVisible();
  await expect(error.getByRole('link', { name: /RFC 6120/ })).toHaveAttribute('href', /rfc6120/);
});

test('a reply opens with its beginning in sight below its request, whatever comes after it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 640 });
  await openSettled(page);
  await send(page).click();
  const request = entries(page).filter({ hasText: 'iq get disco#info' });
  const reply = entries(page).filter({ hasText: 'iq result disco#info' });
  await expect(reply).toContainText("category='server'");
  await reply.getByRole('button', { name: /Show all \d+ lines/ }).click();
  await expect(reply).toContainText('urn:xmpp:carbons:2');
  // What others do comes below the end of the view.
  await page.getByRole('button', { name: 'Connect mercutio' }).click();
  await expect(page.getByRole('button', { name: /\d+ new/ })).toBeVisible();
  await expect(reply.locator('header')).toBeInViewport({ ratio: 1 });
  await expect(request.locator('header')).toBeInViewport({ ratio: 1 });
  await page.getByRole('button', { name: /\d+ new/ }).click();
  await expect(entries(page).last()).toBeInViewport();
  await expect(entries(page).last()).toContainText('mercutio');
});

test('filters are chips, what they hide is counted and comes back; copy, raw layout and send again', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const before = await openSettled(page);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  const chip = (name: string): Locator =>
    page.getByRole('group', { name: 'Filters' }).getByRole('button', { name, exact: true });
  await chip('↓ received').click();
  await expect(entries(page).filter({ hasText: 'iq get' })).toHaveCount(0);
  await expect(entries(page).filter({ hasText: 'iq result' })).toHaveCount(1);
  await chip('iq').click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toHaveCount(0);
  // What is hidden is not new below.
  await expect(page.getByRole('button', { name: /\d+ new/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('hidden by the filters')).toBeHidden();
  await feed(page).evaluate((box) => box.scrollTo(0, 0));
  await expect(entries(page).filter({ hasText: 'stream open' }).first()).toBeVisible();
  await chip('connection').click();
  const fold = page.locator('article[data-fold]').first();
  const folded = Number(/(\d+) presence/.exec((await fold.textContent()) ?? '')?.[1]);
  await fold.getByRole('button').click();
  await expect(entries(page)).toHaveCount(before + 2 + folded);
  await fold.getByRole('button').click();
  await expect(entries(page)).toHaveCount(before + 2);
  await page.locator('summary').filter({ hasText: 'Show' }).click();
  await page.getByRole('radio', { name: /raw/ }).check();
  await page.keyboard.press('Escape');
  await expect(entries(page).filter({ hasText: 'iq result' }).locator('.line')).toHaveCount(1);
  const request = entries(page).filter({ hasText: 'iq get' });
  await request.hover();
  await request.getByRole('button', { name: 'Copy' }).click();
  await expect(request.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<iq type="get" to="montague.example"/);
  await request.getByRole('button', { name: 'Again' }).click();
  await expect(entries(page)).toHaveCount(before + 4);
  await write(page, '<presence/>');
  await request.first().hover();
  await request.first().getByRole('button', { name: 'Edit' }).click();
  await expect(page.getByRole('region', { name: 'Editor' }).locator('.view-lines')).toContainText('what-1');
});

test('the search finds what rows say, marks it, and goes from one to the next', async ({ page }) => {
  const before = await openSettled(page);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' })).toBeVisible();
  const search = page.getByLabel('Search the transcript');
  await search.fill('montague.example "iq result"');
  await expect(page.getByText('1 found')).toBeVisible();
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('sb-found')?.size ?? 0)).toBeGreaterThan(0);
  await write(page, '<message to="nobody@montague.example"><body>Hm?</body></message>');
  await send(page).click();
  // An error opens itself, and what is said below it is found and marked.
  const refused = entries(page).filter({ hasText: 'message error service-unavailable' });
  await expect(refused.getByText('Why')).toBeVisible();
  await search.fill('"cancel: do not send it again"');
  await expect(page.getByText('1 found')).toBeVisible();
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('sb-found')?.size ?? 0)).toBeGreaterThan(0);
  await refused.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByText('none', { exact: true })).toBeVisible();
  await search.fill('id:what-1');
  await search.press('Enter');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await expect(entries(page).filter({ hasText: 'iq get' })).toHaveClass(/found/);
  await search.press('Enter');
  await expect(entries(page).filter({ hasText: 'iq result' })).toHaveClass(/found/);
  await expect(entries(page)).toHaveCount(before + 4);
  await page.getByRole('button', { name: 'only these' }).click();
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(entries(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo clear' }).click();
  await expect(entries(page)).toHaveCount(2);
});

test('what the search finds is seen: its row opens where its line does not show it, and closes when the search goes on', async ({
  page,
}) => {
  await openSettled(page);
  const items = Array.from({ length: 400 }, (_, at) => `<item jid="room-${at}@x" node="a-long-name-of-a-node-${at}"/>`);
  await write(
    page,
    `<message to="juliet@montague.example" id="long-1"><q xmlns="urn:q">${items.join('')}</q></message>`,
  );
  await send(page).click();
  const sent = entries(page).filter({ hasText: 'long-1' }).first();
  await expect(sent).toBeVisible();
  const search = page.getByLabel('Search the transcript');
  await search.fill('room-333@');
  await expect(page.getByText('2 found')).toBeVisible();
  await search.press('Enter');
  await expect(sent).toHaveClass(/found/);
  const match = sent.locator('.stanza .line', { hasText: 'room-333@' });
  await expect(match).toBeInViewport();
  await search.press('Enter');
  const received = entries(page).filter({ hasText: 'long-1' }).last();
  await expect(received.locator('.stanza .line', { hasText: 'room-333@' })).toBeInViewport();
  await expect(sent.locator('.stanza')).toHaveCount(0);
  // What the line itself shows needs no open row.
  await search.fill('long-1');
  await search.press('Enter');
  await expect(page.getByText('1 of 2')).toBeVisible();
  await expect(sent.locator('.stanza')).toHaveCount(0);
});

test('rows are selected by mouse and by keys, copied in order and drawn', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSettled(page);
  await send(page).click();
  const reply = entries(page).filter({ hasText: 'iq result' });
  await expect(reply).toBeVisible();
  await entries(page)
    .filter({ hasText: 'iq get' })
    .locator('time')
    .click({ modifiers: ['ControlOrMeta'] });
  await reply.locator('time').click({ modifiers: ['Shift'] });
  const tools = page.getByRole('region', { name: 'Selected rows' });
  await expect(tools).toContainText('2 selected');
  await tools.getByRole('button', { name: 'Copy XML' }).click();
  await expect(tools.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^<iq type="get"[\s\S]*<iq [^>]*type='result'/,
  );
  await tools.getByRole('button', { name: 'Sequence diagram' }).click();
  await expect(tools.getByRole('listitem')).toHaveText([
    'romeo to montague.example: iq get disco#info',
    'montague.example to romeo: iq result disco#info',
  ]);
  await reply.focus();
  await page.keyboard.press('Escape');
  await expect(tools).toBeHidden();
  await page.keyboard.press(' ');
  await expect(tools).toContainText('1 selected');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(tools).toContainText(/[6-9] selected/);
});

test('of selected rows these alone are printed, with all of their text', async ({ page }) => {
  await openSettled(page);
  await send(page).click();
  const reply = entries(page).filter({ hasText: 'iq result' });
  await expect(reply).toBeVisible();
  await reply.locator('time').click({ modifiers: ['ControlOrMeta'] });
  await expect(page.getByRole('region', { name: 'Selected rows' })).toContainText('1 selected');
  await expect(reply.getByRole('button', { name: /^Show all/ })).toBeVisible();
  await page.getByText('Show', { exact: true }).click();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  // What is drawn, without what is hidden on paper.
  const [paper = ''] = await page.locator('body').allInnerTexts();
  expect(paper.match(/iq (get|result) disco#info/g)).toEqual(['iq result disco#info']);
  expect(paper).not.toMatch(/signed in as|Accounts|Ctrl\+Enter/);
  expect(paper.match(/<feature /g)?.length).toBeGreaterThan(8);
  expect(paper.trimEnd()).toMatch(/<\/iq>$/);
});

test('what the console does not answer says so, and an answer is filled in', async ({ page }) => {
  await openSettled(page);
  const ask = '<query xmlns="http://jabber.org/protocol/disco#info"/>';
  await write(page, `<iq type="get" to="juliet@montague.example/balcony" id="q1">${ask}</iq>`);
  await send(page).click();
  const asked = ofDirection(page, 'sent').filter({ hasText: 'iq get disco#info' });
  await expect(asked).toContainText('juliet was asked, and this console does not answer by itself.');
  await asked.getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(editor(page)).toBeFocused();
  await expect(page.getByRole('radio', { name: /juliet/ })).toBeChecked();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(asked).toContainText('answered in');
  await expect(ofDirection(page, 'received').filter({ hasText: 'iq result disco#info' })).toContainText('after');
});

test('an address that the server writes in another way is still the one that was asked', async ({ page }) => {
  await openSettled(page);
  for (const to of ['Straße@montague.example', 'ｎｕｒｓｅ@montague.example', 'montague.example.']) {
    await write(page, `<iq type="get" to="${to}" id="a1"><query xmlns="jabber:iq:version"/></iq>`);
    await send(page).click();
    await expect(ofDirection(page, 'sent').filter({ hasText: to })).toContainText('answered in');
  }
});

test('nothing in a stanza turns the markup round or stays unseen', async ({ page }) => {
  await openSettled(page);
  await write(page, '<message to="juliet@montague.example/balcony"><body>invoice&#x202E;fdp.exe</body></message>');
  await send(page).click();
  const line = ofDirection(page, 'received').locator('.line', { hasText: 'invoice' });
  await expect(line.locator('[data-code="U+202E"]')).toBeVisible();
  await expect(ofDirection(page, 'received').locator('header [data-code="U+202E"]')).toBeVisible();
  const places = await line
    .locator('[data-at]')
    .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().left));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  // The server tells of it in its answer and in its log.
  await write(page, '<presence to="verona@conference.montague.example/rom&#x202E;oe"/>');
  await send(page).click();
  const refused = ofDirection(page, 'received').filter({ hasText: 'jid-malformed' });
  await expect(refused.locator('.note [data-code="U+202E"]').first()).toBeVisible();
  await expect(page.locator('.last')).toContainText('verona@conference.montague.example/rom\ufffdoe');
  await page.getByRole('tab', { name: 'Server log' }).click();
  await expect(page.getByRole('log').locator('[data-code="U+202E"]').first()).toBeVisible();
});

test('a row is read and worked by keys: its parts, its links, its buttons', async ({ page }) => {
  await openSettled(page);
  await send(page).click();
  const reply = entries(page).filter({ hasText: 'iq result disco#info' });
  await expect(reply.getByRole('link').first()).toBeVisible();
  await reply.focus();
  const focused = page.locator(':focus');
  // Tab leads over the row's buttons and out of it, past its links.
  const stops: string[] = [];
  for (let at = 0; at < 6; at += 1) {
    await page.keyboard.press('Tab');
    if ((await reply.locator(':focus').count()) === 0) break;
    stops.push((await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '');
  }
  expect(stops).toEqual([
    'Close',
    expect.stringMatching(/^after /),
    'Copy',
    'Select',
    expect.stringMatching(/^Show all/),
  ]);
  await reply.focus();
  await page.keyboard.press('ArrowRight');
  await expect(focused).toHaveText('iq');
  for (let at = 0; at < 40 && (await focused.getAttribute('href')) === null; at += 1)
    await page.keyboard.press('ArrowRight');
  await expect(focused).toHaveAttribute('href', /xep-0030/);
  await page.keyboard.press('Escape');
  await expect(reply).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reply.getByRole('link')).toHaveCount(0);
});

test('a stanza of thousands of elements opens in parts', async ({ page }) => {
  await openSettled(page);
  const items = Array.from({ length: 3000 }, (_, at) => `<item at="${at}"/>`).join('');
  await write(
    page,
    `<message to="juliet@montague.example/balcony"><list xmlns="urn:example:list">${items}</list></message>`,
  );
  await send(page).click();
  const row = ofDirection(page, 'received').filter({ hasText: 'urn:example:list' });
  await row.getByRole('button', { name: /Show all 30\d\d lines/ }).click();
  await expect(row).toContainText(/Part 1 of \d+, 30\d\d lines in all/);
  const parts = await row.locator('[data-at]').count();
  await row.getByRole('button', { name: 'Next part' }).click();
  await expect(row).toContainText('Part 2 of');
  await expect(row).not.toContainText('<item at="0"/>');
  expect(parts).toBeLessThan(1000);
});

/** The first entry in sight by its number, once scrolling has ended: a browser goes on with it for some frames. */
async function topOnceStill(page: Page): Promise<number> {
  const top = (): Promise<number> =>
    feed(page).evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      const articles = [...element.querySelectorAll('[aria-posinset]')];
      const first = articles.find((article) => article.getBoundingClientRect().bottom > top);
      return Number(first?.getAttribute('aria-posinset'));
    });
  let before: number | undefined;
  await expect
    .poll(async () => {
      const now = await top();
      const isStill = now === before;
      before = now;
      return isStill;
    })
    .toBe(true);
  return before ?? Number.NaN;
}

test('the transcript stays at its end while stanzas come, and lets go when the reader scrolls up', async ({ page }) => {
  const before = await openSettled(page);
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
    await expect(entries(page).last()).toHaveAttribute('aria-posinset', new RegExp(`^${before + (round + 1) * 122}$`));
  }
  await feed(page).hover();
  await page.mouse.wheel(0, -2000);
  await expect(last).not.toBeInViewport();
  const seen = await topOnceStill(page);
  await send(page).click();
  await expect(entries(page).first()).toHaveAttribute('aria-setsize', `${before + 5 * 122}`);
  expect(await topOnceStill(page)).toBe(seen);
  await expect(page.getByRole('button', { name: '122 new' })).toBeVisible();
});

test('on a phone, a long word of an open stanza goes on further in than its line begins', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPlayground(page);
  const value = `<value>http://example.org/${'a'.repeat(60)}</value>`;
  await write(
    page,
    `<message to="juliet@montague.example/balcony" id="wide"><x xmlns="urn:example:x"><y>${value}</y></x></message>`,
  );
  await send(page).click();
  await page.getByRole('button', { name: /^Transcript/ }).click();
  await expect(page.locator('article .line', { hasText: 'aaa' })).toBeVisible();
  const { wrapped, back } = await wrappedLines(page, 'article .line');
  expect(wrapped).toBeGreaterThan(0);
  expect(back).toEqual([]);
});

test('stanza text never becomes markup', async ({ page }) => {
  await openPlayground(page);
  const body = '&lt;img src=x onerror=alert(1)&gt;&lt;b&gt;bold&lt;/b&gt;';
  await write(page, `<message to="juliet@montague.example"><body>${body}</body></message>`);
  await send(page).click();
  const received = ofDirection(page, 'received').filter({ hasText: 'bold' });
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
