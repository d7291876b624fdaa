import type { Note, Specification } from '../../stanza/types.ts';
import { Changes } from '../state/changes.ts';

let explain: ((name: string) => Note | undefined) | undefined;
let isAsked = false;
const changes = new Changes();

/**
 * Where a name is defined. The registry of names comes after the first rows, and what was drawn without it is drawn again by Svelte:
 * no stanza waits for it.
 */
export function specificationOfName(name: string): Specification | undefined {
  changes.follow();
  if (!isAsked) void load();
  return explain?.(name)?.specification;
}

async function load(): Promise<void> {
  isAsked = true;
  try {
    ({ explainNamespace: explain } = await import('../../stanza/registry.ts'));
    changes.tell();
  } catch {
    // Offline: rows stay without links, and the next one asks again.
    isAsked = false;
  }
}
