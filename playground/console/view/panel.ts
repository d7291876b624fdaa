import type { Runtime } from '../runtime/runtime.ts';

/** What each of the tabs below the transcript is given. */
export interface PanelProps {
  readonly runtime: Runtime;
  readonly servers: readonly string[];
  readonly isReady: boolean;
}
