import type { Page } from '@playwright/test';

/** Keeps a script from coming until the returned function is called: what a reader does meanwhile comes before it on any machine. */
export async function holdBack(page: Page, script: RegExp): Promise<() => void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(script, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
