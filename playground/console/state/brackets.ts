/** How a row belongs to a pair's bracket: where it begins, passes by or ends; 0 where there is none. */
export type BracketPart = 0 | 1 | 2 | 3;
export const bracket = Object.freeze({ none: 0, start: 1, middle: 2, end: 3 } as const);

/** Brackets side by side; a pair that finds no room has none. */
export const lanes = 3;
/** Rows that a bracket spans at most: one that leads out of sight joins nothing for the eye. */
const longest = 24;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly lane: number;
}

/** The brackets that join requests with their replies, by entry id. A pair's place never changes. */
export class Brackets {
  /** Of each entry two bits for each lane. */
  readonly #parts = new Map<number, number>();
  /** The latest ones, by which the next finds a free lane. */
  #recent: Span[] = [];

  /** @param from the request's id @param to the reply's, a later one */
  join(from: number, to: number): void {
    if (to <= from || to - from > longest) return;
    this.#recent = this.#recent.filter((span) => span.to > from - longest);
    const taken = new Set(this.#recent.filter((span) => span.to >= from && span.from <= to).map(({ lane }) => lane));
    const lane = [...Array(lanes).keys()].find((one) => !taken.has(one));
    if (lane === undefined) return;
    this.#recent.push({ from, to, lane });
    for (let id = from; id <= to; id += 1) {
      const part = id === from ? bracket.start : id === to ? bracket.end : bracket.middle;
      this.#parts.set(id, (this.#parts.get(id) ?? 0) | (part << (2 * lane)));
    }
  }

  /** One part for each lane. */
  at(id: number): readonly BracketPart[] {
    const bits = this.#parts.get(id) ?? 0;
    return bits === 0 ? none : Array.from({ length: lanes }, (_, lane) => ((bits >> (2 * lane)) & 3) as BracketPart);
  }

  forgetBefore(id: number): void {
    for (const known of this.#parts.keys()) if (known < id) this.#parts.delete(known);
  }
}

const none: readonly BracketPart[] = Object.freeze([]);
