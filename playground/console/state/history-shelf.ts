/** Where the history is kept, and what is known of each text that was sent. Loaded when the first text goes out or the history is opened. */
import { redact } from '../../stanza/index.ts';
import { limits } from '../limits.ts';
import { keep, load } from '../storage.ts';
import { Changes } from './changes.ts';
import { freshId } from './drafts.ts';
import { type History, merged, readHistory, type Sent, withChange, without, withSent } from './history.ts';
import type { Journal } from './journal.ts';

/** What the reader sent, in this and in earlier visits. Svelte follows it. */
export class HistoryShelf {
  readonly #changes = new Changes();
  readonly #removed = new Set<string>();
  #history: History = readHistory(load('history'));

  get all(): History {
    this.#changes.follow();
    return this.#history;
  }

  /** Takes down what goes out, without its passwords. What is not well-formed, and so may hide one, is left out. */
  add(text: string, sender: string): string | undefined {
    const redacted = text.length > limits.draft ? undefined : redact(text);
    if (!redacted?.ok) return undefined;
    const id = freshId();
    this.#set(withSent(this.#history, { id, text: redacted.xml, sender, at: Date.now() }));
    return id;
  }

  change(id: string, change: Partial<Pick<Sent, 'outcome' | 'isFavourite' | 'name'>>): void {
    this.#set(withChange(this.#history, id, change));
  }

  /** What came back for the text with this id, as far as the journal has it by now. */
  learn(id: string, journal: Journal, stanzas: readonly string[]): void {
    const sender = this.#history.find((each) => each.id === id)?.sender;
    const outcome = sender && outcomeOf(journal, stanzas, sender);
    if (outcome) this.change(id, { outcome });
  }

  remove(id: string): void {
    this.#removed.add(id);
    this.#set(without(this.#history, id));
  }

  #set(history: History): void {
    this.#history = merged(history, readHistory(load('history')), this.#removed);
    keep('history', JSON.stringify(this.#history));
    this.#changes.tell();
  }
}

/** What came back for the last of these stanzas that was answered, as it stands in the journal now. */
function outcomeOf(journal: Journal, stanzas: readonly string[], sender: string): string | undefined {
  for (const stanza of [...stanzas].reverse()) {
    const sent = journal.all.findLast(
      (entry) =>
        entry.kind === 'text' && entry.direction === 'sent' && entry.account === sender && entry.text === stanza,
    );
    const pairing = sent && journal.pairing(sent.id);
    if (pairing?.kind !== 'paired') continue;
    const answer = journal.entry(pairing.partner);
    if (answer?.kind === 'text') return answer.description.condition ?? answer.description.type ?? undefined;
  }
  return undefined;
}
