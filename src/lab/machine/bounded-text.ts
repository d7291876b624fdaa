/** Keeps the first and the last part of a stream that may be endless. */
export class BoundedText {
  readonly #limit: number;
  #head = '';
  #tail = '';
  #dropped = 0;

  /** @param limit characters kept of the beginning, and as many of the end */
  constructor(limit: number) {
    this.#limit = limit;
  }

  add(text: string): void {
    const room = this.#limit - this.#head.length;
    if (room > 0) this.#head += text.slice(0, room);
    const rest = room > 0 ? text.slice(room) : text;
    if (rest.length === 0) return;
    this.#tail += rest;
    if (this.#tail.length > 2 * this.#limit) {
      this.#dropped += this.#tail.length - this.#limit;
      this.#tail = this.#tail.slice(-this.#limit);
    }
  }

  /** Characters left out in the middle. */
  get dropped(): number {
    return this.#dropped + Math.max(0, this.#tail.length - this.#limit);
  }

  /** Characters seen in all. */
  get length(): number {
    return this.#head.length + this.#tail.length + this.#dropped;
  }

  /** The last characters, for a look at a prompt. */
  end(count: number): string {
    return (this.#head + this.#tail).slice(-count);
  }

  toString(): string {
    if (this.dropped === 0) return this.#head + this.#tail;
    return `${this.#head}\n[${this.dropped} characters left out]\n${this.#tail.slice(-this.#limit)}`;
  }
}
