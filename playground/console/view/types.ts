import type { Runtime } from '../runtime/runtime.ts';
import type { Shared, ShareProblem } from '../share/types.ts';
import type { Account } from '../state/types.ts';

/** How stanzas are shown: laid out in lines, or as they went over the wire. */
export type Layout = 'pretty' | 'raw';

export interface LinkedStanzasProps {
  readonly runtime: Runtime;
  readonly link: Shared | ShareProblem;
  readonly accounts: readonly Account[];
  readonly editor: { replaceWith(text: string, take: boolean): void; holdsOwnText(): boolean };
  /** Called before the stanzas of the link are shown. */
  readonly onWelcome: (link: Shared) => Promise<void>;
  readonly onClose: () => void;
}
