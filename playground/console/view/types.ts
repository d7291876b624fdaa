import type { Pairing } from '../../stanza/index.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Shared, ShareProblem } from '../share/types.ts';
import type { Origin } from '../state/drafts.ts';
import type { TextEntry } from '../state/entry.ts';
import type { Account } from '../state/types.ts';

/** How a row is related to the others. */
export interface Relation {
  readonly pairing: Pairing;
  /** The text of the stanza that this one answers, when it is known: some errors mean more with it. */
  readonly request?: string | undefined;
  /** The reader looks at this row's partner. */
  readonly isHighlighted: boolean;
}

/** Where a row is in the feed (ARIA feed pattern). */
export interface RowPlace {
  /** From 1. */
  readonly position: number;
  readonly of: number;
  /** The row that Tab leads to. */
  readonly isCurrent: boolean;
}

/** What a reader can do with a row. What is absent has no button. */
export interface RowActions {
  readonly expand: (entry: TextEntry) => void;
  readonly copy: (entry: TextEntry) => void;
  readonly goToPartner?: (entry: TextEntry) => void;
  /** The pointer moved on the row. One that the list moves under a pointer that lies still was not pointed at. */
  readonly pointAt?: (entry: TextEntry) => void;
  readonly leave?: (entry: TextEntry) => void;
  readonly focus?: (entry: TextEntry) => void;
  readonly resend?: (entry: TextEntry) => void;
  readonly edit?: (entry: TextEntry) => void;
}

/** How stanzas are shown: laid out in lines, or as they went over the wire. */
export type Layout = 'pretty' | 'raw';

export interface LinkedStanzasProps {
  readonly runtime: Runtime;
  readonly link: Shared | ShareProblem;
  readonly accounts: readonly Account[];
  readonly editor: { put(text: string, origin: Origin, take: boolean): Promise<void> };
  /** Called before the stanzas of the link are shown. */
  readonly onWelcome: (link: Shared) => Promise<void>;
  readonly onClose: () => void;
}

/** A dialog opens when it is put into the page. */
export interface DialogProps {
  readonly runtime: Runtime;
  readonly accounts: readonly Account[];
  /** The account that it is about, where it is about one. */
  readonly subject?: Account | undefined;
  readonly onClose: () => void;
}

/** A window without room for all shows one of these at a time. */
export type Part = 'editor' | 'transcript' | 'server';
