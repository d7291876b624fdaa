/** Lessons in Chromium: goals are there to be reached, solutions are folded, and the server in the tab answers as each lesson says. */
import { expectNoFaultIn } from './axe.ts';
import { sitemapPaths } from './pages.ts';
import { expect, test } from './quiet-page.ts';

const lessons = sitemapPaths().filter((path) => /^\/lessons\/.+/.test(path));

test('the index leads to each lesson, in their order, and the first leads to the second', async ({ page }) => {
  expect(lessons).toHaveLength(10);
  await page.goto('/lessons/');
  const links = page.getByRole('main').locator('ol').getByRole('link');
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect([...found].sort()).toEqual([...lessons].sort());
  await links.first().click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Lesson 1 of 10' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Previous and next page' }).locator('[rel="next"]').click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Lesson 2 of 10' })).toBeVisible();
});

test('the address that the first lesson had leads to it', async ({ page }) => {
  await page.goto('/playground/lesson/');
  await expect(page).toHaveURL(/\/lessons\/first-stanzas\/$/);
});

for (const path of lessons) {
  test(`Run all on ${path} reaches every goal`, async ({ page }) => {
    await page.goto(path);
    const count = await page.locator('.sb-step[data-kind="send"], .sb-step[data-kind="receive"]').count();
    const goals = page.locator('.sb-goal');
    expect(await goals.count()).toBeGreaterThanOrEqual(2);
    await page.getByRole('button', { name: 'Run all' }).click();
    const status = page.locator('sb-recipe [role="status"]');
    await expect(status).toHaveText(new RegExp(`^${count} of ${count} steps passed`), { timeout: 30_000 });
    await expect(goals.locator('.sb-outcome [data-status="passed"]')).toHaveCount(await goals.count());
  });
}

test('a solution is folded, opens and runs by the keyboard alone, and its goal says that it was reached', async ({
  page,
}) => {
  await page.goto('/lessons/addresses/');
  const solution = page.locator('.sb-solution').first();
  const stanza = solution.locator('figure');
  await expect(stanza).toBeHidden();
  await solution.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(stanza).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(solution.getByRole('button', { name: 'Try it' })).toBeFocused();
  await page.keyboard.press('Enter');
  const goal = page.locator('.sb-goal').first();
  await expect(goal.locator('.sb-outcome [data-status="passed"]')).toBeVisible();
  await expect(page.locator('.sb-goal').nth(1).locator('.sb-outcome')).toHaveCount(0);
});

test('with solutions open and all answers below them, a lesson is accessible and fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto('/lessons/contacts/');
  for (const summary of await page.locator('.sb-solution > summary').all()) await summary.click();
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.getByRole('heading', { name: 'Who told whom what' })).toBeVisible();
  await expectNoFaultIn(page, '.sb-solution', '.sb-goal', '.sb-place');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(width).toBe(0);
});
