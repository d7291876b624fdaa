/** A browser in the hands of a test: what a reader can do with it, and nothing else. Each browser has its own way to offer this. */

/** Keys by their names in `KeyboardEvent.key`. */
export const namedKeys = Object.freeze(['Control', 'Shift', 'Enter', 'Tab', 'Escape', 'F6', 'Home', 'End'] as const);
export const arrowKeys = Object.freeze(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const);
/** A named key, or a character. */
export type Key = (typeof namedKeys)[number] | (typeof arrowKeys)[number] | 'a';

export interface Hands {
  goTo(address: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page. It sees its arguments only, which are JSON, as its answer is. */
  ask<const Args extends readonly unknown[], Answer>(run: (...args: Args) => Answer, ...args: Args): Promise<Answer>;
  /** Moves the pointer to a place in the window, in CSS pixels, and clicks. */
  clickAt(x: number, y: number): Promise<void>;
  /** Types text, key by key. */
  type(text: string): Promise<void>;
  /** Presses keys together: `press('Control', 'a')`. */
  press(...keys: readonly Key[]): Promise<void>;
  /** The window as it is seen, as a PNG. */
  picture(): Promise<Uint8Array>;
  /** Errors and warnings in the console, and exceptions that nobody caught, since the browser was opened. */
  complaints(): Promise<readonly string[]>;
  close(): Promise<void>;
}
