/**
 * What is written before the part that keeps drafts is there, kept for the next time that this tab shows the page. A script in the page's head does it,
 * since nothing else is there as early. It cannot read whether a text holds a password, so one that might is not kept.
 */
import { firstText } from '../first-text.ts';
import { load, storageKeys } from '../storage.ts';

const place = 'stanzaboxKeepEarly';
const key = JSON.stringify(storageKeys.early);

/** For the page's head: what was written into the textarea is kept when the page is left. */
export const earlyTextScript = `${place} = (text) => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(${key})) || [];
    if (!/password|secret|digest|token|<auth|<response/i.test(text))
      sessionStorage.setItem(${key}, JSON.stringify([...kept.filter((each) => each !== text), text]));
  } catch {}
};
addEventListener('pagehide', () => {
  const area = document.querySelector('.sheet > textarea');
  if (area && area.value !== ${JSON.stringify(firstText)}) ${place}(area.value);
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
