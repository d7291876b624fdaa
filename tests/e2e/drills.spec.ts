/** Drills: the fault is there in the browser too, a wrong solution is judged as one, and the right one ends it. */
import type { Locator, Page } from '@playwright/test';
import { expectNoFaultIn } from './axe.ts';
import { inside, panel } from './docked.ts';
import { sitemapPaths } from './pages.ts';
import { expect, test } from './quiet-page.ts';

/** Those on machines lie below a server's name. */
const machineDrills = sitemapPaths().filter(
  (path) => /^\/drills\/[^/]+\/[^/]+\/$/.test(path) && !path.endsWith('/what-ran/'),
);
const drills = sitemapPaths().filter((path) => /^\/drills\/[^/]+\/$/.test(path) && path !== '/drills/random/');

const says = (page: Page): Locator => page.locator('sb-drill [role="status"]');
const verdicts = (page: Page): Locator => page.locator('.sb-checks .verdict');
const theEnd = (page: Page): Locator => page.locator('.sb-drill-end');

async function openDrill(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the console' }).focus();
  await page.keyboard.press('Enter');
  await expect(says(page)).toHaveText(/^The fault is there/, { timeout: 60_000 });
}

async function check(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Check' }).focus();
  await page.keyboard.press('Enter');
}

/**
 * As a reader does: the account is chosen, and the stanza written in the place of what is there.
 * @param answer how many questions of that account have been answered then
 */
async function sendAs(page: Page, account: string, answer: number, xml: string): Promise<void> {
  // The frame has room for one part of the console at a time.
  const part = (name: string): Locator => inside(page).getByRole('button', { name: new RegExp(`^${name}`) });
  await part('Editor').focus();
  await page.keyboard.press('Enter');
  const editor = inside(page).getByRole('textbox', { name: 'Stanza to send' });
  const senders = inside(page).getByRole('group', { name: 'Accounts: the one that is chosen sends' });
  await senders.getByRole('radio', { name: account, exact: true }).focus();
  await page.keyboard.press('Space');
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(xml);
  await page.keyboard.press('ControlOrMeta+Enter');
  await part('Transcript').focus();
  await page.keyboard.press('Enter');
  const answers = inside(page).getByRole('article', { name: new RegExp(`received, server to ${account}, iq result`) });
  await expect(answers).toHaveCount(answer);
}

test('there are drills, and the index leads to each', async ({ page }) => {
  expect(drills.length).toBeGreaterThanOrEqual(20);
  await page.goto('/drills/');
  const links = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const path of drills) expect(links).toContain(path);
  await expectNoFaultIn(page, 'main');
});

for (const path of drills) {
  test(`the fault of ${path} is there`, async ({ page }) => {
    test.slow();
    await page.goto(path);
    await openDrill(page);
    await check(page);
    await expect(says(page)).toHaveText(/not hold yet/, { timeout: 60_000 });
    await expect(page.locator('.sb-checks > [data-holds="false"]')).not.toHaveCount(0);
    await expect(theEnd(page)).not.toHaveAttribute('open');
  });
}

test('the bridge of a drill speaks as a component, and the server sends it away', async ({ page }) => {
  test.slow();
  await page.goto('/drills/bridge-is-silent/');
  await openDrill(page);
  await check(page);
  const sentAway = /^Not yet: stranger@bridge\.montague\.example: The server closed the connection/;
  await expect(verdicts(page)).toHaveText([sentAway, sentAway], { timeout: 60_000 });
});

test('solved by keyboard: hints one by one, a wrong solution fails, the right one opens the end', async ({ page }) => {
  test.slow();
  await page.goto('/drills/one-person-is-silent/');
  for (const hint of ['Where to look', 'What to see there', 'What it means']) {
    await page.locator('summary', { hasText: hint }).focus();
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText('Juliet blocked him')).toBeVisible();
  await openDrill(page);

  await sendAs(
    page,
    'juliet',
    1,
    '<iq type="set" id="add"><query xmlns="jabber:iq:roster"><item jid="romeo@montague.example" name="Romeo"/></query></iq>',
  );
  await check(page);
  await expect(says(page)).toHaveText(/^The check does not hold yet/, { timeout: 60_000 });
  await expect(verdicts(page).first()).toHaveText(/^Not yet: juliet/);
  await expect(theEnd(page)).not.toHaveAttribute('open');

  await sendAs(
    page,
    'juliet',
    2,
    '<iq type="set" id="free"><unblock xmlns="urn:xmpp:blocking"><item jid="romeo@montague.example"/></unblock></iq>',
  );
  await check(page);
  await expect(says(page)).toHaveText(/^Solved/, { timeout: 60_000 });
  await expect(verdicts(page).first()).toHaveText('✓ This holds.');
  await expect(theEnd(page)).toHaveAttribute('open');
  await expect(page.getByRole('heading', { name: 'The cause' })).toBeVisible();
  await expectNoFaultIn(page, 'main');
});

test('at random: the title is not there until it is solved, and a reload keeps the drill', async ({ page }) => {
  await page.goto('/drills/');
  const titles = await page.locator('.sb-drills a').allTextContents();
  await page.getByRole('main').getByRole('link', { name: 'Take one at random' }).click();
  const quote = page.locator('.sb-said blockquote');
  await expect(quote).toBeVisible();
  const text = (await page.getByRole('main').textContent()) ?? '';
  expect(titles.filter((title) => text.includes(title))).toEqual([]);
  const tab = await page.title();
  expect(titles.filter((title) => tab.includes(title))).toEqual([]);
  const said = (await quote.textContent()) ?? '';
  await page.reload();
  await expect(quote).toHaveText(said);
  await page.getByRole('button', { name: 'Take another one' }).click();
  await expect(quote).not.toHaveText(said);
  await openDrill(page);
  await expectNoFaultIn(page, 'main');
});

test('on a phone nothing is wider than the screen, and nothing is loaded before the console is wanted', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/drills/wrong-house/');
  await page.locator('.sb-drill-end > summary').click();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(tooWide).toBe(false);
  expect(asked.filter((path) => /\/playground\/|desk|worker|wasm/.test(path))).toEqual([]);
  await expectNoFaultIn(page, 'main');
});

test('drills on machines are listed apart, and never come at random', async ({ page }) => {
  expect(machineDrills.length).toBeGreaterThanOrEqual(8);
  await page.goto('/drills/');
  const linked = (list: string): Promise<(string | null)[]> =>
    page.locator(`${list} a`).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect((await linked('.sb-drills-on-machines')).toSorted()).toEqual(machineDrills.toSorted());
  expect(await linked('.sb-drills')).not.toContain(machineDrills[0]);
  await page.goto('/drills/random/');
  const offered = await page.locator('sb-random-drill').getAttribute('data-drills');
  for (const path of machineDrills) expect(offered).not.toContain(path);
});

test('a drill on machines says how to get them, has no console, and keeps its end folded', async ({ page }) => {
  const path = machineDrills.find((one) => one.endsWith('/nobody-connects/')) ?? '';
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(path);
  await expect(page.locator('.sb-said blockquote')).toContainText('Nothing works since last night');
  await expect(page.getByText(`sudo npm run lab -- up ${path.replace(/^\/|\/$/g, '')}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Open the console' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'It is solved when' })).toBeVisible();
  const cause = page.getByRole('heading', { name: 'The cause' });
  await expect(cause).toBeHidden();
  for (const hint of ['Where to look', 'What to see there', 'What it means']) {
    await page.getByText(hint, { exact: true }).focus();
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText(/^PostgreSQL refuses Openfire's password/)).toBeVisible();
  await expect(cause).toBeHidden();
  await theEnd(page).locator('> summary').focus();
  await page.keyboard.press('Enter');
  await expect(cause).toBeVisible();
  await expect(page.getByText(/“Restart PostgreSQL”: done on .*, and the check still failed\./)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  await expectNoFaultIn(page, 'main');
});
