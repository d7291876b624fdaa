import { distanceWithin } from './edit-distance.ts';

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
    const distance = distanceWithin(plain, other, least - 1);
    if (distance === undefined) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

function simplified(word: string): string {
  return word.trim().toLowerCase();
}
