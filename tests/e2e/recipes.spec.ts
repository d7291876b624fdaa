/** Run all, on every recipe, in Chromium: the server in the tab must answer as the page says. */
import type { Locator } from '@playwright/test';
import { expectNoFaultIn } from './axe.ts';
import { sitemapPaths } from './pages.ts';
import { expect, test } from './quiet-page.ts';
import { wrappedLines } from './wrapped-lines.ts';

const recipes = sitemapPaths().filter((path) => /^\/recipes\/.+/.test(path) && path !== '/recipes/matrix/');

test('there are recipes, and the index leads to each', async ({ page }) => {
  expect(recipes.length).toBeGreaterThanOrEqual(20);
  await page.goto('/recipes/');
  const links = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const path of recipes) expect(links).toContain(path);
});

for (const path of recipes) {
  test(`Run all on ${path}`, async ({ page }) => {
    await page.goto(path);
    const blocks = page.locator('.sb-step[data-kind="send"], .sb-step[data-kind="receive"]');
    const count = await blocks.count();
    await page.getByRole('button', { name: 'Run all' }).click();
    const status = page.locator('sb-recipe [role="status"]');
    await expect(status).toHaveText(new RegExp(`^${count} of ${count} steps passed`));
    await expect(page.locator('.sb-outcome [data-status="passed"]')).toHaveCount(count);
    await expect(page.getByRole('heading', { name: 'Who told whom what' })).toBeVisible();
  });
}

test('Try it runs the steps above first, then this stanza and its replies, and no more', async ({ page }) => {
  await page.goto('/recipes/add-a-contact/');
  const sends = page.locator('.sb-step[data-kind="send"]');
  await sends.nth(2).getByRole('button', { name: 'Try it' }).click();
  await expect(page.locator('sb-recipe [role="status"]')).toHaveText(/steps passed/);
  await expect(sends.nth(2).locator('.sb-outcome')).toHaveText(/Sent/);
  await expect(sends.nth(3).locator('.sb-outcome')).toHaveCount(0);
});

test('an error that came is explained', async ({ page }) => {
  await page.goto('/recipes/nobody-there/');
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.locator('.sb-outcome .note').first()).toContainText('service-unavailable');
});

test("a reply is shown as the playground's transcript shows it, and can be copied with a key", async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/recipes/nobody-there/');
  await page.getByRole('button', { name: 'Run all' }).click();
  const reply = page
    .locator('.sb-outcome')
    .getByRole('article', { name: /to romeo, .*service-unavailable/ })
    .first();
  await expect(reply).toBeVisible();
  await reply.focus();
  await page.keyboard.press('c');
  await expect(page.locator('.sb-outcome').getByText('Copied.')).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('service-unavailable');
});

test('what a run adds to the page is accessible, and fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/recipes/block/');
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.getByRole('heading', { name: 'Who told whom what' })).toBeVisible();
  await expectNoFaultIn(page, '.sb-outcome', '.sb-sequence');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(width).toBe(0);
  const told = page.getByRole('region', { name: 'Sequence diagram' }).getByRole('listitem');
  await expect(told.first()).toHaveText('juliet to montague.example: presence');
});

/** The first fold whose answers differ is open already. */
async function unfold(fold: Locator): Promise<void> {
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
}

test('nothing of the server is fetched before a button is touched', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto('/recipes/message/');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((url) => /wasm|prosody|worker/.test(url))).toEqual([]);
});

test('a recipe shows what each server answered, in a table, with a sentence where they differ', async ({ page }) => {
  await page.goto('/recipes/block/');
  const fold = page.locator('details', { has: page.getByText('mercutio receives nothing') });
  await expect(fold.locator('summary')).toContainText(
    /^Step \d+: mercutio receives nothing of this, the answers differ/,
  );
  await unfold(fold);
  const rows = fold.getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: 'Prosody in the tab' })).toBeVisible();
  const other = rows.filter({ hasText: 'ejabberd' });
  await expect(other).toContainText(/\d+ \w+ 20\d\d/);
  await expect(other).toContainText('service-unavailable');
  await expect(other.getByRole('link', { name: 'XEP-0191 section 3.3' })).toHaveAttribute(
    'href',
    'https://xmpp.org/extensions/xep-0191.html',
  );
});

test('what differs in an answer is marked, and a note says why', async ({ page }) => {
  await page.goto('/recipes/message/');
  const fold = page.locator('details', { has: page.locator('ins') }).first();
  await unfold(fold);
  await expect(fold.locator('ins').first()).toBeVisible();
  const note = fold.getByRole('link', { name: /^note \d/ }).first();
  const address = (await note.getAttribute('href')) ?? '';
  await note.click();
  await expect(page.locator(address)).toBeInViewport();
  await expect(page.locator(address)).toHaveText(/RFC|XEP/);
});

test('on a phone, what does not fit in a line of XML goes on further in than the line begins', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/recipes/rooms-that-vanish/');
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
  });
  for (const lines of ['main pre[data-language="xml"] .code', 'main code.sb-xml > [style]']) {
    const { wrapped, back } = await wrappedLines(page, lines);
    expect(wrapped, lines).toBeGreaterThan(3);
    expect(back, lines).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('each cell of the matrix says what it means and leads to what was answered', async ({ page }) => {
  await page.goto('/recipes/matrix/');
  const cells = page.getByRole('cell').getByRole('button');
  expect(await cells.count()).toBeGreaterThanOrEqual(2 * recipes.length);
  await cells.filter({ hasText: 'violates' }).first().focus();
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog');
  await expect(why).toContainText(/It violates (XEP|RFC)/);
  await why.getByRole('link', { name: 'What was answered' }).click();
  const target = page.locator(new URL(page.url()).hash);
  await expect(target).toBeVisible();
  await expect(target.getByRole('row').first()).toContainText('Prosody');
});

test('a cell of a recipe that passed leads to its answers', async ({ page }) => {
  await page.goto('/recipes/matrix/');
  const cells = page.getByRole('cell').getByRole('button');
  await cells
    .filter({ hasText: /passed$/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('link', { name: 'What was answered' }).click();
  await expect(page.getByRole('heading', { name: 'What the servers answered' })).toBeVisible();
});

test('the matrix is read at a glance: on a phone each cell is a sign beside a recipe, and nothing is off the screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/recipes/matrix/');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(width).toBe(0);
  const table = page.getByRole('table');
  for (const name of ['Prosody in the tab', 'Prosody', 'ejabberd', 'Openfire'])
    await expect(table.getByRole('columnheader', { name: new RegExp(`^${name}`) }).first()).toBeVisible();
  const box = await table.boundingBox();
  expect(box?.height).toBeLessThan(recipes.length * 60);
  // One that passed and violates something has a sign of its own.
  const signs = async (word: RegExp) =>
    page.getByRole('cell').getByRole('button').filter({ hasText: word }).first().locator('[aria-hidden]').textContent();
  expect(await signs(/passed, but/)).not.toBe(await signs(/passed$/));
});

test('on paper there is the recipe, and nothing that only a screen has', async ({ page }) => {
  await page.goto('/recipes/nobody-there/');
  const controls = [
    page.getByRole('button', { name: 'Run all' }),
    page.getByRole('button', { name: 'Try it' }).first(),
    page.getByRole('link', { name: 'Playground', exact: true }).last(),
    page.getByRole('banner').getByRole('button').first(),
    page.getByRole('navigation', { name: 'Site' }),
  ];
  for (const control of controls) await expect(control).toBeVisible();
  const boxes = page.locator('.sb-recipe, .sb-try, .sb-open, header .tools, header nav').filter({ visible: true });
  await expect(boxes).not.toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(boxes).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'What it means' })).toBeVisible();
});

test('a recipe opens in the playground with its stanzas, its accounts and its sender; nothing is sent', async ({
  page,
}) => {
  await page.goto('/recipes/two-devices/');
  const sends = page.locator('.sb-step[data-kind="send"]');
  const count = await sends.count();
  await sends.nth(1).getByRole('link', { name: 'Playground' }).click();
  await expect(page).toHaveURL(/\/playground\/$/);
  const brought = page.getByRole('group', { name: 'From a link' });
  await expect(brought.getByRole('status')).toHaveText(new RegExp(`“.+”: stanza 2 of ${count}, sent by .+\\.`));
  await expect(page.getByRole('textbox', { name: 'Stanza to send' })).not.toHaveValue('');
  await expect(page.getByText(/ready in/)).toBeVisible({ timeout: 60_000 });
  for (const account of ['romeo/phone', 'romeo/laptop']) {
    // They sign in at their first stanza, as on the page.
    await expect(page.getByRole('button', { name: `Connect ${account}`, exact: true })).toBeVisible();
  }
});

test('a stanza of the page is changed in its place, sent as it is then, and told apart from the recorded one', async ({
  page,
}) => {
  await page.goto('/recipes/nobody-there/');
  const send = page.locator('.sb-step[data-kind="send"]').first();
  const status = page.locator('sb-recipe [role="status"]');
  await send.getByRole('button', { name: 'Edit' }).click();
  const field = send.getByRole('textbox', { name: /^Stanza of step \d+$/ });
  await expect(field).toBeFocused();
  const recorded = await field.inputValue();
  await expect(send).toContainText('This is the stanza of the page.');
  await field.fill('<presence id="mine"><status>changed</status></presence>');
  await expect(send).toContainText('You have changed this stanza.');
  await send.getByRole('button', { name: 'Try it' }).click();
  await expect(send.locator('.sb-outcome')).toContainText('Sent as you changed it');
  await expect(status).toContainText('changed by you, and compared with what the page expects');
  // The playground gets what the reader wrote, not what the page has.
  await expect(send.getByTitle('Open this stanza, as you changed it, in the playground')).toBeVisible();
  const opened = await page.context().newPage();
  await opened.goto((await send.getByRole('link', { name: 'Playground' }).getAttribute('href')) ?? '');
  await expect(opened.getByRole('textbox', { name: 'Stanza to send' })).toHaveValue(
    '<presence id="mine"><status>changed</status></presence>',
  );
  await opened.close();
  // What is not XML is told, and can be sent.
  await field.fill('<presence');
  await expect(send).toContainText('Line 1: The tag <presence is not closed.');
  // Back to the page's own, which passes.
  await send.getByRole('button', { name: 'Restore the recorded one' }).click();
  await expect(send.getByRole('button', { name: 'Edit' })).toBeFocused();
  await expect(send.locator('figure')).toBeVisible();
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(status).toHaveText(/^(\d+) of \1 steps passed/);
  await expect(status).not.toContainText('changed by you');
  await send.getByRole('button', { name: 'Edit' }).click();
  await expect(field).toHaveValue(recorded);
});

test('a step that is being changed is accessible, and fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/recipes/block/');
  await page.locator('.sb-step').getByRole('button', { name: 'Edit' }).first().click();
  await expect(page.locator('.sb-edit textarea')).toBeFocused();
  await expectNoFaultIn(page, '.sb-edit');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(width).toBe(0);
});
