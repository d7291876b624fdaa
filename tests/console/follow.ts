import { toStore } from 'svelte/store';

/** Resolves once it holds. It is read as a component would read it: again whenever something that it read has changed. */
export async function becomesTrue(holds: () => boolean): Promise<void> {
  let stop = (): void => {};
  await new Promise<void>((resolve) => {
    stop = toStore(holds).subscribe((isTrue) => {
      if (isTrue) resolve();
    });
  });
  stop();
}

/** What a component would have drawn: one value for each time that it was drawn again. The first is what was there before. */
export function drawings<T>(read: () => T): { readonly drawn: readonly T[]; readonly stop: () => void } {
  const drawn: T[] = [];
  const stop = toStore(() => ({ now: read() })).subscribe(({ now }) => drawn.push(now));
  return { drawn, stop };
}
