/** What the console keeps in the browser. Never a password. */

export const storageKeys = Object.freeze({
  /** The drafts of this tab; another tab has its own. */
  drafts: 'stanzabox:drafts',
  /** What was written in this tab before the part that keeps drafts was there. */
  early: 'stanzabox:early',
  /** The latest own texts of all tabs, to offer to a new one. */
  left: 'stanzabox:left',
  /** What was sent, over visits, without passwords. */
  history: 'stanzabox:history',
  /** Configurations of the servers in the tab as the reader changed them, by server, without secrets. */
  configurations: 'stanzabox:configurations',
  /** How stanzas are laid out: 'pretty' or 'raw'. */
  layout: 'stanzabox:layout',
  /** How wide and high the reader made the parts of the console. */
  panes: 'stanzabox:panes',
  /** Addresses of the reader's own servers. */
  ownServers: 'stanzabox:own-servers',
  /** 'no' when the reader wants nothing kept for offline use. */
  offline: 'stanzabox:offline',
});

export type StorageKey = keyof typeof storageKeys;

/** Why the browser keeps nothing: its space is used up, or the reader or the browser forbids it. */
export type StorageProblem = 'full' | 'blocked';

/** Kept until the tab is closed. All else is kept until the reader deletes it in the browser. */
const ofTab: ReadonlySet<StorageKey> = new Set(['drafts', 'early']);

/** What is kept, or null when nothing is or the browser does not let us look. */
export function load(key: StorageKey): string | null {
  try {
    return placeOf(key).getItem(storageKeys[key]);
  } catch {
    return null;
  }
}

/** Keeps it. Returns why the browser refused, or null when it is kept. */
export function keep(key: StorageKey, value: string): StorageProblem | null {
  try {
    placeOf(key).setItem(storageKeys[key], value);
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked';
  }
}

/** Keeps it no longer. */
export function forget(key: StorageKey): void {
  try {
    placeOf(key).removeItem(storageKeys[key]);
  } catch {
    // Nothing is kept there either.
  }
}

/** Throws where storage is blocked: even to name it is forbidden then. */
function placeOf(key: StorageKey): Storage {
  return ofTab.has(key) ? sessionStorage : localStorage;
}
