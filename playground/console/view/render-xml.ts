import { highlight, linesOf, type Specification, type Token } from '../../stanza/index.ts';
import { specificationOfName } from './name-links.ts';

/**
 * Fills an element with a text, coloured, one block for each line, with links from namespaces to where they are defined.
 * Made by hand and not by a component: a stanza has some fifty parts, and the transcript shows new ones by the thousand.
 * Everything goes in as text; nothing of it is ever read as markup.
 */
export function renderXml(into: HTMLElement, text: string): void {
  const lines = linesOf(highlight(text));
  const fragment = document.createDocumentFragment();
  lines.forEach((line, index) => {
    const block = document.createElement('span');
    block.className = 'line';
    block.style.setProperty('--hang', `${hangOf(line)}ch`);
    for (const token of line) block.append(elementOf(token));
    // So that a selection copies as it is written.
    if (index < lines.length - 1) block.append('\n');
    fragment.append(block);
  });
  into.replaceChildren(fragment);
}

function elementOf(token: Token): Node {
  if (token.kind === 'text') return document.createTextNode(token.text);
  const specification = specificationOf(token);
  const element = document.createElement(specification === undefined ? 'span' : 'a');
  element.className = token.kind;
  element.textContent = token.text;
  if (specification !== undefined && element instanceof HTMLAnchorElement) {
    element.href = specification.url;
    element.target = '_blank';
    element.rel = 'noreferrer';
    element.title = `${specification.number} ${specification.title}`;
  }
  return element;
}

/** Where a namespace is defined. Feature names and node names are namespaces too, so values are looked up as well. */
function specificationOf({ kind, text }: Token): Specification | undefined {
  const may = kind === 'namespace' || (kind === 'value' && /^[a-z][a-z0-9+.-]*[:.-]/.test(text) && !text.includes('@'));
  return may ? specificationOfName(text) : undefined;
}

/** A line that is too long goes on below its own beginning. */
function hangOf(line: readonly Token[]): number {
  return (line[0]?.text.search(/\S|$/) ?? 0) + 4;
}
