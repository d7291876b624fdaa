/** The cheapest way to turn what was expected into what came (edit distance with wildcards, by dynamic programming). */

export type Alignment =
  /** Both are there and fit. */
  | { readonly kind: 'fits'; readonly expected: number; readonly actual: number }
  /** Both are there, and what came replaces what was expected. */
  | { readonly kind: 'replaced'; readonly expected: number; readonly actual: number }
  | { readonly kind: 'missing'; readonly expected: number }
  | { readonly kind: 'extra'; readonly actual: number }
  /** A wildcard and the items from `actual` up to (not including) `end` that it stands for. */
  | { readonly kind: 'wildcard'; readonly expected: number; readonly actual: number; readonly end: number };

export interface Comparison {
  readonly expected: number;
  readonly actual: number;
  readonly isWildcard: (expected: number) => boolean;
  readonly fits: (expected: number, actual: number) => boolean;
  /** 0 to 1: how much of it is the same, for two that do not fit. */
  readonly similarity: (expected: number, actual: number) => number;
}

/** Needs (expected + 1) * (actual + 1) cells: callers bound the sizes. */
export const align = (comparison: Comparison): Alignment[] => {
  const { expected: rows, actual: columns, isWildcard, fits, similarity } = comparison;
  const width = columns + 1;
  // cost[row * width + column]: of turning the items from `row` on into those from `column` on.
  const cost = new Float64Array((rows + 1) * width);
  const move = new Uint8Array((rows + 1) * width);
  for (let row = rows; row >= 0; row -= 1) {
    for (let column = columns; column >= 0; column -= 1) {
      const here = row * width + column;
      if (row === rows) {
        cost[here] = columns - column;
        move[here] = extra;
        continue;
      }
      const below = cost[here + width] ?? 0;
      const right = column < columns ? (cost[here + 1] ?? 0) : Number.POSITIVE_INFINITY;
      if (isWildcard(row)) {
        // Leaving the wildcard comes first when it costs the same: a wildcard swallows no more than it must.
        cost[here] = Math.min(below, right);
        move[here] = below <= right ? leave : swallow;
        continue;
      }
      const diagonal = column < columns ? (cost[here + width + 1] ?? 0) : Number.POSITIVE_INFINITY;
      const fitting = column < columns && fits(row, column);
      const pair = fitting ? diagonal : diagonal + 1 - (column < columns ? similarity(row, column) / 2 : 0);
      const best = Math.min(pair, below + 1, right + 1);
      cost[here] = best;
      move[here] = best === pair ? (fitting ? fit : replace) : best === below + 1 ? missing : extra;
    }
  }
  return walk(move, rows, columns);
};

const [fit, replace, missing, extra, leave, swallow] = [0, 1, 2, 3, 4, 5] as const;

const walk = (move: Uint8Array, rows: number, columns: number): Alignment[] => {
  const alignments: Alignment[] = [];
  let row = 0;
  let column = 0;
  let swallowedFrom: number | undefined;
  while (row < rows || column < columns) {
    switch (move[row * (columns + 1) + column]) {
      case fit:
        alignments.push({ kind: 'fits', expected: row++, actual: column++ });
        break;
      case replace:
        alignments.push({ kind: 'replaced', expected: row++, actual: column++ });
        break;
      case missing:
        alignments.push({ kind: 'missing', expected: row++ });
        break;
      case leave:
        alignments.push({ kind: 'wildcard', expected: row++, actual: swallowedFrom ?? column, end: column });
        swallowedFrom = undefined;
        break;
      case swallow:
        swallowedFrom ??= column;
        column += 1;
        break;
      default:
        alignments.push({ kind: 'extra', actual: column++ });
    }
  }
  return alignments;
};
