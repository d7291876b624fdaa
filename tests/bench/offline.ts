/** What the worker that keeps the site for offline use costs: the first reply with it and without, in turn. */
import type { Browser, BrowserContext } from '@playwright/test';
import { type Figure, median, milliseconds } from './figures.ts';
import { type FirstReply, firstReply, ownBusiness, timeYourself } from './pages.ts';
import type { Tab } from './tab.ts';

/** Visits of each kind in each of so many profiles. */
const rounds = 3;
const visitsEach = 4;

type Kind = 'without' | 'with, asleep' | 'with, awake';

async function tabIn(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  await page.addInitScript(timeYourself);
  return {
    open: async (address) => void (await page.goto(address)),
    before: async (work) => void (await page.addInitScript(work)),
    title: async (expected) => void (await page.waitForFunction((title) => document.title === title, expected)),
    run: (work, input) => page.evaluate(work as never, input),
    close: () => page.close(),
  };
}

/** The first visit of a profile. Where a worker is allowed, all is kept when it has ended. */
async function firstVisit(context: BrowserContext, address: string, isAllowed: boolean): Promise<void> {
  const tab = await tabIn(context);
  await firstReply(tab, address);
  if (isAllowed) await tab.run(async () => void (await navigator.serviceWorker.ready), null);
  await tab.close();
}

async function putToSleep(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.close();
}

export async function measureOffline(browser: Browser, site: string): Promise<Figure[]> {
  const address = new URL('playground/', site).href;
  const times: Record<Kind, FirstReply[]> = { without: [], 'with, asleep': [], 'with, awake': [] };
  for (let round = 0; round < rounds; round += 1) {
    const without = await browser.newContext({ serviceWorkers: 'block' });
    const withWorker = await browser.newContext();
    await firstVisit(without, address, false);
    await firstVisit(withWorker, address, true);
    await new Promise((resolve) => setTimeout(resolve, ownBusiness));
    for (let visit = 0; visit < visitsEach; visit += 1) {
      for (const kind of ['without', 'with, asleep', 'with, awake'] as const) {
        const context = kind === 'without' ? without : withWorker;
        if (kind === 'with, asleep') await putToSleep(context);
        const tab = await tabIn(context);
        times[kind].push(await firstReply(tab, address));
        await tab.close();
      }
    }
    await without.close();
    await withWorker.close();
  }
  const middle = (kind: Kind, of: 'painted' | 'sent' | 'answered') => median(times[kind].map((visit) => visit[of]));
  const told = (kind: Kind): string =>
    `${milliseconds(middle(kind, 'answered'))} (painted after ${milliseconds(middle(kind, 'painted'))}, sent after ${milliseconds(middle(kind, 'sent'))})`;
  const share = (kind: Kind): string =>
    ` ${(middle(kind, 'answered') / middle('without', 'answered')).toFixed(2)} times`;
  const count = rounds * visitsEach;
  return [
    { what: `warm first reply without a worker, median of ${count}`, figure: told('without') },
    {
      what: 'with it, when it has to start',
      figure: `${told('with, asleep')}:${share('with, asleep')}`,
    },
    { what: 'with it, when it runs', figure: `${told('with, awake')}:${share('with, awake')}` },
  ];
}
