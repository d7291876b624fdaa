/** One coloured part of a text that is shown. */
export interface Token {
  readonly kind: 'mark' | 'name' | 'attribute' | 'value' | 'namespace' | 'text' | 'entity';
  readonly text: string;
}

const markup = /<!--[\s\S]*?-->|<[?!][\s\S]*?>|(<\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?>)/g;
const attribute = /([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')/g;

/**
 * Cuts a text into parts for colouring. It never judges: whatever is no markup is text, and the parts joined are the text.
 */
export function highlight(text: string): Token[] {
  const tokens: Token[] = [];
  const add = (kind: Token['kind'], part: string | undefined): void => {
    if (part) tokens.push({ kind, text: part });
  };
  let at = 0;
  for (const match of text.matchAll(markup)) {
    addText(text.slice(at, match.index), add);
    at = match.index + match[0].length;
    if (match[2] === undefined) {
      add('mark', match[0]);
      continue;
    }
    add('mark', match[1]);
    add('name', match[2]);
    addAttributes(match[3] ?? '', add);
    add('mark', match[4]);
  }
  addText(text.slice(at), add);
  return tokens;
}

function addAttributes(text: string, add: (kind: Token['kind'], part: string) => void): void {
  let at = 0;
  for (const match of text.matchAll(attribute)) {
    const [whole, name = '', equals = '', value = ''] = match;
    add('mark', text.slice(at, match.index));
    add('attribute', name);
    add('mark', equals + value.slice(0, 1));
    add(name === 'xmlns' || name.startsWith('xmlns:') ? 'namespace' : 'value', value.slice(1, -1));
    add('mark', value.slice(-1));
    at = match.index + whole.length;
  }
  add('mark', text.slice(at));
}

function addText(text: string, add: (kind: Token['kind'], part: string) => void): void {
  text.split(/(&[^;\s]*;)/).forEach((part, index) => {
    add(index % 2 === 1 ? 'entity' : 'text', part);
  });
}

/** The tokens line by line, without the line breaks. Joined by line breaks they are the text again. */
export function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of tokens) {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    });
  }
  return lines;
}
