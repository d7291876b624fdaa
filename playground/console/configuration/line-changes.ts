/** The difference between two texts as lines that others take the place of, and back. */

/** Lines of a text that others take the place of. */
export interface LineChange {
  /** How many lines of the first text are before it. */
  readonly at: number;
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Cells of the table that is filled to find the shortest difference; beyond it all lines in between count as changed. */
const mostCells = 4_000_000;

export function changesBetween(before: string, after: string): LineChange[] {
  const [from, to] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const gone = from.slice(start, from.length - end);
  const come = to.slice(start, to.length - end);
  if (gone.length === 0 && come.length === 0) return [];
  if ((gone.length + 1) * (come.length + 1) > mostCells) return [{ at: start, gone, come }];
  return shortest(gone, come).map((change) => ({ ...change, at: change.at + start }));
}

/** By the longest common subsequence of lines. */
function shortest(gone: readonly string[], come: readonly string[]): LineChange[] {
  const width = come.length + 1;
  const common = new Uint32Array((gone.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = gone.length - 1; row >= 0; row -= 1) {
    for (let column = come.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        gone[row] === come[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const changes: LineChange[] = [];
  let [row, column] = [0, 0];
  while (row < gone.length || column < come.length) {
    const [fromRow, fromColumn] = [row, column];
    while (row < gone.length || column < come.length) {
      if (row < gone.length && column < come.length && gone[row] === come[column]) break;
      if (column >= come.length || (row < gone.length && at(row + 1, column) >= at(row, column + 1))) row += 1;
      else column += 1;
    }
    if (row > fromRow || column > fromColumn)
      changes.push({ at: fromRow, gone: gone.slice(fromRow, row), come: come.slice(fromColumn, column) });
    while (row < gone.length && column < come.length && gone[row] === come[column]) {
      row += 1;
      column += 1;
    }
  }
  return changes;
}

/** The second text, or undefined when the first one is not the one that the changes were made from. */
export function withChanges(before: string, changes: readonly LineChange[]): string | undefined {
  const from = before.split('\n');
  const lines: string[] = [];
  let done = 0;
  for (const { at, gone, come } of changes) {
    if (at < done || gone.some((line, index) => from[at + index] !== line)) return undefined;
    lines.push(...from.slice(done, at), ...come);
    done = at + gone.length;
  }
  return [...lines, ...from.slice(done)].join('\n');
}

/** How many lines are others: a line that another one takes the place of counts once. */
export function countChanged(changes: readonly LineChange[]): number {
  return changes.reduce((sum, { gone, come }) => sum + Math.max(gone.length, come.length), 0);
}

/** As a diff is written, without its head: what goes, then what comes. */
export function writtenChanges(changes: readonly LineChange[]): string {
  return changes
    .flatMap(({ at, gone, come }) => [
      `@@ line ${at + 1} @@`,
      ...gone.map((line) => `-${line}`),
      ...come.map((line) => `+${line}`),
    ])
    .join('\n');
}
