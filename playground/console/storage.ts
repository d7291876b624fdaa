/** What the console keeps in the browser between visits. Never a password. */

export const storageKeys = Object.freeze({
  /** The text in the editor. */
  draft: 'stanzabox:draft',
  /** The reader's own text that something else took the place of, until it is put back. */
  replaced: 'stanzabox:replaced',
  /** Configurations of the servers in the tab as the reader changed them, by server, without secrets. */
  configurations: 'stanzabox:configurations',
  /** How stanzas are laid out: 'pretty' or 'raw'. */
  layout: 'stanzabox:layout',
  /** How wide and high the reader made the parts of the console. */
  panes: 'stanzabox:panes',
});

export type StorageKey = keyof typeof storageKeys;

/** What is kept, or null when nothing is or the browser does not let us look. */
export function load(key: StorageKey): string | null {
  try {
    return localStorage.getItem(storageKeys[key]);
  } catch {
    return null;
  }
}

/** Keeps it no longer. */
export function forget(key: StorageKey): void {
  try {
    localStorage.removeItem(storageKeys[key]);
  } catch {
    // Nothing is kept there either.
  }
}

/** Says whether it was kept; a browser may refuse (private window, full disk). */
export function keep(key: StorageKey, value: string): boolean {
  try {
    localStorage.setItem(storageKeys[key], value);
    return true;
  } catch {
    return false;
  }
}
