/** What a reader may do at once, each on a fresh page: the tasks that they have to wait for. */
import type { Locator, Page } from '@playwright/test';
import { watchTasks } from './long-tasks.ts';

/** Does something and notes the long tasks meanwhile. */
export type Measure = (what: string, act: () => Promise<unknown>) => Promise<void>;
export type Load = (page: Page, measure: Measure) => Promise<void>;

/** The textarea that Monaco replaces, on a page that has not asked for Monaco yet. */
export async function open(page: Page, site: string): Promise<void> {
  await page.addInitScript(watchTasks);
  await page.goto(new URL('playground/', site).href);
  await page.getByText(/ready in/).waitFor();
}

export const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'Stanza to send' });
export const send = (page: Page): Promise<void> => page.keyboard.press('ControlOrMeta+Enter');

const copy = (page: Page, text: string): Promise<void> =>
  page.evaluate((copied) => navigator.clipboard.writeText(copied), text);

/** Pastes what was copied over all that is in the editor. Typed, Monaco would take it in letter by letter, in quadratic time. */
async function pasteCopied(page: Page): Promise<void> {
  await editor(page).focus();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}

export async function paste(page: Page, text: string): Promise<void> {
  await copy(page, text);
  await pasteCopied(page);
}

/** To bring a text into the page for copying is a long task of its own, which is not the console's. */
async function measurePaste(page: Page, measure: Measure, what: string, text: string): Promise<void> {
  await copy(page, text);
  await measure(`${what}: pasted`, async () => {
    await pasteCopied(page);
    // Until it has been checked and explained too.
    await page.waitForTimeout(1500);
  });
}

/** Waits for a transcript longer than this, and tells how long it is. */
export function sizeAbove(least: number): Promise<number> {
  const size = (): number => Number(document.querySelector('article')?.getAttribute('aria-setsize') ?? 0);
  return new Promise((resolve) => {
    const look = (): void => {
      if (size() > least) resolve(size());
      else setTimeout(look, 10);
    };
    look();
  });
}

const toJuliet = (id: string, inner: string): string =>
  `<message to="juliet@montague.example/balcony" id="${id}">${inner}</message>`;
const received = (page: Page, id: string): Locator =>
  page.locator('article[data-direction="received"]').filter({ hasText: id }).first();

async function fiveHundredMessages(page: Page, measure: Measure): Promise<void> {
  const texts = Array.from({ length: 500 }, (_, at) => toJuliet(`m${at}`, `<body>${at}</body>`));
  await measurePaste(page, measure, '500 messages', texts.join('\n'));
  await measure('500 messages: sent at once and received', async () => {
    await send(page);
    await page.evaluate(sizeAbove, 1000);
  });
}

async function largeStanza(page: Page, measure: Measure): Promise<void> {
  const large = toJuliet('large', `<list xmlns="urn:example:list">${'<item n="1"/>'.repeat(15_000)}</list>`);
  const row = received(page, 'large');
  await measurePaste(page, measure, 'stanza of 200 kB with 15 000 elements', large);
  await measure('stanza of 200 kB: sent and received', async () => {
    await send(page);
    await row.waitFor();
  });
  await measure('stanza of 200 kB: opened', async () => {
    const twist = row.locator('[aria-expanded]').first();
    if ((await twist.getAttribute('aria-expanded')) === 'false') await twist.click();
    await row.getByRole('button', { name: /^Show all/ }).click();
    await row.getByText('Part 1 of').waitFor();
  });
  await measure('stanza of 200 kB: its next part', async () => {
    await row.getByRole('button', { name: 'Next part' }).click();
    await row.getByText('Part 2 of').waitFor();
  });
}

async function hugeText(page: Page, measure: Measure): Promise<void> {
  const huge = toJuliet('huge', `<body>${'word '.repeat(200_000)}</body>`);
  await measurePaste(page, measure, '1 MB', huge);
  await measure('1 MB: sent', async () => {
    await send(page);
    // More than the server takes: it ends the stream.
    await page.getByText('policy-violation').first().waitFor();
  });
}

async function againAndAgain(page: Page, measure: Measure): Promise<void> {
  await paste(page, toJuliet('again', '<body>Again</body>'));
  await send(page);
  await received(page, 'again').waitFor();
  const before = Number(await page.locator('article').first().getAttribute('aria-setsize'));
  await page.locator('article[data-direction="sent"]').filter({ hasText: 'again' }).first().focus();
  await measure('r pressed 200 times', async () => {
    for (let round = 0; round < 200; round += 1) await page.keyboard.press('r');
    await page.evaluate(sizeAbove, before + 399);
  });
}

export const loads: readonly Load[] = [fiveHundredMessages, largeStanza, hugeText, againAndAgain];
