/** The console beside a page, as tests find it. */
import type { FrameLocator, Locator, Page } from '@playwright/test';

export const panel = (page: Page): Locator => page.getByRole('region', { name: 'Console of this page' });
export const inside = (page: Page): FrameLocator => panel(page).frameLocator('iframe[title="Console"]');
