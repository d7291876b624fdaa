/** Much at once: what was sent and pasted is all there, in its order, and the page does no more than it has to. Times are for the benches. */
import type { Page } from '@playwright/test';
import { entries, openPlayground, paste, send } from './playground-page.ts';
import { expect, test } from './quiet-page.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** What is in the editor, as a reader takes it out. */
async function written(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect.poll(() => clipboard(page)).not.toBe('');
  return clipboard(page);
}

const toJuliet = (id: string, inner: string): string =>
  `<message to="juliet@montague.example/balcony" id="${id}">${inner}</message>`;

declare global {
  interface Window {
    /** Times that the list was scrolled when the browser had not just laid it out. */
    forced: number;
    /** Rows in the page at a time, at most. */
    rows: number;
    /** What the page wants to do as soon as it has time, while a test does not let it. */
    held: (() => void)[] | null;
  }
}

/** Before the page's own code: notes what makes the browser lay the list out, and how many rows there are. */
function watchList(): void {
  window.forced = 0;
  window.rows = 0;
  let told = 0;
  window.ResizeObserver = class extends ResizeObserver {
    constructor(callback: ResizeObserverCallback) {
      super((sizes, observer) => {
        told += 1;
        callback(sizes, observer);
        told -= 1;
      });
    }
  };
  const scrollTop = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');
  Object.defineProperty(Element.prototype, 'scrollTop', {
    ...scrollTop,
    set(this: Element, value: number) {
      if (told === 0 && this.ariaLabel === 'Transcript') window.forced += 1;
      scrollTop?.set?.call(this, value);
    },
  });
  const count = (): void => {
    window.rows = Math.max(window.rows, document.querySelectorAll('article').length);
  };
  new MutationObserver(count).observe(document, { childList: true, subtree: true });
}

test('five hundred messages at once come in their order, and the list is laid out once for each frame', async ({
  page,
}) => {
  await page.addInitScript(watchList);
  await openPlayground(page);
  const ids = Array.from({ length: 500 }, (_, at) => `m${at}`);
  await paste(page, ids.map((id) => toJuliet(id, `<body>${id}</body>`)).join('\n'));
  await page.evaluate(() => {
    window.forced = 0;
  });
  await send(page).click();
  const last = entries(page).and(page.locator('[data-direction="received"]')).filter({ hasText: '“m499”' });
  await expect(last).toBeInViewport({ timeout: 30_000 });
  // Once or twice for what the reader did; before, it was once for every batch.
  expect(await page.evaluate(() => window.forced)).toBeLessThan(5);
  expect(await page.evaluate(() => window.rows)).toBeLessThan(80);
  await last.focus();
  await page.keyboard.press('ControlOrMeta+a');
  const tools = page.getByRole('region', { name: 'Selected rows' });
  await tools.getByRole('button', { name: 'Copy XML' }).click();
  await expect(tools.getByText('Copied')).toBeVisible();
  const copied = await clipboard(page);
  for (const [quote, way] of [
    ['"', 'sent'],
    ["'", 'received'],
  ] as const) {
    const found = [...copied.matchAll(new RegExp(`<message [^>]*id=${quote}(m\\d+)${quote}`, 'g'))].map(([, id]) => id);
    expect(found, way).toEqual(ids);
  }
});

test('a megabyte is pasted as it is, taken back at once, and sent', async ({ page }) => {
  await openPlayground(page);
  await paste(page, '<presence/>');
  const huge = toJuliet('huge', `<body>${'word '.repeat(200_000)}</body>`);
  await paste(page, huge);
  expect((await written(page)) === huge, 'the text is what was pasted').toBe(true);
  await page.keyboard.press('ControlOrMeta+z');
  expect(await written(page)).toBe('<presence/>');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  expect((await written(page)) === huge, 'the text is there again').toBe(true);
  await send(page).click();
  // More than the server takes: it ends the stream.
  await expect(page.getByText('policy-violation').first()).toBeVisible({ timeout: 30_000 });
});

test('who writes while a megabyte is still coming in writes after all of it', async ({ page }) => {
  await page.addInitScript(() => {
    const later = window.setTimeout.bind(window);
    window.held = null;
    const hold = (act: () => void, milliseconds = 0): number => {
      if (window.held === null || milliseconds > 0) return later(act, milliseconds);
      window.held.push(act);
      return 0;
    };
    window.setTimeout = hold as typeof window.setTimeout;
  });
  await openPlayground(page);
  await paste(page, '<presence/>');
  const huge = toJuliet('huge', `<body>${'word '.repeat(200_000)}</body>`);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), huge);
  await page.keyboard.press('ControlOrMeta+a');
  // The rest of the text never gets its turn by itself.
  await page.evaluate(() => {
    window.held = [];
  });
  await page.keyboard.press('ControlOrMeta+v');
  await page.keyboard.press('x');
  await page.evaluate(() => {
    for (const act of window.held?.splice(0) ?? []) act();
    window.held = null;
  });
  // It wraps, as every text does.
  await expect.poll(() => page.locator('.monaco-editor .view-line').count()).toBeGreaterThan(3);
  expect((await written(page)) === `${huge}x`, 'the text is what was pasted, and then what was typed').toBe(true);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  expect(await written(page)).toBe('<presence/>');
});

test('a long text is cut into its stanzas and explained, though a worker reads it', async ({ page }) => {
  await openPlayground(page);
  const items = '<item n="1"/>'.repeat(5000);
  await paste(
    page,
    ['one', 'two'].map((id) => toJuliet(id, `<list xmlns="urn:example:list">${items}</list>`)).join('\n'),
  );
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText('<message/>');
  await send(page).click();
  for (const id of ['one', 'two']) {
    await expect(
      entries(page).and(page.locator('[data-direction="received"]')).filter({ hasText: id }),
      `${id} comes by itself`,
    ).toHaveCount(1);
  }
});
