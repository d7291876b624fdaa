/** The difference between two texts as lines that others take the place of, and back. */
import { diffLines } from '../configuration/line-diff.ts';
import type { LineChange } from './types.ts';

export function changesBetween(before: string, after: string): LineChange[] {
  const changes: LineChange[] = [];
  let at = 0;
  let gone: string[] = [];
  let come: string[] = [];
  for (const { kind, text } of [...diffLines(before, after), { kind: 'same', text: '' } as const]) {
    if (kind === 'gone') gone.push(text);
    else if (kind === 'new') come.push(text);
    else {
      if (gone.length + come.length > 0) changes.push({ at, gone, come });
      at += gone.length + 1;
      gone = [];
      come = [];
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
