/**
 * The one after or before a number among things in the order of their ids; at the ends it goes round.
 * @param from an id, whether or not it is among them
 */
export function step<Item extends { readonly id: number }>(
  items: readonly Item[],
  from: number,
  direction: 1 | -1,
): Item | undefined {
  if (direction > 0) return items.find(({ id }) => id > from) ?? items[0];
  return items.findLast(({ id }) => id < from) ?? items.at(-1);
}
