/** Monaco before a reader means to write: fetched, not run. Running it takes the page a third of a second. */
import { whenIdleId } from '../fetched-when-idle.ts';

/** Not in the type library: only Chromium's browsers have it. */
type Connected = Navigator & { readonly connection?: { readonly saveData?: boolean } };

/** Whether the reader wants no more fetched than what is asked for. */
export function savesData(): boolean {
  return (navigator as Connected).connection?.saveData === true;
}

/** Takes the build's list of what Monaco is made of into the page, once. Touch screens keep the textarea. */
export function fetchEditorAhead(): void {
  const list = document.getElementById(whenIdleId);
  if (!(list instanceof HTMLTemplateElement) || matchMedia('(pointer: coarse)').matches) return;
  document.head.append(list.content);
  list.remove();
}
