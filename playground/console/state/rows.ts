import type { Entry, Fold, Row, TextEntry } from './entry.ts';

/**
 * The rows of a transcript, in order: entries, and folds where noise comes. Grows at its end; the array stays the same one unless a
 * fold is opened or closed, so that a list can tell growth from change.
 */
export class Rows {
  #rows: Row[] = [];
  /** The fold that takes in more noise, because nothing else has come since. */
  #run: { readonly index: number; readonly entries: TextEntry[] } | undefined;
  readonly #foldsNoise: boolean;
  readonly #openFolds: ReadonlySet<number>;
  #count = 0;

  /** @param openFolds ids of folds whose entries are shown */
  constructor(foldsNoise: boolean, openFolds: ReadonlySet<number>) {
    this.#foldsNoise = foldsNoise;
    this.#openFolds = openFolds;
  }

  get all(): readonly Row[] {
    return this.#rows;
  }

  /** Entries in all rows. */
  get count(): number {
    return this.#count;
  }

  add(entry: Entry): void {
    this.#count += 1;
    if (!this.#foldsNoise || entry.kind !== 'text' || !entry.isNoise || entry.byHand === true) {
      this.#run = undefined;
      this.#rows.push(entry);
      return;
    }
    this.#run ??= { index: this.#rows.length, entries: [] };
    const { index, entries } = this.#run;
    entries.push(entry);
    // Another object each time, so that who shows it sees the change.
    const fold = foldOf(entries, this.#openFolds);
    this.#rows[index] = fold;
    if (fold.isOpen) this.#rows.push(entry);
  }

  /** The same entries, with one fold opened or closed, as `openFolds` has it. No other row is looked at. */
  refolded(id: number, openFolds: ReadonlySet<number>): Rows {
    const rows = new Rows(this.#foldsNoise, openFolds);
    rows.#rows = this.#rows.slice();
    rows.#count = this.#count;
    rows.#run = this.#run;
    const index = this.indexOf(id);
    const before = this.#rows[index];
    if (before?.kind !== 'fold') return rows;
    const fold = foldOf(before.entries, openFolds);
    if (fold.isOpen === before.isOpen) return rows;
    const { length } = fold.entries;
    rows.#rows = [
      ...this.#rows.slice(0, index),
      fold,
      ...(fold.isOpen ? fold.entries : []),
      ...this.#rows.slice(index + 1 + (before.isOpen ? length : 0)),
    ];
    if (this.#run !== undefined && this.#run.index > index) {
      rows.#run = { ...this.#run, index: this.#run.index + (fold.isOpen ? length : -length) };
    }
    return rows;
  }

  /** Without entries before this id. */
  from(id: number): Rows {
    return this.#made(this.#openFolds, (entry) => (entry.id >= id ? entry : undefined));
  }

  /** With other entries in their places. */
  map(change: (entry: Entry) => Entry): Rows {
    return this.#made(this.#openFolds, change);
  }

  #made(openFolds: ReadonlySet<number>, change: (entry: Entry) => Entry | undefined): Rows {
    const rows = new Rows(this.#foldsNoise, openFolds);
    const add = (entry: Entry): void => {
      const changed = change(entry);
      if (changed !== undefined) rows.add(changed);
    };
    for (const row of this.#rows) {
      if (row.kind === 'fold') for (const entry of row.entries) add(entry);
      else if (!this.#isInFold(row)) add(row);
    }
    return rows;
  }

  /** Entries of an open fold are rows too. */
  #isInFold(row: Entry): boolean {
    return this.#foldsNoise && row.kind === 'text' && row.isNoise && row.byHand !== true;
  }

  /** The row of an entry: its own, or that of the fold which holds it. -1 when it has none. A search by halves. */
  indexOf(id: number): number {
    let low = 0;
    let high = this.#rows.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.#rows[middle]?.id ?? 0;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    const before = this.#rows[high];
    const isHeld = before?.kind === 'fold' && before.entries.some((entry) => entry.id === id);
    return isHeld ? high : -1;
  }
}

function foldOf(entries: readonly TextEntry[], openFolds: ReadonlySet<number>): Fold {
  const first = entries[0];
  const id = (first?.id ?? 0) - 0.5;
  return { kind: 'fold', id, at: first?.at ?? 0, entries, isOpen: openFolds.has(id) };
}
