/** Debian's Firefox, by WebDriver BiDi: it speaks that itself, and Puppeteer is its client. */
import puppeteer, { type KeyInput } from 'puppeteer-core';
import { findFirefox } from '../../src/commands/index.ts';
import type { Hands, Key } from './hands.ts';

export async function openFirefox(window: { readonly width: number; readonly height: number }): Promise<Hands> {
  const executablePath = findFirefox();
  if (executablePath === undefined) throw new Error('There is no Firefox. "npm test -- --needs Firefox" gets it.');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    args: [`--width=${window.width}`, `--height=${window.height}`],
    defaultViewport: window,
  });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    const message = error instanceof Error ? error.message : String(error);
    // Firefox says so too when a page is left while something of it is still on its way.
    if (!/A ServiceWorker intercepted the request and encountered/.test(message))
      complaints.push(`exception: ${message}`);
  });
  const each = async (keys: readonly Key[], act: (key: KeyInput) => Promise<void>): Promise<void> => {
    for (const key of keys) await act(key as KeyInput);
  };
  return {
    goTo: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    ask: (run, ...args) => page.evaluate(run as never, ...args) as never,
    clickAt: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    async press(...keys) {
      await each(keys, (key) => page.keyboard.down(key));
      await each(keys.toReversed(), (key) => page.keyboard.up(key));
    },
    picture: () => page.screenshot(),
    complaints: async () => complaints,
    close: () => browser.close(),
  };
}
