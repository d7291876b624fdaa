import { createPairer, describe, type Pairing, type WireEntry } from '../../stanza/index.ts';
import { limits } from '../limits.ts';
import { Changes } from './changes.ts';
import type { Entry, TextEntry, Untold } from './entry.ts';
import { defaultFilter, type Filter, matcher } from './filter.ts';
import { groupOf } from './group.ts';
import type { Happening } from './happening.ts';

/** A text before the journal gives it its number. */
export type Text = Omit<WireEntry, 'id'> & { readonly untold?: Untold };

/**
 * Every text of every account, in order, and which of them the reader's filter lets through. It grows to a hundred
 * thousand entries, so it changes in place, unlike the rest of the console's state. What reads it in Svelte follows it.
 */
export class Journal {
  readonly #entries: Entry[] = [];
  #shown: Entry[] = [];
  #filter: Filter = defaultFilter;
  #matches = matcher(defaultFilter);
  #pairer = createPairer();
  #nextId = 1;
  #oldest = 1;
  /** Of the entries, their pairing and the filter. */
  readonly #changes = new Changes();

  get size(): number {
    this.#changes.follow();
    return this.#entries.length;
  }

  /** Every entry, in order, whatever the filter. */
  get all(): readonly Entry[] {
    this.#changes.follow();
    return this.#entries;
  }

  /** The entries that the filter lets through, in order. The same array until the filter changes or old entries go. */
  get shown(): readonly Entry[] {
    this.#changes.follow();
    return this.#shown;
  }

  get filter(): Filter {
    return this.#filter;
  }

  entry(id: number): Entry | undefined {
    this.#changes.follow();
    return this.#entries[id - this.#oldest];
  }

  /**
   * The place of an entry among those that are shown, or -1. They are in the order of their ids, so a search by halves
   * finds one among a hundred thousand.
   */
  indexOf(id: number): number {
    this.#changes.follow();
    let low = 0;
    let high = this.#shown.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#shown[middle]?.id ?? 0;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** How an entry relates to another one. */
  pairing(id: number): Pairing {
    this.#changes.follow();
    return this.#pairer.get(id);
  }

  append(texts: readonly Text[]): TextEntry[] {
    const added = texts.map((text) => {
      const description = describe(text.text);
      const entry: TextEntry = { ...text, kind: 'text', id: this.#takeId(), description, group: groupOf(description) };
      return entry;
    });
    for (const entry of added) {
      this.#pairer.add(entry);
      this.#add(entry);
    }
    this.#dropOldest();
    this.#changes.tell();
    return added;
  }

  /** A row between the texts. @param at milliseconds since the epoch */
  happened(happening: Happening, at = performance.timeOrigin + performance.now()): void {
    this.#add({ kind: 'happening', id: this.#takeId(), at, happening });
    this.#dropOldest();
    this.#changes.tell();
  }

  /** Marks what has waited too long for its reply at this time, in milliseconds since the epoch. */
  expire(now: number): boolean {
    const changed = this.#pairer.expire(now).length > 0;
    if (changed) this.#changes.tell();
    return changed;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#shown = [];
    this.#pairer = createPairer();
    this.#oldest = this.#nextId;
    this.#changes.tell();
  }

  /**
   * Applies a filter to all entries, a slice at a time; `pause` lets the page breathe between slices. Resolves to false
   * when another filter came in between.
   */
  async setFilter(filter: Filter, pause: () => Promise<void>): Promise<boolean> {
    const matches = matcher(filter);
    this.#filter = filter;
    this.#matches = matches;
    const shown: Entry[] = [];
    const until = this.#nextId;
    for (let id = this.#oldest; id < until; id += limits.filterSlice) {
      if (id > this.#oldest) await pause();
      if (this.#filter !== filter) return false;
      const from = Math.max(0, id - this.#oldest);
      const to = Math.min(id + limits.filterSlice, until) - this.#oldest;
      for (const entry of this.#entries.slice(from, to)) if (matches(entry)) shown.push(entry);
    }
    // What came while the slices were looked at is in the old list's tail.
    for (const entry of this.#entries.slice(until - this.#oldest)) if (matches(entry)) shown.push(entry);
    this.#shown = shown;
    this.#changes.tell();
    return true;
  }

  #takeId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }

  #add(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#matches(entry)) this.#shown.push(entry);
  }

  #dropOldest(): void {
    const excess = this.#entries.length - limits.transcript;
    if (excess <= 0) return;
    const dropped = excess + limits.transcript / 10;
    this.#entries.splice(0, dropped);
    this.#oldest += dropped;
    this.#shown = this.#shown.filter(({ id }) => id >= this.#oldest);
  }
}
