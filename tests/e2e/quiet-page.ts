/** A page on which an error in the console, a blocked resource or a request to another host fails the test. */
import { test as base, expect } from '@playwright/test';

export const test = base.extend<{ complaints: string[] }>({
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
