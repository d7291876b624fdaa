/** What pages weigh, how long the first reply takes, and what Lighthouse says, on the built site. */
import type { Browser } from '@playwright/test';
import { pageBudget } from '../site/first-visit.ts';
import { serveBarePage } from './bare-page.ts';
import { type Figure, kibibytes, median, milliseconds } from './figures.ts';
import type * as page from './page/page.ts';
import type { Tab } from './tab.ts';

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

/** Milliseconds in which a browser has loaded what its own new window needs: Chromium's box for addresses is a page with 200 scripts. */
export const ownBusiness = 2500;

/**
 * The page times itself: it presses Send as soon as that can be pressed, and looks for the answer whenever it changes. What runs here asks
 * too seldom for that, and each question costs the page time.
 */
export function timeYourself(): void {
  const times: { sent?: number; answered?: number } = {};
  Object.assign(window, { times });
  const watching = new MutationObserver(() => {
    const send = [...document.querySelectorAll<HTMLButtonElement>('button.primary')].find((button) =>
      button.textContent.trim().startsWith('Send'),
    );
    if (send && send.ariaDisabled !== 'true' && times.sent === undefined) {
      times.sent = performance.now();
      send.click();
    }
    if (!/iq result/i.test(document.querySelector('section.transcript')?.textContent ?? '')) return;
    times.answered = performance.now();
    watching.disconnect();
  });
  watching.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

declare const bench: typeof page;
declare const times: { readonly sent?: number; readonly answered?: number };

export interface FirstReply {
  /** Milliseconds since the page was asked for. */
  readonly painted: number;
  readonly sent: number;
  readonly answered: number;
  /** Names of what had come before anything was painted, and KiB of it. */
  readonly before: readonly string[];
  readonly kibibytes: number;
}

export async function firstReply(tab: Tab, address: string): Promise<FirstReply> {
  await tab.open(address);
  return tab.run(async () => {
    while (times.answered === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const came = (all as PerformanceResourceTiming[]).filter(
      ({ responseEnd }) => responseEnd > 0 && responseEnd < painted,
    );
    return {
      painted,
      sent: times.sent ?? Number.NaN,
      answered: times.answered ?? Number.NaN,
      before: came.map(({ name }) => new URL(name).pathname.replace(/^\/_astro\//, '')),
      kibibytes: came.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1024,
    };
  }, null);
}

/** The least that a page here can need: nothing but the server in its worker, and a session. */
async function bareReply(tab: Tab, address: string): Promise<number> {
  await tab.open(address);
  await tab.title('Bench ready');
  return tab.run(() => bench.firstReply(), null);
}

/** In turn: a visit in a fresh profile, one more with what that has left in the browser's cache, and both of a page without a console. */
export async function measureFirstReply(newTab: () => Promise<Tab>, site: string): Promise<Figure[]> {
  const cold: FirstReply[] = [];
  const warm: FirstReply[] = [];
  const bareCold: number[] = [];
  const bareWarm: number[] = [];
  const bare = await serveBarePage();
  for (let index = 0; index < 7; index += 1) {
    const tab = await newTab();
    await tab.before(timeYourself);
    await new Promise((resolve) => setTimeout(resolve, ownBusiness));
    for (const visits of [cold, warm]) visits.push(await firstReply(tab, new URL('playground/', site).href));
    await tab.close();
    const other = await newTab();
    await new Promise((resolve) => setTimeout(resolve, ownBusiness));
    for (const visits of [bareCold, bareWarm]) visits.push(await bareReply(other, bare.address));
    await other.close();
  }
  await bare.close();
  const middle = (visits: readonly FirstReply[], of: 'painted' | 'sent' | 'answered') =>
    median(visits.map((visit) => visit[of]));
  const told = (what: string, visits: readonly FirstReply[], budget: number): Figure => ({
    what,
    figure: `${milliseconds(middle(visits, 'answered'))} (painted after ${milliseconds(middle(visits, 'painted'))}, sent after ${milliseconds(middle(visits, 'sent'))})`,
    budget: `${budget} ms`,
    kept: middle(visits, 'answered') <= budget,
  });
  const least = (what: string, times: readonly number[], playground: number): Figure => ({
    what,
    figure: `${milliseconds(median(times))}: ${(median(times) / playground).toFixed(2)} of the playground's`,
  });
  const last = cold.at(-1);
  return [
    told('cold playground to the first reply, median of 7', cold, 600),
    told('the same with a warm cache', warm, 300),
    least('a page with the server and a session, but no console', bareCold, middle(cold, 'answered')),
    least('the same with a warm cache', bareWarm, middle(warm, 'answered')),
    {
      what: 'come before the first paint of the last cold visit',
      figure: `${last?.before.length} files, ${last?.kibibytes.toFixed(0)} KiB: ${last?.before.join(' ')}`,
    },
  ];
}
