/** The bytes of a document that are not consumed yet, and the events of those that are. */
import * as is from './characters.ts';
import { type EventKind, writeEvent } from './events.ts';
import { type Utf16, Utf16Reader, utf16Size } from './utf16.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const nothing = new Uint8Array();

export class Source {
  bytes: Uint8Array = nothing;
  /** Where the next token starts. */
  at = 0;
  #events = '';
  #text = '';
  #textSize = 0;
  #utf16: Utf16Reader | null = null;
  /** Of the byte at `at`, counted from 1, 0 and 0. */
  #line = 1;
  #column = 0;
  #offset = 0;

  get isEmpty(): boolean {
    return this.at >= this.bytes.length;
  }

  get isUtf16(): boolean {
    return this.#utf16 !== null;
  }

  /** Line, column and byte offset of the next token, all from 1. */
  position(): [line: number, column: number, byte: number] {
    return [this.#line, this.#column + 1, this.#offset + 1];
  }

  append(chunk: Uint8Array): void {
    const bytes = this.#utf16 ? this.#utf16.read(chunk) : chunk;
    this.bytes = this.bytes.length === 0 ? bytes : concat(this.bytes, bytes);
  }

  /** The document turned out to be in UTF-16: reads what has come again, as that. */
  readAs(utf16: Utf16): void {
    this.#utf16 = new Utf16Reader(utf16);
    this.bytes = this.#utf16.read(this.bytes);
  }

  slice(from: number, to: number): string {
    if (to - from > 48) return decoder.decode(this.bytes.subarray(from, to));
    // Short names are most of the work, and the decoder costs more to call than they cost to spell.
    let text = '';
    for (let at = from; at < to; at++) {
      const byte = this.bytes[at] ?? 0;
      if (byte > 0x7f) return decoder.decode(this.bytes.subarray(from, to));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** Text as a document has it: every line end is a line feed (XML 1.0 section 2.11). */
  lines(from: number, to: number): string {
    const text = this.slice(from, to);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  /** Reports an event whose bytes are those up to `end`, and consumes them. */
  emit(kind: EventKind, end: number, fields: string): void {
    this.#flushText();
    this.#events += writeEvent(kind, this.#size(end), fields);
    this.skip(end);
  }

  /** Reports text, which becomes one event with the text after it. */
  emitText(text: string, end: number): void {
    this.#text += text;
    this.#textSize += this.#size(end);
    this.skip(end);
  }

  skip(to: number): void {
    this.#offset += this.#size(to);
    for (let at = this.at; at < to; at++) {
      const byte = this.bytes[at] ?? 0;
      if (byte === is.LF || (byte === is.CR && this.bytes[at + 1] !== is.LF)) {
        this.#line++;
        this.#column = 0;
      } else if ((byte & 0xc0) !== 0x80 && byte !== is.CR) this.#column++;
    }
    this.at = to;
  }

  /** All events since the last time; forgets the bytes that are consumed. */
  take(): string {
    this.#flushText();
    const events = this.#events;
    this.#events = '';
    this.bytes = this.isEmpty ? nothing : this.bytes.slice(this.at);
    this.at = 0;
    return events;
  }

  #flushText(): void {
    if (this.#textSize > 0) this.#events += writeEvent('T', this.#textSize, this.#text);
    this.#text = '';
    this.#textSize = 0;
  }

  /** Bytes up to `end`, as they came. */
  #size(end: number): number {
    return this.#utf16 ? utf16Size(this.bytes, this.at, end) : end - this.at;
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
