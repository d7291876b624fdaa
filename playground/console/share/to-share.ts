import type { Runtime } from '../runtime/runtime.ts';
import type { SharedReply, SharedStanza } from './types.ts';

export interface ToShare {
  readonly runtime: Runtime;
  readonly stanzas: readonly SharedStanza[];
  /** What came back, when the stanzas are from the transcript. */
  readonly replies?: readonly SharedReply[];
}
