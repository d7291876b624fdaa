import type { Page } from '@playwright/test';
import { openPlayground, send } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('one part at a time, nothing sideways, the textarea stays, and a dot tells of the reply', async ({ page }) => {
    await openPlayground(page);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    const send = page.getByRole('button', { name: /^Send/ });
    const transcript = page.getByRole('button', { name: /^Transcript/ });
    await expect(send).toBeInViewport({ ratio: 1 });
    await transcript.tap();
    await expect(transcript).toHaveAccessibleName('Transcript');
    await page.getByRole('button', { name: 'Editor', exact: true }).tap();
    await page.getByRole('textbox', { name: 'Stanza to send' }).tap();
    await send.tap();
    await expect(transcript).toHaveAccessibleName('Transcript something new');
    await transcript.tap();
    await expect(page.getByRole('article').filter({ hasText: 'iq result disco#info' })).toBeInViewport();
    await expect(send).toBeHidden();
    await expect(page.locator('.monaco-editor')).toHaveCount(0);
    await expect(transcript).toHaveAccessibleName('Transcript');
    // Nothing of a part lies under another one.
    await page.getByRole('button', { name: 'Server', exact: true }).tap();
    await page.getByRole('tab', { name: 'Shell' }).tap();
    await expect(page.getByLabel('Command for the admin shell')).toBeInViewport({ ratio: 1 });
    // A second tap leads nowhere else.
    await page.getByRole('tab', { name: 'Shell' }).tap();
    await expect(page.getByLabel('Command for the admin shell')).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Editor', exact: true }).tap();
    await expect(send).toBeInViewport({ ratio: 1 });
  });

  test('what stands in the head is in a menu, and dialogs lie in the middle', async ({ page }) => {
    await openPlayground(page);
    await expect(page.getByRole('switch', { name: 'Two servers' })).toBeHidden();
    await page.getByRole('button', { name: 'More about the server' }).tap();
    await expect(page.getByRole('switch', { name: 'Two servers' })).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Help and keys' }).tap();
    const box = await page.getByRole('dialog', { name: 'Keys' }).boundingBox();
    if (box === null) throw new Error('The dialog has no box.');
    expect(Math.abs(box.x - (390 - box.x - box.width))).toBeLessThanOrEqual(1);
    expect(Math.abs(box.y - (844 - box.y - box.height))).toBeLessThanOrEqual(1);
  });
});

for (const [width, height] of [
  [844, 390],
  [960, 600],
  [640, 360],
  [320, 568],
] as const) {
  test(`at ${width} by ${height} each part is whole: nothing lies on anything else`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openPlayground(page);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    await expect(send(page)).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Server', exact: true }).click();
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await expect(page.getByRole('textbox', { name: 'Configuration of' })).toBeInViewport();
    // What a pointer hits at a control's middle is the control.
    await page.getByRole('button', { name: 'Restart with this configuration' }).click({ trial: true });
    await page.getByRole('button', { name: 'Editor', exact: true }).click();
    await send(page).click({ trial: true });
    await expect(page.getByRole('tab', { name: 'Configuration' })).toBeHidden();
  });
}

/** Controls in sight of whose middle something else takes the pointer, or that another control overlaps. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const inSight = [...document.querySelectorAll<HTMLElement>('main :is(button, select, input, h2)')].filter((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const isOnScreen = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
      return (
        width > 4 &&
        height > 4 &&
        isOnScreen &&
        one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      );
    });
    const isFree = (one: HTMLElement): boolean => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [0.1, 0.5, 0.9].every((part) => {
        const hit = document.elementFromPoint(x + width * part, y + height / 2);
        return hit !== null && (one.contains(hit) || hit.contains(one) || one.closest('label')?.contains(hit) === true);
      });
    };
    return inSight.filter((one) => !isFree(one)).map((one) => one.getAttribute('aria-label') ?? one.textContent.trim());
  });

test('no control lies on another one, however wide the window and its parts are', async ({ page }) => {
  await openPlayground(page);
  for (const width of [1440, 1280, 1100, 1000, 940, 800, 700, 500, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await covered(page), `${width} pixels`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('separator', { name: 'Width of the editor' }).focus();
  for (const key of ['Home', 'End']) {
    await page.keyboard.press(key);
    expect(await covered(page), `the editor at its ${key}`).toEqual([]);
  }
});

test('the parts are made wider and higher by keyboard and by mouse, and stay so', async ({ page }) => {
  await openPlayground(page);
  const width = async () => (await page.getByRole('region', { name: 'Accounts' }).boundingBox())?.width ?? 0;
  const usual = await width();
  const divider = page.getByRole('separator', { name: 'Width of the accounts' });
  await divider.focus();
  await page.keyboard.press('End');
  const widest = await width();
  expect(widest).toBeGreaterThan(usual);
  await expect(divider).toHaveAttribute('aria-valuenow', '30');
  await page.keyboard.press('ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuenow', /^2\d$/);
  await page.reload();
  await expect(divider).toHaveAttribute('aria-valuenow', /^2\d$/);
  await divider.dblclick();
  expect(await width()).toBe(usual);

  await page.getByRole('tab', { name: 'Shell' }).click();
  const tools = page.getByRole('region', { name: 'Server tools' });
  const low = (await tools.boundingBox())?.height ?? 0;
  const box = await page.getByRole('separator', { name: 'Height of the tools' }).boundingBox();
  if (box === null) throw new Error('The divider has no box.');
  await page.mouse.move(box.x + 300, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y - 100);
  await page.mouse.up();
  expect((await tools.boundingBox())?.height ?? 0).toBeGreaterThan(low + 80);
  // The tabs' own keys.
  await page.getByRole('tab', { name: 'Shell' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('tab', { name: 'Server log' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Shell' })).toBeFocused();
  await page.getByLabel('Command for the admin shell').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tabpanel')).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Shell' })).toBeFocused();
});

test.describe('where one part is shown at a time', () => {
  test.use({ viewport: { width: 960, height: 600 } });

  test('the editor stays while a panel of the server is open behind it, whatever happens', async ({ page }) => {
    await openPlayground(page);
    await page.getByRole('button', { name: 'Server', exact: true }).click();
    await expect(page.getByRole('log', { name: 'Server log' })).toBeVisible();
    await page.getByRole('button', { name: 'Editor', exact: true }).click();
    const juliet = page.getByRole('radio', { name: /juliet/ });
    await juliet.check();
    await send(page).click();
    // What was sent is on its way back, which the dot tells.
    const transcript = page.getByRole('button', { name: /^Transcript/ });
    await expect(transcript).toHaveAccessibleName('Transcript something new');
    await expect(juliet).toBeInViewport();
    await expect(send(page)).toBeInViewport();
    // Another panel is shown when it is opened, and the one that was open when somebody goes back to it.
    await page.getByRole('button', { name: 'Server', exact: true }).click();
    await expect(page.getByRole('log', { name: 'Server log' })).toBeVisible();
    await page.getByRole('tab', { name: 'DNS' }).click();
    await expect(page.getByRole('tabpanel', { name: 'DNS' })).toBeVisible();
  });
});

test('the keyboard alone does it all', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Help and keys' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');

  // F6 goes round: accounts, editor, transcript, tools.
  await page.keyboard.press('F6');
  await expect(page.getByRole('radio', { name: /romeo/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /juliet/ })).toBeChecked();
  await page.keyboard.press('F6');
  await expect(page.getByRole('textbox', { name: 'Stanza to send' })).toBeFocused();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('<iq type="get" id="k1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>');
  await page.keyboard.press('ControlOrMeta+Enter');
  const reply = page.getByRole('article').filter({ hasText: 'iq result' });
  await expect(reply).toBeVisible();
  await expect(reply).toHaveAccessibleName(/montague\.example to juliet, iq result/);

  await page.keyboard.press('F6');
  await page.keyboard.press('End');
  await expect(reply).toBeFocused();
  // Presence of others may have come between the two.
  const ping = page.getByRole('article').filter({ hasText: 'iq get ping' });
  await expect(async () => {
    await page.keyboard.press('ArrowUp');
    await expect(ping).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('r');
  await expect(reply).toHaveCount(2);

  await page.keyboard.press('F6');
  await expect(page.getByRole('tab', { name: 'Server log' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Configuration' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  // The panel's code comes when it is opened.
  await expect(page.getByLabel('Command for the admin shell')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Command for the admin shell')).toBeFocused();
});

test('a browser that keeps nothing for this site breaks no page', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
  });
  for (const path of ['/recipes/', '/guides/prosody/install/']) await page.goto(path);
  const before = await page.locator('html').getAttribute('data-theme');
  await page.getByRole('button', { name: 'Dark colours' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', before ?? '');
  await openPlayground(page);
  await send(page).click();
  await expect(page.getByRole('article').filter({ hasText: 'iq result disco#info' })).toBeVisible();
});

test('with forced colours a switch shows its state, and only one account, one tab and one part are marked', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openPlayground(page);
  const knob = page.getByRole('switch', { name: 'Two servers' }).locator('.knob');
  const off = await knob.screenshot();
  await page.getByRole('switch', { name: 'Two servers' }).click();
  await expect(page.getByRole('switch', { name: 'Two servers' })).toHaveAttribute('aria-checked', 'true');
  await page.mouse.move(0, 0);
  expect((await knob.screenshot()).equals(off)).toBe(false);
  await page.getByRole('tab', { name: 'Shell' }).click();
  const edges = (css: string, edge: string) =>
    page.locator(css).evaluateAll((all, name) => all.map((one) => getComputedStyle(one).getPropertyValue(name)), edge);
  const tabs = await edges('[role="tab"]', 'border-bottom-color');
  expect(new Set(tabs.slice(0, -1)).size).toBe(1);
  expect(tabs.at(-1)).not.toBe(tabs[0]);
});

test('on paper there is the transcript, all of it, and nothing else of the console', async ({ page }) => {
  await openPlayground(page);
  for (let times = 0; times < 3; times += 1) await send(page).click();
  const rows = page.getByRole('feed', { name: 'Transcript' }).getByRole('article');
  await expect(rows.last()).toHaveAttribute('aria-posinset', /\d{2}/);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  // The answers are printed to their end, though the transcript shows only their beginning.
  await expect(page.getByText('urn:xmpp:blocking').filter({ visible: true })).toHaveCount(3);
  await expect(page.getByRole('textbox', { name: 'Stanza to send' })).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Shell' })).toBeHidden();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what the playground is and what it needs', async ({ page }) => {
    await page.goto('/playground/');
    await expect(page.getByText(/real XMPP server/).first()).toBeVisible();
    await expect(page.getByText(/allow scripts|Turn on JavaScript/).first()).toBeVisible();
  });
});
