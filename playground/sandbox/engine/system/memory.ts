const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A module's linear memory, which moves when it grows. */
export class LinearMemory {
  readonly #memory: WebAssembly.Memory;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array();
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** Valid until the module runs again. */
  get bytes(): Uint8Array<ArrayBuffer> {
    // Growing detaches the former buffer.
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#memory.buffer as ArrayBuffer);
    return this.#bytes;
  }

  /** Valid until the module runs again. */
  get view(): DataView {
    if (this.#view.buffer !== this.bytes.buffer) this.#view = new DataView(this.bytes.buffer);
    return this.#view;
  }

  part(at: number, size: number): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(at, at + size);
  }

  text(at: number, size: number): string {
    return decoder.decode(this.part(at, size));
  }

  /** UTF-16, whatever it is. */
  utf16(at: number, length: number): string {
    let text = '';
    for (let index = 0; index < length; index++) text += String.fromCharCode(this.view.getUint16(at + 2 * index, true));
    return text;
  }

  /** Writes the text as UTF-16 as far as there is room; returns its length. */
  putUtf16(text: string, at: number, capacity: number): number {
    for (let index = 0; index < text.length && index < capacity; index++)
      this.view.setUint16(at + 2 * index, text.charCodeAt(index), true);
    return text.length;
  }

  /** Writes the text as UTF-8 where there is room for three bytes each of its units; returns its bytes. */
  putText(text: string, at: number): number {
    return encoder.encodeInto(text, this.part(at, text.length * 3)).written;
  }
}
