import { flushSync, mount, unmount } from 'svelte';
import type { Entry } from '../state/entry.ts';
import type { Layout } from '../state/pages.ts';
import PrintedRows from './PrintedRows.svelte';

/** Puts rows, all of each, on the paper in place of the page, of which only the part in sight would be printed. For `beforeprint`. */
export function printRows(entries: readonly Entry[], layout: Layout): void {
  if (entries.length === 0) return;
  const printed = mount(PrintedRows, { target: document.body, props: { entries, layout } });
  flushSync();
  addEventListener('afterprint', () => void unmount(printed), { once: true });
}
