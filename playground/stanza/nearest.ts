/**
 * The candidate that was most likely meant, or undefined. One counts when it differs in capitals or white space only, or in at most two letters
 * that were left out, added, changed or swapped: in one, when the word is short.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const plain = simplified(word);
  let best: string | undefined;
  let least = plain.length < 5 ? 1 : plain.length < 10 ? 2 : 3;
  for (const candidate of candidates) {
    if (candidate === word) return undefined;
    const other = simplified(candidate);
    const distance = plain === other ? 0 : distanceOf(plain, other, least);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

function simplified(word: string): string {
  return word.trim().toLowerCase();
}

/** Letters to change until one word is the other (optimal string alignment); `limit` or more is said as `limit`. */
function distanceOf(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      now.push(cost);
    }
    if (Math.min(...now) >= limit) return limit;
    before = above;
    above = now;
  }
  return Math.min(limit, above[other.length] ?? limit);
}
