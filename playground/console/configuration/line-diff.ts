import { changesBetween, countChanged } from './line-changes.ts';

/** One line of a comparison of two texts: in both, only in the old one, or only in the new one. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** What changed from one text to another, line by line. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const old = before.split('\n');
  const lines: DiffLine[] = [];
  let done = 0;
  const add = (kind: DiffLine['kind'], texts: readonly string[]): void => {
    for (const text of texts) lines.push({ kind, text });
  };
  for (const { at, gone, come } of changesBetween(before, after)) {
    add('same', old.slice(done, at));
    add('gone', gone);
    add('new', come);
    done = at + gone.length;
  }
  add('same', old.slice(done));
  return lines;
}

/** Lines that are new, and lines that are gone and have no new one in their place. */
export function countChanges(before: string, after: string): number {
  return countChanged(changesBetween(before, after));
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
