/** A page that runs, as its reader uses it. The page of the format is the example: it has every kind of block. */
import { expect, test } from './quiet-page.ts';

const page_ = '/contribute/page-format/';

test.describe('a page that runs', () => {
  test('says at the top what its last run showed, and leads to all that ran', async ({ page }) => {
    await page.goto(page_);
    const evidence = page.getByRole('complementary', { name: /last run of this page/ });
    await expect(evidence).toContainText(
      /Executed on Debian 13 on .* steps.* One step left out, under “Commands”: the run has no Fedora machine/,
    );
    await expect(evidence).toContainText(/The reader's path, without the faults made on purpose, /);
    await evidence.getByRole('link', { name: 'What ran' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^What ran: /);
    await expect(page.getByRole('row').filter({ hasText: 'passed' }).first()).toBeVisible();
  });

  test('shows where each step runs, its mark, what to see and what was printed', async ({ page }) => {
    await page.goto(page_);
    const step = page.locator('.sb-step[data-kind="shell"]').first();
    await expect(step).toContainText('on server');
    await expect(step.locator('.sb-mark')).toHaveText(/✓ ran, [\d.]+ s/);
    // Only where wildcards stand for something: elsewhere the block itself is what was printed.
    const output = page
      .locator('.sb-step[data-kind="output"]')
      .filter({ has: page.locator('.sb-real') })
      .first();
    await expect(output).toContainText('You should see');
    await output.getByText(/^What was printed on/).click();
    await expect(output.locator('.sb-real code')).not.toBeEmpty();
  });

  test('follows the reader’s own domain in what it shows and copies, and goes back', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(page_);
    await page.getByText('Use my own domain in this guide').click();
    await page.getByLabel('Domain', { exact: false }).first().fill('chat.montague.org');
    const zone = page.locator('.sb-zone').first();
    await expect(zone).toContainText('chat.montague.org.');
    await expect(zone).not.toContainText('example.com');
    await page.reload();
    await expect(zone, 'the domain is remembered').toContainText('chat.montague.org.');
    const block = page.locator('.sb-step', { has: page.locator('.sb-zone-file') }).first();
    await block.locator('.sb-zone-file summary').click();
    await block.getByRole('button', { name: /copy/i }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('example.com');
    await page.getByText('Use my own domain in this guide').click();
    await page.getByRole('button', { name: 'Back to example.com' }).click();
    await expect(zone).toContainText('example.com.');
  });

  test('tells a wrong domain from a good one and changes nothing for it', async ({ page }) => {
    await page.goto(page_);
    await page.getByText('Use my own domain in this guide').click();
    const field = page.locator('#sb-domain');
    await field.fill('https://montague.org/');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('#sb-domain-wrong')).not.toBeEmpty();
    await expect(page.locator('.sb-zone').first()).toContainText('example.com.');
  });

  test('remembers which steps the reader has done', async ({ page }) => {
    await page.goto(page_);
    const first = page.getByRole('checkbox', { name: 'done' }).first();
    await first.check();
    await expect(page.locator('.sb-reader .progress')).toHaveText(/You have done 1 of \d+ steps/);
    await page.reload();
    await expect(first).toBeChecked();
  });

  test('prints without what is only for the screen', async ({ page }) => {
    await page.goto(page_);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.sb-reader')).toBeHidden();
    await expect(page.getByRole('checkbox', { name: 'done' }).first()).toBeHidden();
    await expect(page.locator('.sb-step pre').first()).toBeVisible();
  });
});

test('the list of guides agrees with the same list as data', async ({ page, request }) => {
  const data = (await (await request.get('/guides.json')).json()) as { guides: { title: string; address: string }[] };
  expect(data.guides.length).toBeGreaterThan(0);
  await page.goto('/guides/');
  for (const { title, address } of data.guides) {
    const link = page.locator(`main .subjects a[href$="${new URL(address).pathname}"]`);
    await expect(link, title).toHaveCount(1);
    await expect(link).toContainText(title);
  }
});

test('the page of guides is read with the keyboard alone, and an error text leads to its step', async ({ page }) => {
  await page.goto('/guides/');
  const question = page.locator('#other-servers > summary');
  const answer = page.getByRole('link', { name: 'Remote server not found' });
  await expect(answer).toBeHidden();
  await question.focus();
  await page.keyboard.press('Enter');
  await expect(answer).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.locator('#other-servers a').first()).toBeFocused();

  await page.locator('#about-starting > summary').focus();
  await page.keyboard.press('Enter');
  const entry = page.locator('#about-starting li').filter({ hasText: 'command not found' }).first();
  const target = (await entry.getByRole('link').first().getAttribute('href')) ?? '';
  await entry.getByRole('link').first().press('Enter');
  await expect(page).toHaveURL(new RegExp(`${target}$`));
  await expect(page.locator(new URL(page.url()).hash)).toBeInViewport();
});

test('what was measured of the servers stands side by side, and what was not says so', async ({ page }) => {
  await page.goto('/guides/any/which-server/');
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  // A page that changed since it ran has no figure until it ran again.
  const memory = row('Memory in use on the machine, all set up').getByRole('cell');
  await expect(memory).toHaveText(Array(3).fill(/^(\d+ MB|not measured)$/));
  await expect(memory.filter({ hasText: 'MB' })).not.toHaveCount(0);
  const crowd = row('Memory of the server with 1000 people logged in').getByRole('cell');
  await expect(crowd).toHaveText(Array(3).fill(/^(\d+ MB|not measured)$/));
  await expect(row('Time from the start to the first login').getByRole('cell')).toHaveText(
    Array(3).fill('not measured'),
  );
});

test('an address that has moved leads on, with its section', async ({ page }) => {
  await page.goto('/guides/prosody/');
  await expect(page).toHaveURL(/\/guides\/#all-guides$/);
});
