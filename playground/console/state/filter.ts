import type { Direction } from '../../stanza/index.ts';
import type { Entry } from './entry.ts';
import { type Group, groups, isError } from './group.ts';
import { accountOf, isTrouble } from './happening.ts';

/** Which entries the reader wants to see. */
export interface Filter {
  readonly groups: ReadonlySet<Group>;
  /** '' for both. */
  readonly direction: Direction | '';
  /** The name of one account, or '' for all. */
  readonly account: string;
  readonly errorsOnly: boolean;
  /** Noise is folded into one row where it comes (noise.ts), not hidden. */
  readonly foldNoise: boolean;
  /** Leaves only what the search finds. */
  readonly foundOnly: boolean;
}

/** The connection's own texts are there for whoever asks for them; they would bury the stanzas. */
export const defaultFilter: Filter = Object.freeze({
  groups: new Set<Group>(['iq', 'message', 'presence', 'other']),
  direction: '',
  account: '',
  errorsOnly: false,
  foldNoise: true,
  foundOnly: false,
});

/** Hides nothing. */
export const everything: Filter = Object.freeze({ ...defaultFilter, groups: new Set(groups) });

/**
 * Whether the filter lets an entry through, leaving the search aside. What was sent by hand is never of a kind that nobody asked
 * for: who sends SASL or a stream's end by hand wants to see it.
 */
export function lets(filter: Filter, entry: Entry): boolean {
  if (entry.kind === 'happening') {
    const account = accountOf(entry.happening);
    return (
      (!filter.errorsOnly || isTrouble(entry.happening)) &&
      (filter.account === '' || account === '' || filter.account === account) &&
      filter.direction === ''
    );
  }
  return (
    (filter.groups.has(entry.group) || entry.byHand === true) &&
    (!filter.errorsOnly || isError(entry.description)) &&
    (filter.account === '' || filter.account === entry.account) &&
    (filter.direction === '' || filter.direction === entry.direction)
  );
}
