/** What pages weigh, how long the first reply takes, and what Lighthouse says, on the built site. */
import type { Browser, Page } from '@playwright/test';
import { pageBudget } from '../site/first-visit.ts';
import { type Figure, kibibytes, median, milliseconds } from './figures.ts';

interface Weight {
  /** Bytes as they came over the wire, compressed. */
  readonly total: number;
  readonly scripts: number;
}

/** Loads a page in a fresh profile and adds up what came until the network was quiet. */
async function weigh(browser: Browser, address: string): Promise<Weight> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const kinds = new Map<string, string>();
  const weight = { total: 0, scripts: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.total += encodedDataLength;
    if (kinds.get(requestId) === 'Script') weight.scripts += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.goto(address, { waitUntil: 'networkidle' });
  await context.close();
  return weight;
}

export async function measureWeights(browser: Browser, site: string, guide: string): Promise<Figure[]> {
  const front = await weigh(browser, site);
  const page = await weigh(browser, new URL(guide, site).href);
  const limit = (value: number, budget: number) => ({ budget: `${budget} KiB`, kept: value <= budget * 1024 });
  return [
    { what: 'start page, first visit', figure: kibibytes(front.total) },
    { what: `guide (${guide}), first visit`, figure: kibibytes(page.total), ...limit(page.total, pageBudget.total) },
    { what: `guide (${guide}), scripts`, figure: kibibytes(page.scripts), ...limit(page.scripts, pageBudget.scripts) },
  ];
}

/** From the start of the navigation to the server's answer to a stanza that the reader sends as soon as it can be sent. */
async function firstReply(page: Page, address: string): Promise<number> {
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  const send = page.getByRole('button', { name: /^Send/ });
  await send.click();
  await page
    .getByRole('log')
    .or(page.locator('body'))
    .getByText(/iq result/i)
    .first()
    .waitFor();
  return performance.now() - began;
}

export async function measureFirstReply(browser: Browser, site: string): Promise<Figure[]> {
  const times: number[] = [];
  for (let index = 0; index < 5; index += 1) {
    const context = await browser.newContext();
    times.push(await firstReply(await context.newPage(), new URL('playground/', site).href));
    await context.close();
  }
  const middle = median(times);
  return [
    {
      what: 'cold playground to the first reply, median of 5',
      figure: milliseconds(middle),
      budget: '1000 ms',
      kept: middle <= 1000,
    },
  ];
}
