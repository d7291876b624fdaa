import { getContext, setContext } from 'svelte';

/** The words that the reader looks for, which all that is shown below marks. A function, so that a change of them is followed. */
const key = Symbol('found words');
const none: readonly string[] = Object.freeze([]);

export function provideFoundWords(words: () => readonly string[]): void {
  setContext(key, words);
}

export function foundWords(): () => readonly string[] {
  return getContext<(() => readonly string[]) | undefined>(key) ?? (() => none);
}
