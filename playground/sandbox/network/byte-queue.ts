/** Bytes in the order in which they came, taken out in pieces of any size. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** At most this many bytes; fewer when there are no more. */
  take(limit: number): Uint8Array {
    const size = Math.min(limit, this.#length);
    const taken = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const first = this.#chunks[0] as Uint8Array;
      const part = first.subarray(0, size - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === first.length) this.#chunks.shift();
      else this.#chunks[0] = first.subarray(part.length);
    }
    this.#length -= size;
    return taken;
  }
}
