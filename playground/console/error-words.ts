/** What an error says: all that is thrown here speaks in plain words. */
export function wordsOfError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
