/** The console for who zooms, listens, goes by keys or by finger, or has chosen the colours. */
import type { Page } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { entries, openPlayground, panelWithParts, ready, send, write } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

declare global {
  interface Window {
    /** What has begun to move: names of animations and of properties. */
    moved: string[];
  }
}

const ping = (id: string) => `<iq type="get" id="${id}" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>`;

/** Sends to nobody, and waits for the explanation with its links. */
async function fail(page: Page, id: string): Promise<void> {
  await write(page, `<message to="nobody@montague.example" id="${id}"><body>Hm?</body></message>`);
  await send(page).click();
  await expect(
    entries(page)
      .filter({ hasText: `id='${id}'` })
      .getByText('Why'),
  ).toBeVisible();
}

/** Where the focus is, in words that a failure can be read by. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    const region = at?.closest('section')?.getAttribute('aria-label') ?? '';
    return `${region}: ${at?.tagName} ${at?.getAttribute('aria-label') ?? at?.textContent?.trim().slice(0, 40)}`;
  });

// 200 % zoom of 1280x900 and of 1440x900 is a window of half that size with twice the pixels (WCAG 1.4.4); 320 is WCAG 1.4.10.
for (const [width, height, deviceScaleFactor] of [
  [640, 450, 2],
  [720, 450, 2],
  [320, 640, 1],
  [844, 390, 1],
  [960, 600, 1],
] as const) {
  test.describe(`at ${width} by ${height}, ${deviceScaleFactor} pixels each`, () => {
    test.use({ viewport: { width, height }, deviceScaleFactor });

    test('nothing goes sideways, each panel is seen when it is opened, and Send is reached from there', async ({
      page,
    }) => {
      await openPlayground(page);
      const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      for (const name of ['Server log', 'Configuration', 'DNS', 'Shell']) {
        await page.getByRole('button', { name: 'Server', exact: true }).click();
        const tab = page.getByRole('tab', { name });
        if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
        const panel = await panelWithParts(page, name);
        await expect(panel).toBeInViewport({ ratio: 0.9 });
        expect((await panel.boundingBox())?.height ?? 0, name).toBeGreaterThan(100);
        expect(await sideways(), name).toBeLessThanOrEqual(0);
        await page.getByRole('button', { name: 'Editor', exact: true }).click();
        await expect(send(page)).toBeInViewport({ ratio: 1 });
        const isHit = await send(page).evaluate((button) => {
          const { x, y, width: wide, height: high } = button.getBoundingClientRect();
          return button.contains(document.elementFromPoint(x + wide / 2, y + high / 2));
        });
        expect(isHit, `Send after ${name}`).toBe(true);
      }
      await send(page).click();
      await page.getByRole('button', { name: /^Transcript/ }).click();
      await expect(entries(page).filter({ hasText: 'iq result disco#info' })).toBeInViewport();
      expect(await sideways(), 'a reply').toBeLessThanOrEqual(0);
    });
  });
}

test('replies that come at once are all told, many as their number', async ({ page }) => {
  await openPlayground(page);
  await expect(page.locator('.transcript [aria-live="polite"]')).toHaveText(/./);
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const region of document.querySelectorAll('.transcript [aria-live="polite"]'))
      new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
  });
  /** How many replies were told, each by itself or counted. */
  const told = (): Promise<number> =>
    page.evaluate(() =>
      (window as unknown as { heard: string[] }).heard
        .map((text) => Number(/^(\d+) new rows/.exec(text)?.[1] ?? text.match(/iq result/g)?.length ?? 0))
        .reduce((sum, count) => sum + count, 0),
    );
  await write(page, ping('one'));
  for (let times = 0; times < 3; times += 1) await send(page).click();
  await expect.poll(told).toBe(3);
  for (let times = 0; times < 7; times += 1) await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result' }).last()).toBeVisible();
  await expect.poll(told).toBe(10);
});

test('Tab leads from the search to the tools in a few steps, however many links the rows have', async ({ page }) => {
  await openPlayground(page);
  await send(page).click();
  await expect(entries(page).filter({ hasText: 'iq result disco#info' })).toBeVisible();
  for (const id of ['e1', 'e2', 'e3']) await fail(page, id);
  // What can be reached in a row that is not the current one.
  const stray = await entries(page).evaluateAll((rows) =>
    rows
      .filter((row) => row.getAttribute('tabindex') !== '0')
      .flatMap((row) => [...row.querySelectorAll<HTMLElement>('a, button, summary, input, select, [tabindex]')])
      .filter((part) => part.tabIndex >= 0 && part.checkVisibility())
      .map((part) => `${part.tagName} ${part.textContent}`),
  );
  expect(stray).toEqual([]);
  await page.getByRole('searchbox').first().focus();
  const stops: string[] = [];
  while (!(await focused(page)).includes('Server log') && stops.length < 40) {
    await page.keyboard.press('Tab');
    stops.push(await focused(page));
  }
  // The tools of the transcript, the row, what is in it (twist, buttons, Show all, links of its explanation).
  expect(stops.length, stops.join('\n')).toBeLessThanOrEqual(24);
  expect(stops.at(-1)).toContain('Server log');
});

test('in the tabs the arrows, Home and End go round, and Escape gives the focus back to the tab', async ({ page }) => {
  await openPlayground(page);
  const tab = (name: string) => page.getByRole('tab', { name });
  await tab('Server log').focus();
  for (const [key, name] of [
    ['ArrowLeft', 'Shell'],
    ['ArrowRight', 'Server log'],
    ['ArrowRight', 'Configuration'],
    ['End', 'Shell'],
    ['Home', 'Server log'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(tab(name), key).toBeFocused();
  }
  for (const name of ['Server log', 'Configuration', 'DNS', 'Shell']) {
    await tab(name).focus();
    await page.keyboard.press('Enter');
    const panel = await panelWithParts(page, name);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(tab(name)).toBeFocused();
  }
});

test('what a name means is read by keys alone', async ({ page }) => {
  await openPlayground(page);
  await send(page).click();
  const reply = entries(page).filter({ hasText: 'iq result disco#info' });
  await expect(reply.locator('a').first()).toBeVisible();
  await reply.focus();
  const explanation = page.getByRole('region', { name: 'Explanation' });
  // From the row into its stanza, part by part.
  for (let times = 0; times < 12; times += 1) await page.keyboard.press('ArrowRight');
  await expect(explanation.locator('.note').first()).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /: / }).last()).not.toBeEmpty();
});

test.describe('by finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('what a name means is read after a tap', async ({ page }) => {
    await openPlayground(page);
    await send(page).tap();
    await page.getByRole('button', { name: /^Transcript/ }).tap();
    const reply = entries(page).filter({ hasText: 'iq result disco#info' });
    await reply.locator('.name').first().tap();
    const explanation = page.getByRole('region', { name: 'Explanation' });
    await expect(explanation.locator('.short b')).toBeVisible();
    await explanation.locator('summary').tap();
    await expect(explanation.locator('.note').first()).toBeInViewport();
  });

  test('a tap on a namespace explains it and opens no tab; its specification is a link of the explanation', async ({
    page,
    context,
  }) => {
    await openPlayground(page);
    await send(page).tap();
    await page.getByRole('button', { name: /^Transcript/ }).tap();
    const reply = entries(page).filter({ hasText: 'iq result disco#info' });
    await reply.getByRole('link', { name: 'http://jabber.org/protocol/disco#info' }).first().tap();
    const explanation = page.getByRole('region', { name: 'Explanation' });
    await expect(explanation.locator('.short b')).toBeVisible();
    expect(context.pages()).toHaveLength(1);
    await explanation.locator('summary').tap();
    await expect(explanation.getByRole('link', { name: 'XEP-0030' }).first()).toHaveAttribute('href', /xep-0030/);
  });

  /** WCAG 2.5.8: 24 by 24, but for links in a sentence or a stanza, whose lines say how high they are. */
  async function small(page: Page): Promise<readonly string[]> {
    return page.locator('.console').evaluate((console) =>
      [...console.querySelectorAll<HTMLElement>('a, button, summary, select, input, [role="switch"]')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.closest('.monaco-editor') === null)
        .filter((one) => !(one.tagName === 'A' && one.closest('p, dd, pre') !== null))
        // Of a box or a radio the whole label is the target.
        .map((one) => (one.matches('[type="checkbox"], [type="radio"]') ? (one.closest('label') ?? one) : one))
        .map((one) => ({ one, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
        .map(
          ({ one, box }) =>
            `${one.tagName} "${one.getAttribute('aria-label') ?? one.textContent?.trim()}" ${Math.round(box.width)}x${Math.round(box.height)}`,
        ),
    );
  }

  test('dialogs keep their heading, and their lists and fields have room for a finger', async ({ page }) => {
    await openPlayground(page);
    for (const name of ['Templates', 'History']) {
      await page.getByRole('button', { name, exact: true }).tap();
      const dialog = page.getByRole('dialog', { name });
      const heading = await dialog.getByRole('heading', { name }).boundingBox();
      expect(heading?.width, name).toBeGreaterThan(24);
      const low = await dialog
        .locator('button, [type="search"]')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height).filter((height) => height < 44));
      expect(low, name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
  });

  test('everything that is pressed is at least 24 by 24', async ({ page }) => {
    await openPlayground(page);
    expect(await small(page), 'editor').toEqual([]);
    await write(page, '<message to="nobody@montague.example"><body>Hm?</body></message>');
    await send(page).tap();
    await page.getByRole('button', { name: /^Transcript/ }).tap();
    await expect(entries(page).getByText('Why').first()).toBeVisible();
    expect(await small(page), 'transcript').toEqual([]);
    await entries(page).last().locator('header').tap();
    expect(await small(page), 'another row').toEqual([]);
    await page.getByRole('button', { name: 'Server', exact: true }).tap();
    for (const name of ['Server log', 'Configuration', 'DNS', 'Shell']) {
      const tab = page.getByRole('tab', { name });
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.tap();
      await panelWithParts(page, name);
      expect(await small(page), name).toEqual([]);
    }
    await page.getByRole('button', { name: 'More about the server' }).tap();
    await page.getByText('Move the clock').tap();
    expect(await small(page), 'menu').toEqual([]);
  });
});

test('with forced colours the dot of a server and of who is online is filled', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openPlayground(page);
  const spot = (x: number, y: number) =>
    page.screenshot({ clip: { x: Math.round(x), y: Math.round(y), width: 2, height: 2 } });
  for (const dot of [page.locator('.status .dot'), page.locator('.accounts .dot.online').first()]) {
    const box = await dot.boundingBox();
    if (box === null) throw new Error('The dot has no box.');
    const middle = box.y + box.height / 2 - 1;
    expect((await spot(box.x + box.width / 2 - 1, middle)).equals(await spot(box.x - 4, middle))).toBe(false);
  }
});

test('a button that has nothing to do is reached by keys, and says why', async ({ page }) => {
  await openPlayground(page);
  await write(page, '');
  await page.keyboard.press('Backspace');
  for (const button of [send(page), page.getByRole('button', { name: 'Share' })]) {
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.focus();
    await expect(button).toBeFocused();
    await expect(button).toHaveAccessibleDescription('Write a stanza, or choose a template.');
    await button.press('Enter');
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('before the page has loaded, each button of the editor is reached by keys and says why it does not work yet', async ({
  page,
}) => {
  const letCome = await holdBack(page, /\/_astro\/[^/]*\.js$/);
  await page.goto('/playground/', { waitUntil: 'commit' });
  const buttons = ['Templates', 'Suggest', 'History', 'Share', 'New draft', 'Send Ctrl+Enter'].map((name) =>
    page.getByRole('region', { name: 'Editor' }).getByRole('button', { name, exact: true }),
  );
  for (const button of buttons) {
    await button.focus();
    await expect(button).toBeFocused();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription('Send and the other buttons work as soon as the page has loaded.');
  }
  letCome();
  await ready(page);
  for (const button of buttons) await expect(button).toHaveAttribute('aria-disabled', 'false');
  await expect(page.getByText('as soon as the page has loaded')).toHaveCount(0);
});

test('a button that moves the clock keeps the focus', async ({ page }) => {
  await openPlayground(page);
  await page.getByText('Move the clock').click();
  const hour = page.getByRole('button', { name: '1 h', exact: true });
  await hour.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/clock 1 h ahead/)).toBeVisible();
  await expect(hour).toBeFocused();
  await expect(hour).not.toHaveAttribute('aria-disabled', 'true');
});

for (const [wish, moves] of [
  ['no-preference', true],
  ['reduce', false],
] as const) {
  test(`a row that comes ${moves ? 'has a mark that fades' : 'moves nothing for who wants less motion'}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: wish });
    await page.addInitScript(() => {
      window.moved = [];
      document.addEventListener('animationstart', ({ animationName }) => window.moved.push(animationName));
      document.addEventListener('transitionrun', ({ propertyName }) => window.moved.push(propertyName));
    });
    await openPlayground(page);
    await send(page).click();
    await expect(entries(page).and(page.locator('[data-direction="received"]')).last()).toBeVisible();
    const moved = () => page.evaluate(() => window.moved.length);
    if (moves) await expect.poll(moved).toBeGreaterThan(0);
    else expect(await page.evaluate(() => window.moved)).toEqual([]);
  });
}
