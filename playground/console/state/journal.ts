import { createPairer, type Description, describe, type Outcome, type WireEntry } from '../../stanza/index.ts';
import { limits } from '../limits.ts';
import { type BracketPart, Brackets } from './brackets.ts';
import { Changes } from './changes.ts';
import type { Entry, Row, TextEntry, Untold } from './entry.ts';
import { defaultFilter, type Filter, lets } from './filter.ts';
import { groupOf } from './group.ts';
import type { Happening } from './happening.ts';
import { isNoise } from './noise.ts';
import { Rows } from './rows.ts';
import type { SaidBelow, Search } from './search.ts';

const nothing: Search = Object.freeze({ text: '', words: [], terms: [], isEmpty: true, finds: () => false });

/** A text before the journal gives it its number. */
export type Text = Omit<WireEntry, 'id'> & {
  /** The reader sent it. */
  readonly byHand?: boolean;
  /** Of a connection whose stream, sign-in or resource is the reader's business: nothing of it is the console's own. */
  readonly isReaders?: boolean;
  readonly untold?: Untold;
  /** What it is, when that was found out before: in a long text it takes as long as a frame. */
  description?: Description;
};

/**
 * Every text of every account and what happened between them, in order, and which of them the reader's filter lets through. It grows to
 * a hundred thousand entries, so it changes in place, unlike the rest of the console's state. What reads it in Svelte follows it.
 */
export class Journal {
  #entries: Entry[] = [];
  #rows = new Rows(defaultFilter.foldNoise, new Set());
  #openFolds: ReadonlySet<number> = new Set();
  #filter: Filter = defaultFilter;
  #search: Search = nothing;
  #found: Entry[] = [];
  /** Counts changes of filter and search: a later one wins. */
  #views = 0;
  #prepare: ((jid: string) => string) | undefined;
  #saidBelow: SaidBelow | undefined;
  readonly #pairer = createPairer({ prepare: (jid) => this.#prepare?.(jid) });
  readonly #brackets = new Brackets();
  #nextId = 1;
  #oldest = 1;
  /** What the last `clear` took away. */
  #cleared: { readonly entries: readonly Entry[]; readonly oldest: number } | undefined;
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

  /** What the filter lets through, in order. The same array until the filter changes or old entries go. */
  get shown(): readonly Row[] {
    this.#changes.follow();
    return this.#rows.all;
  }

  /** Entries that the filter hides. */
  get hidden(): number {
    this.#changes.follow();
    return this.#entries.length - this.#rows.count;
  }

  /** What the search finds among what the filter lets through, in order. */
  get found(): readonly Entry[] {
    this.#changes.follow();
    return this.#found;
  }

  get filter(): Filter {
    this.#changes.follow();
    return this.#filter;
  }

  get search(): Search {
    this.#changes.follow();
    return this.#search;
  }

  /** Whether `restore` has something to bring back. */
  get isClearedNow(): boolean {
    this.#changes.follow();
    return this.#cleared !== undefined;
  }

  entry(id: number): Entry | undefined {
    this.#changes.follow();
    return this.#entries[id - this.#oldest];
  }

  text(id: number): TextEntry | undefined {
    const entry = this.entry(id);
    return entry?.kind === 'text' ? entry : undefined;
  }

  /** The row of an entry among those that are shown, its own or its fold's; -1 when it has none. */
  indexOf(id: number): number {
    this.#changes.follow();
    return this.#rows.indexOf(id);
  }

  /** How an entry relates to another one. */
  pairing(id: number): Outcome {
    this.#changes.follow();
    return this.#pairer.get(id);
  }

  brackets(id: number): readonly BracketPart[] {
    this.#changes.follow();
    return this.#brackets.at(id);
  }

  /**
   * From now on addresses are compared as the server does it. The tables for that are heavy and come later than the first texts, whose
   * addresses do not need them.
   */
  prepareWith(prepare: (jid: string) => string): void {
    this.#prepare = prepare;
  }

  /** From now on the search looks also into what is shown below the line of a row. */
  searchBelow(said: SaidBelow): void {
    this.#saidBelow = said;
  }

  append(texts: readonly Text[]): TextEntry[] {
    const added = texts.map((text) => {
      const { description = describe(text.text) } = text;
      const found = groupOf(description);
      const group = text.isReaders && found === 'connection' ? 'other' : found;
      const isOfNoise = isNoise(description);
      const entry: TextEntry = { ...text, kind: 'text', id: this.#takeId(), description, group, isNoise: isOfNoise };
      return entry;
    });
    for (const entry of added) {
      // What the last stream left unanswered stays so.
      if (entry.description.kind === 'stream-open' && entry.direction === 'sent') this.#pairer.end(entry.account);
      this.#pairer.add(entry);
      const pairing = this.#pairer.get(entry.id);
      if (pairing.kind === 'paired') this.#brackets.join(pairing.partner, entry.id);
      this.#add(entry);
    }
    this.#dropOldest();
    this.#changes.tell();
    return added;
  }

  /** A row between the texts. @param at milliseconds since the epoch */
  happened(happening: Happening, at = performance.timeOrigin + performance.now()): void {
    if (happening.kind === 'stream-ended') this.#pairer.end(happening.account);
    this.#add({ kind: 'happening', id: this.#takeId(), at, happening });
    this.#dropOldest();
    this.#changes.tell();
  }

  /** Gives the rows of an account its new name. A request that is open at that moment is not paired any more. */
  renameAccount(name: string, to: string): void {
    const renamed = (entry: Entry): Entry => {
      if (entry.kind === 'text') return entry.account === name ? { ...entry, account: to } : entry;
      const { happening } = entry;
      const isItsOwn = 'account' in happening && happening.account === name;
      return isItsOwn ? { ...entry, happening: { ...happening, account: to } } : entry;
    };
    for (const [index, entry] of this.#entries.entries()) this.#entries[index] = renamed(entry);
    this.#rows = this.#rows.map(renamed);
    this.#found = this.#found.map(renamed);
    this.#changes.tell();
  }

  /** Marks what has waited too long for its reply at this time, in milliseconds since the epoch. */
  expire(now: number): boolean {
    const changed = this.#pairer.expire(now).length > 0;
    if (changed) this.#changes.tell();
    return changed;
  }

  /** Takes everything away; `restore` brings it back. */
  clear(): void {
    this.#cleared = { entries: this.#entries, oldest: this.#oldest };
    this.#entries = [];
    this.#found = [];
    this.#oldest = this.#nextId;
    this.#rows = new Rows(this.#filter.foldNoise, this.#openFolds);
    this.#views += 1;
    this.#changes.tell();
  }

  /** Undoes the last `clear`; what has come since stays. */
  async restore(pause: () => Promise<void>): Promise<void> {
    if (this.#cleared === undefined) return;
    const { entries, oldest } = this.#cleared;
    this.#cleared = undefined;
    this.#entries = [...entries, ...this.#entries];
    this.#oldest = oldest;
    await this.#look(this.#filter, this.#search, pause);
  }

  openFold(id: number, isOpen: boolean): void {
    const open = new Set(this.#openFolds);
    if (isOpen) open.add(id);
    else open.delete(id);
    this.#openFolds = open;
    this.#rows = this.#rows.refolded(id, open);
    this.#changes.tell();
  }

  /**
   * Applies a filter to all entries, a slice at a time; `pause` lets the page breathe between slices. Resolves to false
   * when another filter or search came in between.
   */
  async setFilter(filter: Filter, pause: () => Promise<void>): Promise<boolean> {
    this.#filter = filter;
    return this.#look(filter, this.#search, pause);
  }

  /** Looks for something in what the filter lets through; as `setFilter` does. */
  async setSearch(search: Search, pause: () => Promise<void>): Promise<boolean> {
    const isNarrower = this.#filter.foundOnly;
    this.#search = search;
    return this.#look(this.#filter, search, pause, isNarrower);
  }

  /** @param again whether rows change too, or only what is found in them */
  async #look(filter: Filter, search: Search, pause: () => Promise<void>, again = true): Promise<boolean> {
    this.#views += 1;
    const view = this.#views;
    const rows = new Rows(filter.foldNoise, this.#openFolds);
    const found: Entry[] = [];
    const take = (entry: Entry): void => {
      const { isFound, isShown } = this.#judge(entry, filter, search);
      if (isFound) found.push(entry);
      if (again && isShown) rows.add(entry);
    };
    const until = this.#nextId;
    for (let id = this.#oldest; id < until; id += limits.filterSlice) {
      if (id > this.#oldest) await pause();
      if (this.#views !== view) return false;
      const from = Math.max(0, id - this.#oldest);
      const to = Math.min(id + limits.filterSlice, until) - this.#oldest;
      for (const entry of this.#entries.slice(from, to)) take(entry);
    }
    // What came while the slices were looked at.
    for (const entry of this.#entries.slice(until - this.#oldest)) take(entry);
    if (again) this.#rows = rows;
    this.#found = found;
    this.#changes.tell();
    return true;
  }

  #judge(entry: Entry, filter: Filter, search: Search): { readonly isFound: boolean; readonly isShown: boolean } {
    if (!lets(filter, entry)) return { isFound: false, isShown: false };
    const isFound = search.finds(entry, this.#pairer.get(entry.id), this.#saidBelow);
    return { isFound, isShown: isFound || search.isEmpty || !filter.foundOnly };
  }

  #takeId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }

  #add(entry: Entry): void {
    this.#entries.push(entry);
    const { isFound, isShown } = this.#judge(entry, this.#filter, this.#search);
    if (isFound) this.#found.push(entry);
    // What the reader has just sent is there to be seen, whatever they looked at before.
    if (isShown || (entry.kind === 'text' && entry.byHand === true)) this.#rows.add(entry);
  }

  #dropOldest(): void {
    const excess = this.#entries.length - limits.transcript;
    if (excess <= 0) return;
    const dropped = excess + limits.transcript / 10;
    this.#entries.splice(0, dropped);
    this.#oldest += dropped;
    this.#cleared = undefined;
    this.#rows = this.#rows.from(this.#oldest);
    this.#found = this.#found.filter(({ id }) => id >= this.#oldest);
    this.#brackets.forgetBefore(this.#oldest);
  }
}
