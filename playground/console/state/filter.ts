import type { Entry } from './entry.ts';
import { type Group, isError } from './group.ts';
import { accountOf, happeningWords, isTrouble } from './happening.ts';

/** Which entries the reader wants to see. */
export interface Filter {
  readonly groups: ReadonlySet<Group>;
  /** The name of one account, or '' for all. */
  readonly account: string;
  readonly errorsOnly: boolean;
  /** Words that must all be in the text, in any case of letters. */
  readonly search: string;
}

/** The connection's own texts are there for whoever asks for them; they would bury the stanzas. */
export const defaultFilter: Filter = Object.freeze({
  groups: new Set<Group>(['iq', 'message', 'presence', 'other']),
  account: '',
  errorsOnly: false,
  search: '',
});

/** A test for entries. Making it once and using it often is what keeps a hundred thousand entries quick. */
export function matcher(filter: Filter): (entry: Entry) => boolean {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return (entry) => {
    if (entry.kind === 'happening') {
      const account = accountOf(entry.happening);
      return (
        (!filter.errorsOnly || isTrouble(entry.happening)) &&
        (filter.account === '' || account === '' || filter.account === account) &&
        (words.length === 0 || containsAll(happeningWords(entry.happening).toLowerCase(), words))
      );
    }
    const { text, account, group, description } = entry;
    return (
      filter.groups.has(group) &&
      (!filter.errorsOnly || isError(description)) &&
      (filter.account === '' || filter.account === account) &&
      (words.length === 0 || containsAll(text.toLowerCase(), words))
    );
  };
}

function containsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
