/** The playground's budgets for its beginning: weight, blocked time, Monaco on a slow processor. */
import type { Browser } from '@playwright/test';
import { distribution } from '../../src/commands/index.ts';
import { firstVisit } from '../site/first-visit.ts';
import { type Figure, kibibytes, median, milliseconds } from './figures.ts';
import { editor, open } from './loads.ts';
import { blocked, takeTasks } from './long-tasks.ts';

const times = 3;

async function measureFirstView(browser: Browser, site: string): Promise<Figure[]> {
  const fetched = firstVisit(distribution, 'playground/index.html');
  const weight = fetched.reduce((sum, { bytes }) => sum + bytes, 0);
  const blocking: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const page = await browser.newPage();
    await open(page, site);
    blocking.push(blocked(await takeTasks(page)));
    await page.close();
  }
  const middle = median(blocking);
  return [
    {
      what: 'before the sandbox and Monaco, first visit',
      figure: kibibytes(weight),
      budget: '70 KiB',
      kept: weight <= 70 * 1024,
    },
    {
      what: 'blocked time until the server is ready, median of 3',
      figure: milliseconds(middle),
      budget: '0 ms',
      kept: middle === 0,
    },
  ];
}

interface Editors {
  /** Milliseconds from the focus to a text field that takes what is typed in colours, and underlines what is wrong. */
  readonly field: number;
  /** To Monaco, when it shows what is typed. */
  readonly monaco: number;
}

/** Notes in the page when the text field has coloured a text with a mistake in it, and marked that. */
function noteMarks(): void {
  const seen: { marked?: number } = {};
  Object.assign(window, { seen });
  new MutationObserver((_, watching) => {
    const sheet = document.querySelector('.editor .sheet');
    if (!sheet?.querySelector('pre .name') || !sheet.querySelector('.marks .error')) return;
    seen.marked = performance.now();
    watching.disconnect();
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

declare const seen: { readonly marked?: number };

/** From the focus to editors that can be written in, on a processor slowed down four times. */
async function timeEditors(browser: Browser, site: string): Promise<Editors> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(noteMarks);
  await open(page, site);
  // As it is for a reader who has looked at the page before writing: Monaco has been fetched meanwhile.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /editor\.api/.test(name)),
  );
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const began = await page.evaluate(() => performance.now());
  await editor(page).focus();
  // Into whichever editor is there.
  await page.keyboard.insertText('<typed>');
  await page.locator('.view-lines', { hasText: '<typed>' }).waitFor();
  const times = await page.evaluate(() => ({ marked: seen.marked, now: performance.now() }));
  await context.close();
  return { field: (times.marked ?? Number.POSITIVE_INFINITY) - began, monaco: times.now - began };
}

async function measureMonaco(browser: Browser, site: string): Promise<Figure[]> {
  const found: Editors[] = [];
  for (let round = 0; round < times; round += 1) found.push(await timeEditors(browser, site));
  const monaco = median(found.map(({ monaco }) => monaco));
  const field = median(found.map(({ field }) => field));
  const either = 'either in 1500 ms';
  return [
    {
      what: 'Monaco shows what is typed after the focus, processor four times slower, median of 3',
      figure: milliseconds(monaco),
      budget: either,
      kept: Math.min(monaco, field) <= 1500,
    },
    {
      what: 'until then: the text field shows it in colours, with what is wrong underlined',
      figure: Number.isFinite(field) ? milliseconds(field) : 'not before Monaco',
      budget: either,
      kept: Math.min(monaco, field) <= 1500,
    },
  ];
}

export async function measurePlayground(browser: Browser, site: string): Promise<Figure[]> {
  return [...(await measureFirstView(browser, site)), ...(await measureMonaco(browser, site))];
}
