/** Marks words where they stand in the page, without a change of the page: the browser's own highlights, where it has them. */

const name = 'sb-found';

/** What CSS calls a highlight, when the browser knows it (Firefox before 140 does not: then rows are found, and words not marked). */
function registry(): Highlight | undefined {
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return undefined;
  const known = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, known);
  return known;
}

/** Most places marked in one row. */
const most = 500;

/**
 * Marks each of these words, in lower case, in the text of an element, however it is cut into parts.
 * @returns undoes it
 */
export function markWords(element: Element, words: readonly string[]): () => void {
  const highlight = words.length === 0 ? undefined : registry();
  if (highlight === undefined) return () => {};
  const ranges = rangesOf(element, words);
  for (const range of ranges) highlight.add(range);
  return () => {
    for (const range of ranges) highlight.delete(range);
  };
}

/** Where each of these words, in lower case, stands in an element's text. */
export function rangesOf(element: Element, words: readonly string[]): Range[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: { readonly node: Node; readonly from: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, from: text.length });
    text += (node.nodeValue ?? '').toLowerCase();
  }
  const ranges: Range[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0 && ranges.length < most; at = text.indexOf(word, at + word.length)) {
      const range = rangeOf(nodes, at, at + word.length);
      if (range !== undefined) ranges.push(range);
    }
  }
  return ranges;
}

function rangeOf(
  nodes: readonly { readonly node: Node; readonly from: number }[],
  from: number,
  to: number,
): Range | undefined {
  const start = nodes.findLast((one) => one.from <= from);
  const end = nodes.findLast((one) => one.from < to);
  if (start === undefined || end === undefined) return undefined;
  const range = new Range();
  try {
    range.setStart(start.node, from - start.from);
    range.setEnd(end.node, to - end.from);
  } catch {
    // Lower case can be longer than what it was made of; such a word stays unmarked.
    return undefined;
  }
  return range;
}
