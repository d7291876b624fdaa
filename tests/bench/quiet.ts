/** What a playground costs that nobody uses, and one that was used for an hour. */
import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from '@playwright/test';
import type { Figure } from './figures.ts';
import { fill } from './full-transcript.ts';
import { open, paste } from './loads.ts';

/** Seconds that the page is left to itself. */
const idle = 20;
/** One request a second and its answer. */
const rowsOfAnHour = 7200;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
}

/** What the browser calls a task that a script asked for, in whatever thread. */
const wakes: ReadonlySet<string> = new Set([
  'TimerFire',
  'FireAnimationFrame',
  'FireIdleCallback',
  'HandlePostMessage',
]);

async function measureWakes(browser: Browser, site: string): Promise<Figure> {
  const page = await browser.newPage();
  await open(page, site);
  // What comes after the start, such as the editor that is fetched ahead and what is kept for offline use, is the visit's and not the idle page's.
  await page.waitForTimeout(15_000);
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await page.waitForTimeout(idle * 1000);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  await page.close();
  const found = traceEvents.filter(({ name }) => wakes.has(name));
  const kinds = Map.groupBy(found, ({ name }) => name);
  const told = [...kinds].map(([name, events]) => `${name} ${events.length}`).join(', ');
  const each = found.length / idle;
  return {
    what: `idle playground, page and worker: scripts woken in ${idle} s`,
    figure: `${each.toFixed(2)} a second${told === '' ? '' : ` (${told})`}`,
    budget: 'below 1 a second',
    kept: each < 1,
  };
}

/** MiB of the process that holds the page, its worker and their WebAssembly, after what nobody needs has been given back. */
async function memoryOf(page: Page, browserSession: CDPSession): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const [, kibibytes = '0'] = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
      return Number(kibibytes) / 1024;
    });
  return Math.max(...sizes);
}

async function measureMemory(browser: Browser, site: string): Promise<Figure[]> {
  const browserSession = await browser.newBrowserCDPSession();
  const page = await browser.newPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, site);
  const ping = '<iq type="get" id="p" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>';
  await paste(page, Array.from({ length: 100 }, () => ping).join('\n'));
  const before = await memoryOf(page, browserSession);
  await fill(page, rowsOfAnHour);
  const hour = await memoryOf(page, browserSession);
  await fill(page, 2 * rowsOfAnHour);
  const two = await memoryOf(page, browserSession);
  await page.close();
  const mebibytes = (value: number): string => `${value.toFixed(0)} MiB`;
  return [
    { what: 'memory of the tab with Monaco, before anything was sent', figure: mebibytes(before) },
    {
      what: `after an hour with a request and an answer each second (${rowsOfAnHour} rows)`,
      figure: `${mebibytes(hour)}: ${(hour / before).toFixed(2)} times`,
    },
    { what: 'after two such hours', figure: `${mebibytes(two)}: ${(two / before).toFixed(2)} times` },
  ];
}

export async function measureQuiet(browser: Browser, site: string): Promise<Figure[]> {
  if (process.platform !== 'linux') return [await measureWakes(browser, site)];
  return [await measureWakes(browser, site), ...(await measureMemory(browser, site))];
}
