import { limits } from '../limits.ts';
import type { Entry, TextEntry } from './entry.ts';
import { isError } from './group.ts';
import { happeningWords } from './happening.ts';
import type { Journal } from './journal.ts';
import { opensItself } from './opening.ts';
import { pairingWords, routeOf } from './words.ts';

/** What the transcript does about what has come since it last looked. */
export interface Arrived {
  readonly entries: readonly Entry[];
  /** The reader has sent something. */
  readonly isSent: boolean;
  /** It was sent with a button of a row above, and what comes of it is below. */
  readonly isBelow: boolean;
  /** Ids of the rows that open by themselves. */
  readonly open: readonly number[];
}

/** Follows what comes into a journal, and tells apart what the reader waits for. */
export class Arrivals {
  readonly #journal: Journal;
  #taken = 0;
  #lastSent: TextEntry | undefined;
  /** When the latest stanzas were sent by hand. */
  #sentAt: number[] = [];

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  take(): Arrived {
    const all = this.#journal.all;
    let from = all.length;
    while (from > 0 && (all[from - 1]?.id ?? 0) > this.#taken) from -= 1;
    const entries = all.slice(from);
    this.#taken = entries.at(-1)?.id ?? this.#taken;
    const open: number[] = [];
    let isSent = false;
    let isBelow = false;
    for (const entry of entries) {
      if (entry.kind !== 'text') {
        // The reader has sent a request with a button.
        if (entry.happening.kind === 'http-request') isBelow = true;
        if (entry.happening.kind === 'http-response') open.push(entry.id);
        continue;
      }
      if (entry.byHand === true) {
        isSent = true;
        this.#lastSent = entry;
        this.#sentAt = [...this.#sentAt, entry.at].slice(-limits.opensAtOnce - 1);
      } else if (!this.#areMany() && this.#opens(entry)) open.push(entry.id);
    }
    return { entries, isSent, isBelow, open: open.slice(0, limits.opensAtOnce) };
  }

  #opens(entry: TextEntry): boolean {
    // Nobody waits for anything in a log: what failed is what it is read for, and a stanza alone is all there is.
    if (entry.untold) return isError(entry.description) || this.#journal.size === 1;
    const pairing = this.#journal.pairing(entry.id);
    const request = pairing.kind === 'paired' ? this.#journal.text(pairing.partner) : undefined;
    return opensItself(entry, pairing, request, this.#lastSent);
  }

  /** Whether the latest ones went out faster than their replies can be read. */
  #areMany(): boolean {
    const [first = 0, ...others] = this.#sentAt;
    return others.length >= limits.opensAtOnce && (others.at(-1) ?? first) - first < 1000;
  }
}

/** What a screen reader says of what came: each of a few, or how many. */
export function announcement(journal: Journal, entries: readonly Entry[]): string {
  const news = entries.filter(
    (entry) =>
      entry.kind === 'happening' || (entry.direction === 'received' && !entry.isNoise && entry.group !== 'connection'),
  );
  if (news.length > 3) return `${news.length} new rows. The last: ${sentenceOf(journal, news.at(-1))}`;
  return news.map((entry) => sentenceOf(journal, entry)).join(' ');
}

function sentenceOf(journal: Journal, entry: Entry | undefined): string {
  if (entry === undefined) return '';
  if (entry.kind === 'happening') return `${happeningWords(entry.happening)}.`;
  const { from, to } = routeOf(entry);
  const relation = pairingWords(journal.pairing(entry.id), entry);
  return `${from} to ${to}: ${entry.description.summary}${relation === '' ? '' : `, ${relation}`}.`;
}
