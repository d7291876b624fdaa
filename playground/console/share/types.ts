/** What a link to the playground carries. */

import type { DnsTable } from '../../sandbox/types.ts';
import type { LineChange } from '../configuration/line-changes.ts';

export interface SharedStanza {
  /** Who sends it: `romeo`, `romeo/phone`, `juliet@capulet.example`, as in recipes; absent: whoever is chosen. */
  readonly as?: string;
  readonly xml: string;
}

/** The servers in which the stanzas were sent. */
export interface SharedScene {
  readonly servers: 1 | 2;
  /** What was changed in the configuration that the playground ships, by the name of the server. */
  readonly changes: Readonly<Record<string, readonly LineChange[]>>;
  /** The DNS of the two servers, when it was changed. */
  readonly dns?: DnsTable;
  /** STARTTLS was offered and claimed, and nothing was encrypted. */
  readonly pretendTls?: true;
  /** Seconds that the servers' clock was ahead. */
  readonly ahead: number;
  /** What ran: `Prosody 13.0.1 (Debian ...)`. */
  readonly madeWith: string;
}

/** Something that arrived. */
export interface SharedReply {
  /** How many of the stanzas had been sent before. */
  readonly after: number;
  /** Whom it reached: a full address. */
  readonly as: string;
  readonly xml: string;
}

export interface Shared {
  /** Where they come from: the title of a page. */
  readonly title?: string;
  /** In the order in which they are sent; at least one. */
  readonly stanzas: readonly SharedStanza[];
  /** Which of them is shown first, from 0. */
  readonly first: number;
  readonly scene?: SharedScene;
  readonly replies?: readonly SharedReply[];
}

/** Why a link cannot be made or read, in plain words. */
export interface ShareProblem {
  readonly plain: string;
}
