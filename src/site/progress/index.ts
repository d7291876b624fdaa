/**
 * Which lessons, recipes and drills a reader has done, and when. It stays in this browser, without an account, and can be carried to another
 * one as a file. For scripts of pages.
 */

/** Slug of a page (`lessons/first`, `recipes/block`) to when it was done: a time as ISO 8601 has it, in UTC. */
export type Progress = Readonly<Record<string, string>>;

/** Why the browser keeps nothing: its space is used up, or the reader or the browser forbids it. */
export type Refusal = 'full' | 'blocked';

const key = 'stanzabox:progress';
/** A file of progress is a few kilobytes; what is longer is another file. */
const longest = 1_000_000;

/** What is kept. What was changed by other hands counts as far as it can be read. */
export function progressOf(): Progress {
  try {
    return entriesOf(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return {};
  }
}

/** Keeps that a page is done; the first time counts. Returns why the browser refused, or null when it is kept. */
export function markDone(pageSlug: string, now: Date = new Date()): Refusal | null {
  const before = progressOf();
  // Nothing to change, but storage that is refused by now is said.
  return keep({ ...before, [pageSlug]: before[pageSlug] ?? now.toISOString() });
}

/** Keeps nothing any more. Returns why the browser refused, or null. */
export function forgetProgress(): Refusal | null {
  try {
    localStorage.removeItem(key);
    return null;
  } catch {
    return 'blocked';
  }
}

/** The text of a file that `importProgress` reads. */
export function exportProgress(progress: Progress): string {
  return `${JSON.stringify({ format: 'stanzabox-progress', version: 1, done: progress }, null, 2)}\n`;
}

export type Imported = { readonly ok: true; readonly added: number } | { readonly ok: false; readonly plain: string };

/** Adds what a file holds to what is kept. Where both have a page, the earlier time stays. */
export function importProgress(text: string): Imported {
  const read = readProgress(text);
  if ('plain' in read) return { ok: false, plain: read.plain };
  const before = progressOf();
  const merged: Record<string, string> = { ...before };
  for (const [slug, at] of Object.entries(read.done)) {
    const kept = merged[slug];
    merged[slug] = kept === undefined || at < kept ? at : kept;
  }
  const refusal = keep(merged);
  if (refusal !== null) return { ok: false, plain: wordsOfRefusal(refusal) };
  return { ok: true, added: Object.keys(merged).length - Object.keys(before).length };
}

export function wordsOfRefusal(refusal: Refusal): string {
  return refusal === 'full'
    ? 'This browser has no space left for this site, so your progress is not kept. Delete some of what the site keeps, then try again.'
    : 'This browser does not let this site keep anything, so your progress is lost when you leave the page. Allow storage for this site, or use a window that is not private.';
}

/** @returns what a file holds, or what is wrong with it */
export function readProgress(text: string): { readonly done: Progress } | { readonly plain: string } {
  if (text.length > longest)
    return { plain: 'The file is longer than any progress of this site. Choose the file that Export made.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const where = error instanceof Error ? ` (${error.message})` : '';
    return { plain: `The file is not JSON${where}. Choose the file that Export made.` };
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== 'stanzabox-progress')
    return { plain: 'The file does not hold progress of this site. Choose the file that Export made.' };
  if (!('version' in value) || value.version !== 1)
    return { plain: 'The file was made by a newer version of this site. Reload the page, then import the file again.' };
  const done = 'done' in value ? value.done : undefined;
  const entries = entriesOf(done);
  const count = typeof done === 'object' && done !== null ? Object.keys(done).length : -1;
  if (Object.keys(entries).length !== count)
    return { plain: 'A part of the file is no page with a time. Nothing was imported. Export the file again.' };
  return { done: entries };
}

function entriesOf(value: unknown): Progress {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([slug, at]) =>
      isSlug(slug) && typeof at === 'string' && isTime(at) ? [[slug, at] as const] : [],
    ),
  );
}

const isSlug = (slug: string): boolean => /^[a-z0-9]+(?:[/-][a-z0-9]+)*$/.test(slug);
const isTime = (at: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(at) && !Number.isNaN(Date.parse(at));

function keep(progress: Progress): Refusal | null {
  try {
    localStorage.setItem(key, JSON.stringify(progress));
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked';
  }
}
