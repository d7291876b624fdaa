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

/** From the focus to an editor that shows what is typed, on a processor slowed down four times. */
async function measureMonaco(browser: Browser, site: string): Promise<Figure> {
  const found: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await open(page, site);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const began = performance.now();
    await editor(page).focus();
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.keyboard.insertText('<typed/>');
    await page.locator('.view-lines', { hasText: '<typed/>' }).waitFor();
    found.push(performance.now() - began);
    await context.close();
  }
  const middle = median(found);
  return {
    what: 'Monaco takes what is typed after the focus, processor four times slower, median of 3',
    figure: milliseconds(middle),
    budget: '1500 ms',
    kept: middle <= 1500,
  };
}

export async function measurePlayground(browser: Browser, site: string): Promise<Figure[]> {
  return [...(await measureFirstView(browser, site)), await measureMonaco(browser, site)];
}
