import type { Level } from '../types.ts';

const order: readonly Level[] = ['good', 'unknown', 'warning', 'fault'];

/** The worst of them; `good` of none. */
export const worst = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((so, level) => (order.indexOf(level) > order.indexOf(so) ? level : so), 'good');

/** "a", "a and b", "a, b and c" */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
