import type { Description, WireEntry } from '../../stanza/index.ts';
import type { Group } from './group.ts';
import type { Happening } from './happening.ts';

/** What a log from elsewhere does not tell about a text: the value is a guess then, and must not be shown. Live texts have none. */
export interface Untold {
  readonly time: boolean;
  readonly direction: boolean;
  /** The log's times are whole seconds. */
  readonly fraction?: boolean;
}

/** A text on the wire and what it is. */
export interface TextEntry extends WireEntry {
  readonly kind: 'text';
  readonly description: Description;
  readonly group: Group;
  /** What is on every wire all the time: presence of contacts, acks, pings. */
  readonly isNoise: boolean;
  /** The reader sent it: it was written, not said by the session itself. */
  readonly byHand?: boolean;
  readonly untold?: Untold;
}

/** Something that happened between the texts. */
export interface HappeningEntry {
  readonly kind: 'happening';
  readonly id: number;
  /** Milliseconds since the epoch, with fractions. */
  readonly at: number;
  readonly happening: Happening;
}

/** What the transcript keeps. */
export type Entry = TextEntry | HappeningEntry;

/** Entries of noise that follow each other, as one row that opens. */
export interface Fold {
  readonly kind: 'fold';
  /** Half below that of its first entry: rows are in the order of their ids. */
  readonly id: number;
  readonly at: number;
  /** Grows while nothing else comes between. */
  readonly entries: readonly TextEntry[];
  /** Whether its entries follow it as rows of their own. */
  readonly isOpen: boolean;
}

/** A row of the transcript. */
export type Row = Entry | Fold;
