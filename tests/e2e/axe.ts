import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './quiet-page.ts';

/** Fails with what axe finds in the console. @param state what the reader sees there, for the failure */
export async function expectNoFault(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include('.console')
    // Monaco's own: its invisible input is labelled.
    .exclude('.monaco-editor')
    .analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  expect(found, state).toEqual([]);
}
