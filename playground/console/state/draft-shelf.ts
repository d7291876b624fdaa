/** Where drafts are kept: in the tab, and the reader's own texts of all tabs beside each other, so that a new tab can offer them. */
import { limits } from '../limits.ts';
import { forget, keep, load, type StorageProblem } from '../storage.ts';
import type { Drafts } from './drafts.ts';
import { readEarly } from './early-text.ts';
import { forKeeping, type Left, readDrafts, readLeft, withLeft } from './kept-drafts.ts';

export interface Shelf {
  /** What this tab had, when it was here before. */
  readonly drafts: Drafts | null;
  /** What was written on earlier visits of this tab and did not get as far as a draft. */
  readonly early: readonly string[];
  /** The last own text of another tab or visit, for a tab that has nothing of its own. */
  readonly offered: Left | null;
}

export function takeFromShelf(): Shelf {
  const drafts = readDrafts(load('drafts'));
  const early = readEarly();
  const hasOwn = drafts !== null || early.length > 0;
  return { drafts, early, offered: hasOwn ? null : (readLeft(load('left'))[0] ?? null) };
}

/**
 * Keeps the drafts.
 * @param gone ids of drafts that this tab has closed
 * @returns a sentence when something is not kept
 */
export function putOnShelf(drafts: Drafts, gone: readonly string[]): string | null {
  const problem = keep('drafts', JSON.stringify(forKeeping(drafts)));
  // It is a draft now, and what the page's head keeps when the page is left is one too.
  if (problem === null) forget('early');
  const left = withLeft(readLeft(load('left')), drafts, gone, Date.now());
  const other = keep('left', JSON.stringify(left));
  if (problem ?? other) return sentences[problem ?? other ?? 'blocked'];
  const isLong = drafts.list.some(({ text }) => text.length > limits.draft);
  return isLong
    ? `Texts of more than ${limits.draft.toLocaleString('en')} characters are not kept. This one is lost when the tab is closed or loaded again.`
    : null;
}

const sentences: Readonly<Record<StorageProblem, string>> = {
  full: 'This browser has no space left for this site, so your text is not kept. It is lost when the tab is closed or loaded again: copy what you need.',
  blocked:
    'This browser does not let the site keep anything, so your text is lost when the tab is closed or loaded again: copy what you need.',
};
