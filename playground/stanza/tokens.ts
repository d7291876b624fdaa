/** One coloured part of a text that is shown. */
export interface Token {
  readonly kind: 'mark' | 'name' | 'attribute' | 'value' | 'namespace' | 'text' | 'entity';
  readonly text: string;
}

type Add = (kind: Token['kind'], part: string) => void;

/**
 * Cuts a text into parts for colouring, in time linear to it. It never judges: what is no markup, or never ends, is text,
 * and the parts joined are the text.
 */
export function highlight(text: string): Token[] {
  const tokens: Token[] = [];
  const add: Add = (kind, part) => {
    if (part !== '') tokens.push({ kind, text: part });
  };
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    const end = open < 0 ? -1 : endOfMarkup(text, open);
    if (end < 0) break;
    addText(text.slice(at, open), add);
    addMarkup(text.slice(open, end), add);
    at = end;
  }
  addText(text.slice(at), add);
  return tokens;
}

/** The offset after the tag, comment or declaration that begins at `open`; -1 when it has no end. */
function endOfMarkup(text: string, open: number): number {
  const after = (end: string): number => {
    const found = text.indexOf(end, open);
    return found < 0 ? -1 : found + end.length;
  };
  if (text.startsWith('<!--', open)) return after('-->');
  if (text.startsWith('<?', open) || text.startsWith('<!', open)) return after('>');
  let quote = '';
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return -1;
}

function addMarkup(markup: string, add: Add): void {
  const [, start = '', name = ''] = /^(<\/?)([^\s/>!?]*)/.exec(markup) ?? [];
  if (name === '') {
    add('mark', markup);
    return;
  }
  const close = markup.endsWith('/>') ? '/>' : '>';
  add('mark', start);
  add('name', name);
  addAttributes(markup.slice(start.length + name.length, markup.length - close.length), add);
  add('mark', close);
}

/** A name, an equals sign, a quoted value; at the place where it is used, and nowhere further on. */
const attribute = /([^\s="']+)(\s*=\s*)(["'])/y;
const space = /\s*/y;

function addAttributes(text: string, add: Add): void {
  let at = 0;
  while (at < text.length) {
    space.lastIndex = at;
    add('mark', space.exec(text)?.[0] ?? '');
    attribute.lastIndex = space.lastIndex;
    const match = attribute.exec(text);
    const end = match === null ? -1 : text.indexOf(match[3] ?? '', attribute.lastIndex);
    if (match === null || end < 0) {
      add('mark', text.slice(space.lastIndex));
      return;
    }
    const [, name = '', equals = '', quote = ''] = match;
    add('attribute', name);
    add('mark', equals + quote);
    add(name === 'xmlns' || name.startsWith('xmlns:') ? 'namespace' : 'value', text.slice(attribute.lastIndex, end));
    add('mark', quote);
    at = end + 1;
  }
}

function addText(text: string, add: Add): void {
  text.split(/(&[^;&\s]{1,40};)/).forEach((part, index) => {
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
