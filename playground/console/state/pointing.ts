import { Changes } from './changes.ts';

/** One place in a text that the reader points at, by mouse, key or touch. */
export interface Pointed {
  /** The whole text as it is shown: a stanza of the transcript, what the editor holds, a line of the log. */
  readonly text: string;
  /** Where in it, in UTF-16 code units from 0. */
  readonly offset: number;
  readonly where: 'editor' | 'transcript' | 'log';
  /** The request that the text answers, if it is a reply. */
  readonly request?: string;
}

/** What the reader points at, or null. Svelte follows it. */
export class Pointing {
  #pointed: Pointed | null = null;
  readonly #changes = new Changes();

  get pointed(): Pointed | null {
    this.#changes.follow();
    return this.#pointed;
  }

  /** Cheap to call for each move of the pointer: only another place is told. */
  at(pointed: Pointed | null): void {
    if (isSame(this.#pointed, pointed)) return;
    this.#pointed = pointed;
    this.#changes.tell();
  }
}

function isSame(a: Pointed | null, b: Pointed | null): boolean {
  return (
    a === b ||
    (a !== null &&
      b !== null &&
      a.offset === b.offset &&
      a.where === b.where &&
      a.text === b.text &&
      a.request === b.request)
  );
}
