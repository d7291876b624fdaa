/** One line of a comparison of two texts: in both, only in the old one, or only in the new one. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** More lines than these on both sides in the middle are told as all changed: the comparison grows with their product. */
const mostCompared = 2000;

/** What changed from one text to another, line by line. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  if (before === after) return before.split('\n').map((text) => ({ kind: 'same', text }));
  const old = before.split('\n');
  const now = after.split('\n');
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
  return [
    ...same(old.slice(0, head)),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...same(old.slice(old.length - tail)),
  ];
}

/** Lines that are new, and lines that are gone and have no new one in their place. */
export function countChanges(before: string, after: string): number {
  let changes = 0;
  let gone = 0;
  let added = 0;
  for (const { kind } of [...diffLines(before, after), { kind: 'same' } as const]) {
    if (kind === 'gone') gone += 1;
    else if (kind === 'new') added += 1;
    else {
      changes += Math.max(gone, added);
      gone = 0;
      added = 0;
    }
  }
  return changes;
}

/** The changed lines with `around` lines of what is the same before and after each; null stands for what was left out. */
export function hunks(lines: readonly DiffLine[], around = 1): readonly (DiffLine | null)[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown: (DiffLine | null)[] = [];
  for (const [at, line] of lines.entries()) {
    if (near[at]) shown.push(line);
    else if (shown.length > 0 && shown.at(-1) !== null) shown.push(null);
  }
  return shown.at(-1) === null ? shown.slice(0, -1) : shown;
}

/** By the longest common subsequence. */
function middle(old: readonly string[], now: readonly string[]): DiffLine[] {
  const gone = (text: string): DiffLine => ({ kind: 'gone', text });
  const added = (text: string): DiffLine => ({ kind: 'new', text });
  if (old.length > mostCompared || now.length > mostCompared) return [...old.map(gone), ...now.map(added)];
  const width = now.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        old[i] === now[j]
          ? 1 + (longest[(i + 1) * width + j + 1] ?? 0)
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const [mine, other] = [old[i], now[j]];
    if (mine !== undefined && mine === other) {
      lines.push({ kind: 'same', text: mine });
      i += 1;
      j += 1;
    } else if (
      mine !== undefined &&
      (other === undefined || (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    ) {
      lines.push(gone(mine));
      i += 1;
    } else {
      lines.push(added(other ?? ''));
      j += 1;
    }
  }
  return lines;
}
