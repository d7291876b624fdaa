/** Connections of every kind: those of a recipe, streams written by hand, wires that are cut; and the list of them on narrow screens. */
import type { Page } from '@playwright/test';
import { expectNoFaultIn } from './axe.ts';
import { entries, openPlayground, ready, send } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

const byHand = (page: Page) => page.getByRole('region', { name: 'What comes next on this stream' });

async function add(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a connection' });
  await dialog.getByRole('radio', { name: kind }).check();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a recipe about registration is played by a stranger, and by whoever has registered', async ({ page }) => {
  await page.goto('/recipes/register/');
  await page.getByRole('link', { name: 'Open in the playground' }).click();
  await ready(page);
  await expect(page.getByRole('radio', { name: 'stranger' })).toBeChecked();
  await send(page).click();
  await expect(
    entries(page)
      .filter({ hasText: 'server to stranger' })
      .or(entries(page).filter({ hasText: '<username' }))
      .first(),
  ).toBeVisible();
  // Nobody is signed in, romeo and juliet neither.
  await expect(page.getByRole('button', { name: 'Connect romeo', exact: true })).toBeVisible();
  await expect(page.getByLabel('Presence of stranger')).toHaveCount(0);
});

test('a stream is written by hand, from its first byte to the resource', async ({ page }) => {
  await openPlayground(page);
  await add(page, 'A stream by hand');
  await expect(page.getByRole('radio', { name: 'romeo by hand' })).toBeChecked();
  for (const step of ['Nothing has been said yet', 'waits for somebody to sign in', 'sent a challenge']) {
    await expect(byHand(page)).toContainText(step);
    if (step.includes('challenge')) break;
    await byHand(page).locator('button.primary').click();
  }
  await expect(byHand(page).getByText('SaltedPassword', { exact: false }).first()).toBeVisible();
  await expectNoFaultIn(page, '.by-hand');
  for (const step of ['sent a challenge', 'Signed in', 'no resource yet']) {
    await expect(byHand(page)).toContainText(step);
    await byHand(page).locator('button.primary').click();
  }
  await expect(byHand(page)).toContainText('The stream is ready: romeo@montague.example/orchard');
});

test('a wire is cut, and the session resumed', async ({ page }) => {
  await openPlayground(page);
  await expect(page.getByLabel('Presence of romeo')).toBeVisible();
  await page.getByRole('textbox', { name: 'Stanza to send' }).fill('<enable xmlns="urn:xmpp:sm:3" resume="true"/>');
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'enabled' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'More about romeo' }).click();
  const sheet = page.getByRole('dialog', { name: 'romeo' });
  await expectNoFaultIn(page, 'dialog[open]');
  await sheet.getByRole('button', { name: 'Cut the wire' }).click();
  await expect(page.getByText(/wire was cut/)).toBeVisible();
  await page.getByRole('button', { name: 'More about romeo' }).click();
  await sheet.getByRole('button', { name: 'Sign in to resume' }).click();
  await expect(byHand(page)).toContainText('can be resumed');
  await byHand(page).locator('button.primary').click();
  await expect(byHand(page)).toContainText('The stream is ready');
});

test('a long name leaves the buttons where they are', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'More about juliet' }).click();
  const long = 'the one who stands on the balcony and asks wherefore';
  const sheet = page.getByRole('dialog', { name: 'juliet' });
  await sheet.getByLabel('Name').fill(long);
  await sheet.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog', { name: long }).getByRole('button', { name: 'Close' }).click();
  const list = await page.getByRole('region', { name: 'Accounts' }).boundingBox();
  for (const button of [`Disconnect ${long}`, `More about ${long}`]) {
    const box = await page.getByRole('button', { name: button }).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((list?.x ?? 0) + (list?.width ?? 0));
  }
  await expect(page.getByRole('radio', { name: long })).toBeVisible();
});

test('in forced colours only the chosen account has the mark', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openPlayground(page);
  const marks = await page
    .locator('.accounts li')
    .evaluateAll((items) => items.map((item) => getComputedStyle(item).borderInlineStartStyle));
  expect(marks).toEqual(['solid', 'none', 'none', 'none']);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('every account is a chip in one line, large enough for a finger, with a sheet for the rest', async ({
    page,
  }) => {
    await openPlayground(page);
    const names = page.locator('.accounts li .name');
    const boxes = await names.evaluateAll((all) =>
      all.map((one) => {
        const { top, height, left } = one.getBoundingClientRect();
        return { top: Math.round(top), height, left };
      }),
    );
    expect(boxes).toHaveLength(4);
    expect(new Set(boxes.map(({ top }) => top)).size).toBe(1);
    for (const { height } of boxes) expect(height).toBeGreaterThanOrEqual(44);
    // The third one is in sight without scrolling.
    expect(boxes[2]?.left).toBeLessThan(300);
    await page.getByTitle('mercutio', { exact: true }).tap();
    await expect(page.getByRole('radio', { name: 'mercutio' })).toBeChecked();
    await page.getByRole('button', { name: 'More about mercutio' }).tap();
    await page.getByRole('dialog', { name: 'mercutio' }).getByRole('button', { name: 'Connect', exact: true }).tap();
    await page.getByRole('button', { name: 'More about mercutio' }).tap();
    await expect(page.getByRole('dialog', { name: 'mercutio' }).getByLabel('Presence')).toHaveValue('available');
    await expectNoFaultIn(page, 'dialog[open]');
  });
});
