import type { Specification } from '../../stanza/index.ts';
import type { Line, Part } from '../state/pages.ts';
import { specificationOfName } from './name-links.ts';

/**
 * Fills an element with lines of XML, coloured, with links from namespaces to where they are defined. Made by hand and not by a component: a
 * stanza has some fifty parts, and the transcript shows new ones by the thousand. Everything goes in as text; nothing of it is ever read as
 * markup. Each part stands by itself (unicode-bidi: isolate, in XmlText.svelte), so that none turns another one round.
 */
export function renderXml(into: HTMLElement, lines: readonly Line[]): void {
  const fragment = document.createDocumentFragment();
  lines.forEach(({ indent, parts, continues }, index) => {
    const line = document.createElement('span');
    line.className = continues ? 'line rest' : 'line';
    const elements = parts.map(elementOf);
    if (indent > 0) {
      line.style.setProperty('--indent', `${indent}ch`);
      // Copied with the line; the padding is what is seen of it.
      const spaces = document.createElement('span');
      spaces.className = 'indent';
      spaces.textContent = ' '.repeat(indent);
      // One with the mark after it: else a long word would go on to the next row, and leave the spaces alone in theirs.
      const mark = parts[0]?.kind === 'mark' ? elements.shift() : undefined;
      const beginning = document.createElement('span');
      beginning.className = 'beginning';
      beginning.append(spaces, ...(mark === undefined ? [] : [mark]));
      line.append(beginning);
    }
    line.append(...elements);
    // So that a selection copies as it is written.
    if (lines[index + 1]?.continues === false) line.append('\n');
    fragment.append(line);
  });
  into.replaceChildren(fragment);
}

function elementOf(part: Part): HTMLElement {
  const { kind, text, at, code } = part;
  const specification = code === undefined ? specificationOf(part) : undefined;
  const element = document.createElement(specification === undefined ? 'span' : 'a');
  element.className = code === undefined ? kind : 'hidden-character';
  if (code !== undefined) element.dataset.code = code;
  element.dataset.at = String(at);
  element.textContent = text;
  if (specification !== undefined && element instanceof HTMLAnchorElement) {
    element.href = specification.url;
    element.target = '_blank';
    element.rel = 'noreferrer';
    element.title = `${specification.number} ${specification.title}`;
    // The arrow keys lead to it (Transcript.svelte): as stops of Tab, a dozen links a row would be in the way.
    element.tabIndex = -1;
  }
  return element;
}

/** Where a namespace is defined. Feature names and node names are namespaces too, so values are looked up as well. */
function specificationOf({ kind, text }: Part): Specification | undefined {
  const may = kind === 'namespace' || (kind === 'value' && /^[a-z][a-z0-9+.-]*[:.-]/.test(text) && !text.includes('@'));
  return may ? specificationOfName(text) : undefined;
}
