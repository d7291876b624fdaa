/** What a terminal would show in the end of what a program wrote to it. Pure. */

// Colours, cursor moves and window titles: ECMA-48 control sequences (CSI), operating system commands (OSC), two-byte escapes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const escapes = /\x1b(?:\[[0-9;?<=>]*[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][A-Z0-9]|[A-Z78=>])/g;

/** One line with carriage returns and backspaces carried out, as on paper: later text overwrites earlier text. */
function overwrite(line: string): string {
  if (!/[\r\b\x00]/.test(line)) return line;
  const cells: string[] = [];
  let column = 0;
  for (const character of line) {
    if (character === '\r') column = 0;
    else if (character === '\b') column = Math.max(0, column - 1);
    else if (character === '\x00') cells.length = column;
    else cells[column++] = character;
  }
  return Array.from(cells, (cell) => cell ?? ' ').join('');
}

/** Text without control sequences, with `\n` line ends, trailing blanks of lines and blank end removed. */
export function terminalText(raw: string): string {
  // "Erase to the end of the line" is the one sequence whose effect is kept, as a NUL.
  const plain = raw.replace(escapes, (_, final: string | undefined) => (final === 'K' ? '\x00' : ''));
  return plain
    .replaceAll(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => overwrite(line).replaceAll('\x07', '').trimEnd())
    .join('\n')
    .trimEnd();
}

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
