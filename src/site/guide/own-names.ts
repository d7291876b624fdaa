/** Puts the reader's own names into what a page shows; copy buttons copy what is shown. Runs in the browser; the page's text is kept to go back to. */
import { type Names, personalise } from '../../lesson/personal.ts';

/** What carries names that a reader would have to change: code by the line, words in code type, paths in titles. */
const places = '.ec-line .code, :not(pre) > code, .sb-real pre code, samp, kbd, .expressive-code .title';

const originals = new WeakMap<Text, string>();

function textsOf(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node as Text);
  return texts;
}

function originalOf(text: Text): string {
  const known = originals.get(text);
  if (known !== undefined) return known;
  originals.set(text, text.data);
  return text.data;
}

/** A name can be cut by colours into several texts: then the whole line goes into the first one and loses its colours. */
function showIn(element: Element, names: Partial<Names>): void {
  const texts = textsOf(element);
  const wanted = personalise(texts.map(originalOf).join(''), names);
  const pieces = texts.map((text) => personalise(originalOf(text), names));
  const fits = pieces.join('') === wanted;
  for (const [index, text] of texts.entries()) text.data = fits ? (pieces[index] ?? '') : index === 0 ? wanted : '';
}

/** @param names those that the reader gave and that passed their checks; none shows the page as it was written */
export function showNames(root: Element, names: Partial<Names>): void {
  for (const element of root.querySelectorAll(places)) showIn(element, names);
}
