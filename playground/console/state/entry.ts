import type { Description, WireEntry } from '../../stanza/index.ts';
import type { Group } from './group.ts';
import type { Happening } from './happening.ts';

/** What a log from elsewhere does not tell about a text: the value is a guess then, and must not be shown. */
export interface Untold {
  readonly time: boolean;
  readonly direction: boolean;
}

/** A text on the wire and what it is. */
export interface TextEntry extends WireEntry {
  readonly kind: 'text';
  readonly description: Description;
  readonly group: Group;
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

/** A row of the transcript. */
export type Entry = TextEntry | HappeningEntry;
