/** The playground's budgets that need its own page: weight, blocked time, Monaco on a slow processor, a full transcript, large loads. */
import type { Browser, Page } from '@playwright/test';
import { limits } from '../../playground/console/limits.ts';
import { distribution } from '../../src/commands/index.ts';
import { firstVisit } from '../site/first-visit.ts';
import { type Figure, kibibytes, median, milliseconds } from './figures.ts';

/** A task longer than this is felt (https://web.dev/articles/optimize-long-tasks, RAIL). */
const longTask = 50;
const times = 3;

declare global {
  interface Window {
    tasks: number[];
  }
}

/** From now on the page notes each task over 50 ms, in milliseconds. */
function watchTasks(): void {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** The long tasks since the last time that this was asked. */
const takeTasks = (page: Page): Promise<number[]> => page.evaluate(() => window.tasks.splice(0));

const blocked = (tasks: readonly number[]): number =>
  tasks.reduce((sum, duration) => sum + Math.max(0, duration - longTask), 0);

/** The textarea that Monaco replaces, on a page that has not asked for Monaco yet. */
async function open(page: Page, site: string): Promise<void> {
  await page.addInitScript(watchTasks);
  await page.goto(new URL('playground/', site).href);
  await page.getByText(/ready in/).waitFor();
}

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
    await page.getByRole('textbox', { name: 'Stanza to send' }).focus();
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

/** Pings in one text of the editor: few enough that reading the text is not a long task. */
const perText = 100;

/** Real pings to the real server until the transcript is full, each with its answer. */
async function fill(page: Page): Promise<number> {
  const ping = '<iq type="get" id="p" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>';
  const editor = page.getByRole('textbox', { name: 'Stanza to send' });
  await editor.focus();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(Array.from({ length: perText }, () => ping).join('\n'));
  await takeTasks(page);
  // The oldest tenth goes when the transcript is full, so it is filled to just below that.
  const wanted = limits.transcript - 4 * perText;
  let count = 0;
  while (count < wanted) {
    await page.keyboard.press('ControlOrMeta+Enter');
    count = await page.evaluate(sizeAbove, count + perText);
  }
  return count;
}

/** Waits for a transcript longer than this, and tells how long it is. */
function sizeAbove(least: number): Promise<number> {
  const size = (): number => Number(document.querySelector('article')?.getAttribute('aria-setsize') ?? 0);
  return new Promise((resolve) => {
    const look = (): void => {
      if (size() > least) resolve(size());
      else setTimeout(look, 10);
    };
    look();
  });
}

async function scroll(page: Page): Promise<void> {
  const box = await page.getByRole('feed', { name: 'Transcript' }).boundingBox();
  if (box === null) throw new Error('The transcript is not to be seen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (const [rounds, distance] of [
    [60, -400],
    [20, -60_000],
    [60, 400],
  ] as const) {
    for (let round = 0; round < rounds; round += 1) {
      await page.mouse.wheel(0, distance);
      await page.waitForTimeout(16);
    }
  }
}

function tasksFigure(what: string, tasks: readonly number[]): Figure {
  const longest = Math.max(0, ...tasks);
  return {
    what,
    figure:
      tasks.length === 0 ? 'no task over 50 ms' : `${tasks.length} tasks over 50 ms, longest ${milliseconds(longest)}`,
    budget: 'no task over 50 ms',
    kept: tasks.length === 0,
  };
}

async function measureTranscript(browser: Browser, site: string): Promise<Figure[]> {
  const page = await browser.newPage();
  await open(page, site);
  const count = await fill(page);
  const appending = await takeTasks(page);
  await scroll(page);
  const scrolling = await takeTasks(page);
  await page.close();
  return [
    tasksFigure(`${count} stanzas: appending`, appending),
    tasksFigure(`${count} stanzas: scrolling by 400 and by 60 000 pixels`, scrolling),
  ];
}

/** Pastes a text over all that is in the editor. Typed, Monaco would take it in letter by letter, in quadratic time. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Stanza to send' }).focus();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}

const toJuliet = (id: string, inner: string): string =>
  `<message to="juliet@montague.example/balcony" id="${id}">${inner}</message>`;

/** What a reader may do at once, each on a fresh page: the tasks that they have to wait for. */
async function measureLoads(browser: Browser, site: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  const onFreshPage = async (act: (page: Page, note: (what: string) => Promise<void>) => Promise<void>) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await open(page, site);
    await paste(page, '<presence/>');
    await takeTasks(page);
    await act(page, async (what) => {
      // A task is reported after it has ended.
      await page.waitForTimeout(500);
      figures.push(tasksFigure(what, await takeTasks(page)));
    });
    await context.close();
  };
  const row = (page: Page, id: string) =>
    page.locator('article[data-direction="received"]').filter({ hasText: id }).first();

  await onFreshPage(async (page, note) => {
    await paste(page, Array.from({ length: 500 }, (_, at) => toJuliet(`m${at}`, `<body>${at}</body>`)).join('\n'));
    await note('500 messages: pasted');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.evaluate(sizeAbove, 1000);
    await note('500 messages: sent at once and received');
  });
  await onFreshPage(async (page, note) => {
    await paste(page, toJuliet('large', `<list xmlns="urn:example:list">${'<item n="1"/>'.repeat(15_000)}</list>`));
    await note('stanza of 200 kB with 15 000 elements: pasted');
    await page.keyboard.press('ControlOrMeta+Enter');
    await row(page, 'large').waitFor();
    await note('stanza of 200 kB: sent and received');
    await row(page, 'large')
      .getByRole('button', { name: /^Show all/ })
      .click();
    await row(page, 'large').getByText('Part 1 of').waitFor();
    await note('stanza of 200 kB: opened');
    await row(page, 'large').getByRole('button', { name: 'Next part' }).click();
    await row(page, 'large').getByText('Part 2 of').waitFor();
    await note('stanza of 200 kB: its next part');
  });
  await onFreshPage(async (page, note) => {
    await paste(page, toJuliet('huge', `<body>${'word '.repeat(200_000)}</body>`));
    await note('1 MB: pasted');
    await page.keyboard.press('ControlOrMeta+Enter');
    // More than the server takes: it ends the stream.
    await page.getByText('policy-violation').first().waitFor();
    await note('1 MB: sent');
  });
  return figures;
}

export async function measurePlayground(browser: Browser, site: string): Promise<Figure[]> {
  return [
    ...(await measureFirstView(browser, site)),
    await measureMonaco(browser, site),
    ...(await measureTranscript(browser, site)),
    ...(await measureLoads(browser, site)),
  ];
}
