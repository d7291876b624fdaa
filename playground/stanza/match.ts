import { isDeeperThan } from './content.ts';
import { type Search, solutions } from './match-search.ts';
import { findMismatches, refusal } from './mismatch.ts';
import type { Captures, Match, XmlElement } from './types.ts';

export interface MatchOptions {
  /** Nothing may be there but what is expected. */
  readonly exact?: boolean;
}

/**
 * Compares a stanza with what is expected. What is written must be there, more may be.
 *
 * - Names and namespaces must be equal; prefixes and `xmlns` attributes do not matter. Each expected attribute must be there.
 * - `{any}` in an attribute or text matches any text, `{name}` captures text and must match the same text from then on (see `matchTemplate`).
 * - Expected child elements may come in any order, also in the stanza; each needs a child of its own.
 * - Text of an element without child elements must be equal to the character, or match its placeholders; expected text that is empty
 *   or white space demands nothing. Beside child elements, white space at the ends does not count and runs of it are one space.
 * - With `exact`, attributes, elements and text that are not expected are mismatches; `{any}` as the only content matches any content.
 *
 * All ways to pair placeholders with children are tried, up to a limit; when none matches, the mismatches are those of the nearest one.
 */
export function match(
  expected: XmlElement,
  actual: XmlElement,
  captures: Captures = {},
  options: MatchOptions = {},
): Match {
  if (isDeeperThan(expected, deepest)) {
    const plain = `The expectation is nested deeper than ${deepest} elements, which is not supported. Expect a part of it.`;
    return { ok: false, mismatches: [refusal(expected, plain)] };
  }
  const search: Search = { exact: options.exact ?? false, left: mostComparisons };
  const [found] = solutions(expected, actual, captures, search);
  if (found) return { ok: true, captures: found };
  if (search.left > 0) return { ok: false, mismatches: findMismatches(expected, actual, captures, search.exact) };
  const plain =
    'There are too many ways in which this could match. Expect fewer elements, or give them attributes that tell them apart.';
  return { ok: false, mismatches: [refusal(expected, plain)] };
}

/** Deeper expectations are refused, so that the engine's call stack is never exhausted. */
const deepest = 200;
/** After this many comparisons of two elements the search stops. */
const mostComparisons = 300_000;
