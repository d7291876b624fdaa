/** Reads one fence's options and remembers which were asked for, so that every other one is an error. */
import type { Fence } from '../markdown.ts';
import { type FenceOptions, parseDuration } from './options.ts';

export type Complain = (line: number, plain: string) => void;

export class FenceReader {
  readonly fence: Fence;
  readonly #options: FenceOptions;
  readonly #complain: Complain;
  readonly #asked = new Set<string>();

  constructor(fence: Fence, options: FenceOptions, complain: Complain) {
    this.fence = fence;
    this.#options = options;
    this.#complain = complain;
  }

  /** @param offset how many lines below the opening fence the mistake is */
  complain(plain: string, offset = 0): void {
    this.#complain(this.fence.line + offset, plain);
  }

  /** Whether the option or word is written at all; does not count as asked for. */
  has(name: string): boolean {
    return this.#options.words.includes(name) || this.#options.values.has(name);
  }

  word(name: string): boolean {
    this.#asked.add(name);
    if (this.#options.values.has(name)) this.complain(`"${name}" takes no value: write ${name} alone.`);
    return this.has(name);
  }

  text(name: string, example: string): string | undefined {
    this.#asked.add(name);
    if (this.#options.words.includes(name)) this.complain(`"${name}" needs a value: write ${name}=${example}.`);
    return this.#options.values.get(name);
  }

  /** A text that has to look a certain way; what does not is complained about and left out. */
  matching(name: string, pattern: RegExp, example: string): string | undefined {
    const value = this.text(name, example);
    if (value === undefined || pattern.test(value)) return value;
    this.complain(`${name}="${value}" is not understood: write it like ${name}=${example}.`);
    return undefined;
  }

  /** Milliseconds. */
  duration(name: string): number | undefined {
    const value = this.text(name, '30s');
    if (value === undefined) return undefined;
    const milliseconds = parseDuration(value);
    if (milliseconds === undefined || milliseconds === 0) {
      this.complain(`${name}="${value}" is not a duration: write a number with its unit, such as 500ms, 30s or 5m.`);
    }
    return milliseconds;
  }

  /** To be called when all is read: complains about what nobody asked for. */
  finish(name: string): void {
    const allowed = [...this.#asked].sort().join(', ') || 'none';
    for (const option of [...this.#options.words, ...this.#options.values.keys()]) {
      if (this.#asked.has(option)) continue;
      this.complain(`"${option}" is not an option of ${name}. It may have${allowed === 'none' ? '' : ':'} ${allowed}.`);
    }
  }
}
