/** Bytes of WebAssembly memory that one server may have; the shipped configuration takes 16 MiB. */
export const memoryLimit = 128 * 2 ** 20;
const pageSize = 65_536;

let isSet = false;

/**
 * Lets no WebAssembly memory of this thread grow beyond the limit. Emscripten offers no limit of its own below 2 GiB, and a loop that
 * fills tables gets there before any instruction count notices. A refused growth is an ordinary thing to Lua: it frees what it can, then
 * raises "not enough memory", and only the server that asked for too much has the error.
 */
export function limitMemory(): void {
  if (isSet) return;
  isSet = true;
  const { prototype } = WebAssembly.Memory;
  const grow = prototype.grow;
  prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * pageSize > memoryLimit)
      throw new RangeError('A server here has no more memory.');
    return grow.call(this, pages);
  };
}

/** What Prosody calls "not enough memory", in plain words; null when a text is about something else. */
export function memoryProblem(text: string): string | null {
  if (!text.includes('not enough memory')) return null;
  return `it took all its memory, ${memoryLimit >> 20} MiB: something fills a table or builds a text without end`;
}
