import type { Outcome } from '../../stanza/index.ts';
import type { Entry, TextEntry } from './entry.ts';
import { happeningWords } from './happening.ts';
import { timeOf } from './units.ts';
import { pairingWords, routeOf, timeIn } from './words.ts';

/** What the reader looks for. */
export interface Search {
  /** As typed. */
  readonly text: string;
  /** Lower case, without the terms; all must be there. */
  readonly words: readonly string[];
  /** `from:`, `to:`, `id:` and `ns:` with what follows them, in lower case. */
  readonly terms: readonly { readonly name: TermName; readonly value: string }[];
  readonly isEmpty: boolean;
  /** Whether an entry has it. The code for it comes with the search, so that the journal does without it at first. */
  finds(entry: Entry, pairing: Outcome, below: SaidBelow | undefined): boolean;
}

/** What is shown below the line of a row, or ''. */
export type SaidBelow = (entry: TextEntry) => string;

const termNames = ['from', 'to', 'id', 'ns'] as const;
type TermName = (typeof termNames)[number];

/** `"two words" from:juliet ns:urn:xmpp:mam:2` */
export function readSearch(text: string): Search {
  const words: string[] = [];
  const terms: { name: TermName; value: string }[] = [];
  for (const [part] of text.toLowerCase().matchAll(/[a-z]+:"[^"]*"?|"[^"]*"?|\S+/g)) {
    const name = termNames.find((one) => part.startsWith(`${one}:`));
    const value = part.slice(name === undefined ? 0 : name.length + 1).replaceAll('"', '');
    if (value === '') continue;
    if (name === undefined) words.push(value);
    else terms.push({ name, value });
  }
  const isEmpty = words.length === 0 && terms.length === 0;
  return { text, words, terms, isEmpty, finds: (...entry) => !isEmpty && finds({ words, terms }, ...entry) };
}

/** Whether an entry has all that is looked for, in its text or in what its row says. */
function finds(
  { words, terms }: Pick<Search, 'words' | 'terms'>,
  entry: Entry,
  pairing: Outcome,
  below: SaidBelow | undefined,
): boolean {
  if (entry.kind === 'happening') {
    const happened = `${timeOf(entry.at)} ${happeningWords(entry.happening)}`.toLowerCase();
    return terms.length === 0 && words.every((word) => happened.includes(word));
  }
  if (!terms.every(({ name, value }) => hasTerm(entry, name, value))) return false;
  if (words.length === 0) return true;
  const text = entry.text.toLowerCase();
  const others = words.filter((word) => !text.includes(word));
  if (others.length === 0) return true;
  const row = `${lineOf(entry, pairing)} ${below?.(entry) ?? ''}`.toLowerCase();
  return others.every((word) => row.includes(word));
}

/** What the line of a row says. */
export function lineOf(entry: TextEntry, pairing: Outcome): string {
  const { from, to } = routeOf(entry);
  const { id, summary } = entry.description;
  return `${timeIn(entry)} ${from} → ${to} ${entry.direction} ${summary} ${id ?? ''} ${pairingWords(pairing, entry)}`;
}

function hasTerm(entry: TextEntry, name: TermName, value: string): boolean {
  const { description, text } = entry;
  switch (name) {
    case 'id':
      return description.id?.toLowerCase() === value;
    case 'ns':
      return text
        .toLowerCase()
        .split(/xmlns(?::[^\s=]+)?\s*=\s*/)
        .slice(1)
        .some((rest) => namespaceAt(rest).includes(value));
    case 'from':
    case 'to': {
      const route = routeOf(entry)[name];
      return [route, description[name] ?? ''].some((address) => address.toLowerCase().includes(value));
    }
    default:
      return name satisfies never;
  }
}

/** What stands between the quotes with which this begins. */
function namespaceAt(rest: string): string {
  const quote = rest[0] ?? '';
  const end = rest.indexOf(quote, 1);
  return end < 0 ? '' : rest.slice(1, end);
}
