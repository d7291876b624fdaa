/** Where drafts are kept: in the tab, and the reader's own texts of all tabs beside each other, so that a new tab can offer them. */
import { limits } from '../limits.ts';
import { forget, keep, load, type StorageProblem } from '../storage.ts';
import * as book from './drafts.ts';
import { readEarly } from './early-text.ts';
import { forKeeping, type Left, readDrafts, readLeft, withLeft } from './kept-drafts.ts';

export interface Shelf {
  /** What this tab had when it was here before, and what was written since; else the first text. */
  readonly drafts: book.Drafts;
  /** The last own text of another tab or visit, for a tab that has nothing of its own. */
  readonly offered: Left | null;
}

/**
 * @param present what is in the editor: a reader who was faster than this code has written something already, perhaps into several drafts, and goes on in
 *   the same documents
 * @param first what stands in it at a first visit
 */
export function takeFromShelf(present: book.Drafts, first: string): Shelf {
  const kept = readDrafts(load('drafts'));
  // Written on earlier visits of this tab that did not get as far as a draft.
  const early = readEarly().map((text) => ({
    ...book.newDraft(book.freshId(), first, { kind: 'template' }),
    text,
  }));
  const before = [...(kept?.list ?? []), ...early];
  // A first text that nobody changed gives way to what was written.
  const written = present.list.filter(({ text }) => text !== first);
  if (before.length === 0) {
    return { drafts: present, offered: written.length > 0 ? null : (readLeft(load('left'))[0] ?? null) };
  }
  const list = [...before, ...written];
  const isIn = (id: string | undefined): boolean => list.some((draft) => draft.id === id);
  const latest = early.at(-1)?.id ?? kept?.open;
  const open = [present.open, written.at(-1)?.id, latest].find(isIn) ?? present.open;
  const closed = present.closed ?? kept?.closed;
  return { drafts: { list, open, ...(closed && { closed }) }, offered: null };
}

/**
 * Keeps the drafts.
 * @param gone ids of drafts that this tab has closed
 * @returns a sentence when something is not kept
 */
export function putOnShelf(drafts: book.Drafts, gone: readonly string[]): string | null {
  const problem = keep('drafts', JSON.stringify(forKeeping(drafts)));
  // It is a draft now, and what the page's head keeps when the page is left is one too.
  if (problem === null) forget('early');
  const left = withLeft(readLeft(load('left')), drafts, gone, Date.now());
  const other = keep('left', JSON.stringify(left));
  if (problem ?? other) return sentences[problem ?? other ?? 'blocked'];
  const isLong = drafts.list.some(({ text }) => text.length > limits.draft);
  return isLong
    ? `Texts of more than ${limits.draft.toLocaleString('en')} characters are not kept. This one is lost when the tab is closed or reloaded.`
    : null;
}

const sentences: Readonly<Record<StorageProblem, string>> = {
  full: 'This browser has no space left for this site, so your text is not kept. It is lost when the tab is closed or reloaded: copy what you need.',
  blocked:
    'This browser does not let the site keep anything, so your text is lost when the tab is closed or reloaded: copy what you need.',
};
