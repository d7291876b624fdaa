/** What was sent, over visits. Pure; what is kept may be anything and is checked. No password is in it: texts come here redacted. */
import { limits } from '../limits.ts';

export interface Sent {
  /** Unique over all tabs. */
  readonly id: string;
  readonly text: string;
  /** The name of the account. */
  readonly sender: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What came back: `result`, a condition such as `item-not-found`. Unknown when it is absent. */
  readonly outcome?: string;
  /** A favourite is never dropped. */
  readonly isFavourite: boolean;
  /** What the reader called it. */
  readonly name: string;
}

export type History = readonly Sent[];

/** The latest first. A text that was sent before by the same account moves to the front, and keeps its name and its star. */
export function withSent(
  history: History,
  { id, text, sender, at }: Pick<Sent, 'id' | 'text' | 'sender' | 'at'>,
): History {
  const before = history.find((each) => each.text === text && each.sender === sender);
  const sent = { id, text, sender, at, isFavourite: before?.isFavourite ?? false, name: before?.name ?? '' };
  return shortened([sent, ...history.filter((each) => each !== before)]);
}

export function withChange(
  history: History,
  id: string,
  change: Partial<Pick<Sent, 'outcome' | 'isFavourite' | 'name'>>,
): History {
  return history.map((each) => (each.id === id ? { ...each, ...change } : each));
}

export function without(history: History, id: string): History {
  return history.filter((each) => each.id !== id);
}

/** The oldest go first, but no favourite. */
function shortened(history: History): History {
  let others = 0;
  return history.filter(({ isFavourite }) => {
    if (isFavourite) return true;
    others += 1;
    return others <= limits.history;
  });
}

/** Those in which each word is somewhere. */
export function searched(history: History, words: string): History {
  const sought = words.toLowerCase().split(/\s+/);
  return history.filter(({ text, sender, outcome = '', name }) => {
    const all = `${name} ${sender} ${outcome} ${text}`.toLowerCase();
    return sought.every((word) => all.includes(word));
  });
}

/** Two tabs write the same history: what the other one added meanwhile stays, and what is newer here counts. */
export function merged(mine: History, theirs: History, removed: ReadonlySet<string>): History {
  const known = new Set(mine.map(({ id }) => id));
  const same = new Set(mine.map(({ text, sender }) => `${sender}\n${text}`));
  const added = theirs.filter(
    ({ id, text, sender }) => !known.has(id) && !removed.has(id) && !same.has(`${sender}\n${text}`),
  );
  return shortened([...mine, ...added].sort((one, other) => other.at - one.at));
}

export function readHistory(kept: string | null): History {
  try {
    const value: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(value) ? shortened(value.flatMap((each) => readOne(each) ?? [])) : [];
  } catch {
    return [];
  }
}

function readOne(value: unknown): Sent | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, text, sender, at, outcome, isFavourite, name } = value as Record<string, unknown>;
  if (typeof id !== 'string' || typeof text !== 'string' || typeof sender !== 'string') return null;
  if (typeof at !== 'number' || !Number.isFinite(at)) return null;
  return {
    id,
    text,
    sender,
    at,
    ...(typeof outcome === 'string' && { outcome }),
    isFavourite: isFavourite === true,
    name: typeof name === 'string' ? name.slice(0, limits.draftName) : '',
  };
}
