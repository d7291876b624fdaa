/** Firefox for the benches, where the machine has one. Playwright drives a Firefox of its own only, Puppeteer any. */
import puppeteer, { type Browser } from 'puppeteer-core';
import { findFirefox } from '../../src/commands/index.ts';

/** Nothing when there is no Firefox. */
export async function launchFirefox(): Promise<Browser | undefined> {
  const executablePath = findFirefox();
  return executablePath === undefined ? undefined : puppeteer.launch({ browser: 'firefox', executablePath });
}
