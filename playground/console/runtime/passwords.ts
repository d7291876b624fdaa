import { type Registration, registrationOf, resultOf } from './as-recipes.ts';

/**
 * Passwords that the reader's own stanzas set (XEP-0077): once the server has agreed, the account signs in with the new one. They are
 * kept in memory only, like all passwords.
 */
export class Passwords {
  /** What was asked for and is not answered yet, by connection and id. */
  readonly #asked = new Map<string, Registration>();

  sent(account: string, text: string): void {
    const registration = registrationOf(text);
    if (registration !== undefined && registration.password !== '') {
      this.#asked.set(keyOf(account, registration.id), registration);
    }
  }

  /** What the server agreed to with this text. */
  received(account: string, text: string): Registration | undefined {
    if (this.#asked.size === 0) return undefined;
    const id = resultOf(text);
    if (id === undefined) return undefined;
    const agreed = this.#asked.get(keyOf(account, id));
    this.#asked.delete(keyOf(account, id));
    return agreed;
  }
}

function keyOf(account: string, id: string): string {
  return `${account}\n${id}`;
}
