/** What a page and the worker that keeps the site for offline use (src/site/offline) say to each other, and the names that both know. */

/** Its script, in the folder in which the site lives. */
export const keeperName = 'offline-worker.js';

/** All that is kept is in caches whose names begin so. Several sites may live on one host, in folders of their own. */
export function cachePrefix(scope: URL): string {
  return `stanzabox ${scope.pathname} `;
}

/** Each comes with a port, on which the answer goes back. */
export type ToKeeper =
  /** Answer: `Kept`. */
  | { readonly kind: 'what is kept' }
  /** Whether a page of these scripts and styles is of the version that this worker keeps. Answer: boolean. */
  | { readonly kind: 'is yours'; readonly addresses: readonly string[] }
  /** The worker serves from now on, in place of the one before. Answer: null. */
  | { readonly kind: 'take over' }
  /** What older versions left goes, and what is missing is fetched again. Answer: `Outcome`. */
  | { readonly kind: 'tidy' }
  /** The content of each file is compared, and what is missing or damaged is fetched again. Answer: `Outcome`. */
  | { readonly kind: 'repair' }
  /** Every page of the site is fetched, not only those that are visited. Answer: `Outcome`. */
  | { readonly kind: 'keep all pages' };

/** Why something could not be kept: the browser gives no more space, or it could not be fetched as it should be. */
export type Refused = 'full' | 'not fetched';

export type Outcome = 'done' | Refused;

export interface Kept {
  /** Scripts, styles, engine and images of servers that are there, and how many there should be. */
  readonly files: number;
  readonly allFiles: number;
  /** Of all those files. */
  readonly bytes: number;
  readonly pages: number;
  readonly allPages: number;
  /** Of all pages, as they lie in the browser. */
  readonly pageBytes: number;
}

/** To all pages: a version could not be kept. */
export interface FromKeeper {
  readonly kind: 'not kept';
  readonly why: Refused;
}
