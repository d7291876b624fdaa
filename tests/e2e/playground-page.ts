/** The playground as a reader meets it: the built site, a real browser, a real Prosody in its tab. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './quiet-page.ts';

export async function openPlayground(page: Page): Promise<void> {
  await page.goto('/playground/');
  await ready(page);
}

/** Where rows are counted: romeo and juliet are online, and have seen each other. @returns the number of rows that this brought */
export async function openSettled(page: Page): Promise<number> {
  await openPlayground(page);
  const presences = async (): Promise<number> => {
    const folds = await page.locator('article[data-fold]').allInnerTexts();
    return folds.reduce((sum, text) => sum + Number(/(\d+) presence/.exec(text)?.[1] ?? 0), 0);
  };
  await expect.poll(presences, { timeout: 60_000 }).toBe(4);
  return entries(page).count();
}

/** As in a browser that refuses to make workers: no server can start. */
export async function openWithoutWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('Refused.', 'SecurityError');
      }
    } as never;
  });
  await page.goto('/playground/');
  await expect(page.getByText('This browser refused to make a worker')).toBeVisible();
}

/** The server in the tab is up. */
export async function ready(page: Page): Promise<void> {
  await expect(page.getByText(/ready in/)).toBeVisible({ timeout: 60_000 });
}

export function editor(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Stanza to send' });
}

/** A panel of the server, once what is in it is there: its code comes when it is opened. */
export async function panelWithParts(page: Page, name: string): Promise<Locator> {
  const panel = page.getByRole('tabpanel', { name });
  await expect(panel.locator('button, input').first()).toBeVisible();
  return panel;
}

export function entries(page: Page): Locator {
  return page.getByRole('feed', { name: 'Transcript' }).getByRole('article');
}

/** More characters than anybody writes in one go: Monaco takes each of them by itself, and of many that lasts minutes. */
const longest = 2_000;

/** Writes as a reader does, into whichever editor is there; long texts are pasted. */
export async function write(page: Page, text: string): Promise<void> {
  if (text.length > longest) return paste(page, text);
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Pastes over all that is in the editor, once Monaco is there. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor(page).focus();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}

export const send = (page: Page): Locator => page.getByRole('button', { name: /^Send(?! it)/ });
