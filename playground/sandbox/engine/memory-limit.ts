/**
 * Bytes of WebAssembly memory that one server may have; the shipped configuration takes a few MiB. The module is linked with this limit. A
 * refused growth is an ordinary thing to Lua: it frees what it can, then raises "not enough memory", and only the server that asked for too
 * much has the error.
 */
export const memoryLimit = 128 * 2 ** 20;

/** What Prosody calls "not enough memory", in plain words; null when a text is about something else. */
export function memoryProblem(text: string): string | null {
  if (!text.includes('not enough memory')) return null;
  return `it took all its memory, ${memoryLimit >> 20} MiB: something fills a table or builds a text without end`;
}
