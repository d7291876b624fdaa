import { flushSync, mount, unmount } from 'svelte';
import type { Entry } from '../state/entry.ts';
import type { Layout } from '../state/pages.ts';
import PrintedRows from './PrintedRows.svelte';

/** What is on the paper now. */
let printed: ReturnType<typeof mount> | undefined;
let isAsking = false;

/** Puts rows, all of each, on the paper in place of the page, of which only the part in sight would be printed. For `beforeprint`. */
export function printRows(entries: readonly Entry[], layout: Layout): void {
  if (isAsking) return;
  clear();
  if (entries.length === 0) return;
  printed = mount(PrintedRows, { target: document.body, props: { entries, layout } });
  flushSync();
  addEventListener('afterprint', clear, { once: true });
}

/**
 * Prints rows by a button. They are laid out before the browser is asked: Chromium pauses a page that calls `print()` before
 * it sends `beforeprint`, and calls no Trusted Types policy in a page that is paused, so that nothing can be mounted then.
 */
export function askToPrint(entries: readonly Entry[], layout: Layout): void {
  printRows(entries, layout);
  isAsking = true;
  try {
    window.print();
  } finally {
    isAsking = false;
  }
}

function clear(): void {
  if (printed !== undefined) void unmount(printed);
  printed = undefined;
}
