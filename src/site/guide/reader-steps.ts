/** What a reader has to do on a page, counted: steps, and words to read. */
import type { Lesson, Step } from '../../lesson/index.ts';

/** Steps that a reader does, and can tick: no folded check, no fault made on purpose, nothing that is only shown. */
export function isForReader(step: Step): boolean {
  return !step.hidden && !step.drill && step.skip === undefined && step.kind !== 'send' && step.kind !== 'receive';
}

const kinds = [
  ['shell', 'command', 'commands'],
  ['file', 'file to write', 'files to write'],
  ['patch', 'change of a file', 'changes of files'],
  ['zone', 'change of DNS', 'changes of DNS'],
  ['browser', 'form in the browser', 'forms in the browser'],
] as const;

/** "12 commands, 2 files to write and 1 change of DNS"; '' when there is nothing to do. */
export function toDo({ steps }: Pick<Lesson, 'steps'>): string {
  const counted = kinds.flatMap(([kind, one, more]) => {
    const count = steps.filter((step) => step.kind === kind && isForReader(step)).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : more}`];
  });
  return new Intl.ListFormat('en-GB').format(counted);
}

/** Words of a page's prose, to the nearest hundred: blocks, components and addresses of links are not in it. */
export function wordsToRead(source: string): number {
  const prose = source
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^(`{3,})[\s\S]*?^\1`*$/gm, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\]\([^)]*\)/g, ']');
  const words = prose.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
  return Math.max(100, Math.round(words / 100) * 100);
}

/** Machines on which a reader types commands, or writes files, in the order in which the page comes to them. */
export function machinesToCopy({ steps }: Pick<Lesson, 'steps'>): readonly string[] {
  const machines = steps.flatMap((step) =>
    'on' in step && step.kind !== 'browser' && isForReader(step) ? [step.on] : [],
  );
  return [...new Set(machines)];
}
