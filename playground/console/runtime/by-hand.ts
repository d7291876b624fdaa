/** Which of the texts that go out were sent by the reader, and not by the session or the console itself. */
export class ByHand {
  readonly #expected = new Map<string, number>();

  /** The text is about to go out as it is. */
  expect(account: string, text: string): void {
    const key = keyOf(account, text);
    this.#expected.set(key, (this.#expected.get(key) ?? 0) + 1);
  }

  /** Whether a text that went out is one of those; each counts once. */
  take(account: string, text: string): boolean {
    const key = keyOf(account, text);
    const count = this.#expected.get(key) ?? 0;
    if (count > 1) this.#expected.set(key, count - 1);
    else this.#expected.delete(key);
    return count > 0;
  }

  /** What was to go out did not, or its stream has ended. */
  forget(account: string): void {
    for (const key of this.#expected.keys()) if (key.startsWith(keyOf(account, ''))) this.#expected.delete(key);
  }
}

const keyOf = (account: string, text: string): string => `${account}\n${text}`;
