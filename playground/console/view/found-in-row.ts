/** Where a row has what the search looks for. Loaded with the first search. */
import { limits } from '../limits.ts';
import { layOut } from '../state/lay-out.ts';
import type { Layout, Line } from '../state/pages.ts';
import type { rangesOf } from './found-marks.ts';
import type { Opened } from './types.ts';

/** How long a text may take to be laid out, in milliseconds, until nobody waits to see where the word is. */
const patience = 5_000;

/**
 * How a row has to be open for these words to be seen in its text: of several, the one that comes last.
 * @returns undefined when the text has none of them
 */
export async function openedAt(text: string, layout: Layout, words: readonly string[]): Promise<Opened | undefined> {
  const laid = await layOut(text, layout);
  const shown = laid.text.toLowerCase();
  const at = Math.max(...words.map((word) => shown.indexOf(word)));
  if (at < 0) return undefined;
  const page = Math.max(
    0,
    laid.starts.findLastIndex((start) => start <= at),
  );
  const isInBeginning = page === 0 && lineAt(await laid.page(0), at) < limits.stanzaBeginning;
  return { isFull: laid.lines > limits.stanzaLines && !isInBeginning, page };
}

function lineAt(lines: readonly Line[], at: number): number {
  return lines.findLastIndex(({ parts }) => parts[0] !== undefined && parts[0].at <= at);
}

/**
 * Scrolls to the last of these words' first places in a row, as soon as the row shows it.
 * @param find given by whoever has it: a script that other pages load would be cut in two for it
 * @returns undoes it
 */
export function bringIntoSight(row: Element, words: readonly string[], find: typeof rangesOf): () => void {
  if (scrollToLast(row, words, find)) return () => {};
  const observer = new MutationObserver(() => {
    if (scrollToLast(row, words, find)) observer.disconnect();
  });
  observer.observe(row, { childList: true, subtree: true });
  const timer = setTimeout(() => observer.disconnect(), patience);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}

function scrollToLast(row: Element, words: readonly string[], find: typeof rangesOf): boolean {
  const found = words.map((word) => find(row, [word])[0]);
  // What is not there yet may come: the text of a long stanza is laid out elsewhere.
  if (found.some((range) => range === undefined)) return false;
  const last = found
    .flatMap((range) => range ?? [])
    .sort((one, other) => one.compareBoundaryPoints(Range.START_TO_START, other))
    .at(-1);
  const [place, box] = [last?.getBoundingClientRect(), row.closest('[role="feed"]')?.getBoundingClientRect()];
  if (place !== undefined && box !== undefined && (place.top < box.top || place.bottom > box.bottom))
    last?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  return true;
}
