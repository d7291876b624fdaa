import type { Outcome } from '../../stanza/index.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Shared, ShareProblem } from '../share/types.ts';
import type { BracketPart } from '../state/brackets.ts';
import type { Cause } from '../state/cause.ts';
import type { Origin } from '../state/drafts.ts';
import type { Entry, Row, TextEntry } from '../state/entry.ts';
import type { Account } from '../state/types.ts';

/** How a row is related to the others. */
export interface Relation {
  readonly pairing: Outcome;
  /** The text of the stanza that this one answers, when it is known and this one means more with it: an error, or a slot for an upload. */
  readonly request?: string | undefined;
  /** What was sent by hand before this stream error. */
  readonly cause?: Cause | undefined;
  /** The reader looks at this row's partner. */
  readonly isHighlighted: boolean;
  /** The account of this console that was asked and does not answer by itself, or '' when there is none. */
  readonly asked: string;
  readonly brackets: readonly BracketPart[];
  /** Milliseconds since the row before; undefined for the first one. */
  readonly since: number | undefined;
  /** It came by itself, not as one of many: that it is new can be marked. */
  readonly isNews: boolean;
}

/** Where a row is in the feed (ARIA feed pattern). */
export interface RowPlace {
  /** From 1. */
  readonly position: number;
  readonly of: number;
  /** The row that Tab leads to. */
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  /** Some rows are selected, so each shows whether it is one of them. */
  readonly selecting: boolean;
  /** It is what the search stands at. */
  readonly isFound: boolean;
}

/** How much of a row is open. */
export interface Opened {
  /** Beyond the beginning of a long text. */
  readonly isFull: boolean;
  /** The page of a very long one, from 0. */
  readonly page: number;
}

/** What a reader can do with a row. What is absent has no button. */
export interface RowActions {
  readonly toggle: (entry: TextEntry) => void;
  readonly show: (entry: TextEntry, opened: Opened) => void;
  readonly copy: (entry: TextEntry) => Promise<boolean>;
  readonly goToPartner?: (entry: TextEntry) => void;
  readonly goTo?: (id: number) => void;
  /** The pointer moved on the row. One that the list moves under a pointer that lies still was not pointed at. */
  readonly pointAt?: (entry: TextEntry) => void;
  readonly leave?: (entry: TextEntry) => void;
  readonly resend?: (entry: TextEntry) => void;
  readonly edit?: (entry: TextEntry) => void;
  /** Fills in an answer, to be sent by the account that was asked. */
  readonly answer?: (entry: TextEntry, type: 'result' | 'error') => void;
  readonly select?: (entry: Row) => void;
  /** A slot for an upload can be used: over this, with texts for the editor. */
  readonly slots?: { readonly runtime: Runtime; readonly edit: (text: string) => void };
  /** The reader points at a place of the text as it is shown. */
  readonly explain?: (entry: TextEntry, text: string, offset: number) => void;
}

export interface LinkedStanzasProps {
  readonly runtime: Runtime;
  readonly link: Shared | ShareProblem;
  readonly accounts: readonly Account[];
  readonly editor: { put(text: string, origin: Origin, take: boolean): Promise<void> };
  /** Called before the stanzas of the link are shown. */
  readonly onWelcome: (link: Shared) => Promise<void>;
  readonly onClose: () => void;
}

/** What a bar for selected rows is given. */
export interface SelectionToolsProps {
  readonly runtime: Runtime;
  /** In order, at least one. */
  readonly entries: readonly Entry[];
  readonly accounts: readonly Account[];
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
