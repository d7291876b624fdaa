/**
 * What is written before the part that keeps drafts is there, kept for the next time that this tab shows the page. It waits for that part, so it
 * is not read here whether it holds a password: a text that might is not kept.
 */
import { load, storageKeys } from '../storage.ts';

/** Adds a text. It stands for itself, since the page's head holds it too, where nothing can be imported. */
function keep(key: string, text: string): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    const isKnown = kept.at(-1) === text;
    if (isKnown || text.length > 100_000 || /password|secret|digest|token|<auth|<response/i.test(text)) return;
    sessionStorage.setItem(key, JSON.stringify([...kept, text]));
  } catch {
    // Where the browser keeps nothing, nothing can be done about it here.
  }
}

export function keepEarly(text: string): void {
  keep(storageKeys.early, text);
}

/** For the page's head: what was written into the textarea before any other script was there is kept when the page is left. */
export const earlyTextScript = `addEventListener('pagehide', () => {
  const area = document.querySelector('.editor .sheet > textarea');
  if (area && area.value !== area.defaultValue) (${keep})(${JSON.stringify(storageKeys.early)}, area.value);
});`;

/** The texts that were kept so, the earliest first. What is kept may be anything. */
export function readEarly(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(load('early') ?? '[]');
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}
