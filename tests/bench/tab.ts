/** What the benches ask of a tab in a fresh profile: Playwright's pages and Puppeteer's both do it. */
import type { Browser as Chromium } from '@playwright/test';
import type { Browser as Firefox } from 'puppeteer-core';

export interface Tab {
  open(address: string): Promise<void>;
  /** Has a function run in each page that is opened from now on, before anything of its own does. */
  before(work: () => void): Promise<void>;
  /** Waits until the page's title is this. */
  title(expected: string): Promise<void>;
  /** Runs a function in the page; what it gets and returns travels as JSON. */
  run<Input, Output>(work: (input: Input) => Output | Promise<Output>, input: Input): Promise<Output>;
  close(): Promise<void>;
}

export async function tabOfChromium(browser: Chromium): Promise<Tab> {
  const context = await browser.newContext();
  const page = await context.newPage();
  return {
    open: async (address) => void (await page.goto(address)),
    before: async (work) => void (await page.addInitScript(work)),
    title: async (expected) => void (await page.waitForFunction((title) => document.title === title, expected)),
    run: (work, input) => page.evaluate(work as never, input),
    close: () => context.close(),
  };
}

export async function tabOfFirefox(browser: Firefox): Promise<Tab> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  return {
    open: async (address) => void (await page.goto(address)),
    before: async (work) => void (await page.evaluateOnNewDocument(work)),
    title: async (expected) => void (await page.waitForFunction((title) => document.title === title, {}, expected)),
    run: (work, input) => page.evaluate(work as never, input as never),
    close: () => context.close(),
  };
}
