import type { Description, WireEntry } from '../../stanza/index.ts';
import type { Group } from './group.ts';

/** A text on the wire and what it is. */
export interface Entry extends WireEntry {
  readonly description: Description;
  readonly group: Group;
}
