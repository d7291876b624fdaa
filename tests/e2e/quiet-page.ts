/** A page on which an error in the console, a blocked resource or a request to another host fails the test. */
import { test as base, expect } from '@playwright/test';
import { storageKeys } from '../../playground/console/storage.ts';

/**
 * `keepsOffline`: whether the playground may keep itself for offline use, as it does for readers. Most tests are about something else, and hold requests back
 * or refuse them, which a browser that has all of it does not ask for: their reader has said no in the help.
 */
export const test = base.extend<{ complaints: string[]; keepsOffline: boolean }>({
  keepsOffline: [false, { option: true }],
  context: async ({ context, keepsOffline }, use) => {
    if (!keepsOffline) {
      await context.addInitScript((key) => {
        // A browser that lets pages keep nothing has no worker either.
        try {
          localStorage.setItem(key, 'no');
        } catch {}
      }, storageKeys.offline);
    }
    await use(context);
  },
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
      page.on('request', (request) => {
        const isHere = request.url().startsWith(`${origin}/`) || /^(data|blob):/.test(request.url());
        if (!isHere) complaints.push(`request to another host: ${request.url()}`);
      });
      await use(complaints);
      expect(complaints, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
