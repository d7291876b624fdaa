/** Lighthouse on the built site: mobile, the median of three runs (by performance). */
import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromiumFlags, chromiumPath } from '../../src/commands/index.ts';
import { type Figure, median } from './figures.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

async function scores(address: string): Promise<Record<string, number>> {
  const chrome = await chromeLauncher.launch({
    chromePath: chromiumPath,
    chromeFlags: ['--headless=new', ...chromiumFlags],
  });
  try {
    const result = await lighthouse(address, { port: chrome.port, onlyCategories: [...categories], logLevel: 'error' });
    if (result === undefined) throw new Error(`Lighthouse gave no result for ${address}`);
    return Object.fromEntries(
      categories.map((name) => [name, Math.round((result.lhr.categories[name]?.score ?? 0) * 100)]),
    );
  } finally {
    chrome.kill();
  }
}

export async function measureLighthouse(address: string): Promise<Figure[]> {
  const runs = [await scores(address), await scores(address), await scores(address)];
  const middle = categories.map((name) => median(runs.map((run) => run[name] ?? 0)));
  return [
    {
      what: new URL(address).pathname,
      figure: `${middle.join(' / ')} (${categories.join(', ')})`,
      budget: '100 / 100 / 100 / 100',
      kept: middle.every((score) => score === 100),
    },
  ];
}
