import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './quiet-page.ts';

/**
 * axe on the page, for its violations. It runs in the page: its other way, which also looks into frames of other sites, carries every node that
 * passed to a second page and takes three times as long. No page here has such a frame.
 */
export const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

const toldOf = (violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): readonly string[] =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));

/** Fails with what axe finds in parts of the page. @param parts selectors */
export async function expectNoFaultIn(page: Page, ...parts: readonly string[]): Promise<void> {
  const { violations } = await parts.reduce((looked, part) => looked.include(part), axe(page)).analyze();
  expect(toldOf(violations), parts.join(', ')).toEqual([]);
}

/** Fails with what axe finds in the console. @param state what the reader sees there, for the failure */
export async function expectNoFault(page: Page, state: string): Promise<void> {
  const { violations } = await axe(page)
    .include('.console')
    // Monaco's own: its invisible input is labelled.
    .exclude('.monaco-editor')
    .analyze();
  expect(toldOf(violations), state).toEqual([]);
}
