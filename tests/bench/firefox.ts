/** Firefox for the benches, where the machine has one. Playwright drives a Firefox of its own only, Puppeteer any. */
import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** Nothing when there is no Firefox. */
export async function launchFirefox(): Promise<Browser | undefined> {
  const executablePath = places.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : puppeteer.launch({ browser: 'firefox', executablePath });
}
