/** What a link to the playground carries. */

export interface SharedStanza {
  /** Who sends it: `romeo`, `romeo/phone`, `juliet@capulet.example`, as in recipes; absent: whoever is chosen. */
  readonly as?: string;
  readonly xml: string;
}

export interface Shared {
  /** Where they come from: the title of a page. */
  readonly title?: string;
  /** In the order in which they are sent; at least one. */
  readonly stanzas: readonly SharedStanza[];
  /** Which of them is shown first, from 0. */
  readonly first: number;
}

/** Why a link cannot be read, in plain words. */
export interface ShareProblem {
  readonly plain: string;
}
