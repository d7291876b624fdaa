/** Values in links and stored data, checked by hand: a library for it would weigh more than the rest of the room. */

/** An address or a recipe's name for one: `romeo`, `romeo/phone`, `juliet@capulet.example`. */
export function isAccount(value: unknown): value is string {
  return typeof value === 'string' && /^[^\s@/<>"'&]+(@[^\s@/<>"'&]+)?(\/[^<>"'&]+)?$/.test(value);
}

/** A host's name as servers in the playground are called. */
export function isHost(value: string): boolean {
  return /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(value);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** An object as JSON has it, by its own names. */
export function entriesOf(value: unknown): [string, unknown][] | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
}
