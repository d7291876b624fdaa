/** What the worker's first script has begun when the code that uses it comes. */
import type { ToWorker } from './messages.ts';

export interface Early {
  readonly module: Promise<Response>;
  /** Of the server of a first visit, when the page's head made the worker (first-worker.ts). */
  readonly image: Promise<Response> | undefined;
  /** What the page has said meanwhile. */
  readonly messages: readonly ToWorker[];
}
