import type { Entry, Row } from './entry.ts';

/** The entries of rows, those of closed folds too. */
export function entriesOf(rows: readonly Row[]): Entry[] {
  return rows.flatMap((row) => (row.kind !== 'fold' ? row : row.isOpen ? [] : row.entries));
}

/** The same ids with those of a row added, or taken away when all of them are there. */
export function toggled(selected: ReadonlySet<number>, row: Row): ReadonlySet<number> {
  const ids = (row.kind === 'fold' ? row.entries : [row]).map(({ id }) => id);
  const next = new Set(selected);
  const all = ids.every((id) => next.has(id));
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}

/** The same ids with those of all rows between two places. */
export function extended(
  selected: ReadonlySet<number>,
  rows: readonly Row[],
  one: number,
  other: number,
): ReadonlySet<number> {
  const between = rows.slice(Math.max(0, Math.min(one, other)), Math.max(one, other) + 1);
  return new Set([...selected, ...entriesOf(between).map(({ id }) => id)]);
}
