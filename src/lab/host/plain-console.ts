/** What machines and pages say passes through the lab's own messages: none of it may give orders to the terminal. */
import { visible } from '../../lesson/index.ts';

/** From now on, `console` writes control characters as `\\u001b`. To be called once, before anything is printed. */
export function printPlainly(): void {
  for (const method of ['log', 'warn', 'error'] as const) {
    const print = console[method].bind(console);
    console[method] = (message: unknown = '') => print(visible(String(message)));
  }
}
