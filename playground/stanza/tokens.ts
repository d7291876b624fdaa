/**
 * One coloured part of a text that is shown: an element's or attribute's name, an attribute's value, a namespace's name, a character
 * reference, text, or a mark (brackets, quotes, equals signs, comments, document types). The site's palette has a colour for each.
 */
export interface Token {
  readonly kind: 'mark' | 'name' | 'attribute' | 'value' | 'namespace' | 'text' | 'entity';
  readonly text: string;
}

/**
 * Cuts a text into parts for colouring, in time linear to it. It never judges: a text that is still being written is coloured as far as
 * it goes, and the parts joined are the text.
 */
export function highlight(text: string): Token[] {
  return new Colourer(text).run();
}

/** What may follow a `<` that begins a tag. */
const tagStart = /<\/|<(?=[^\s<>/="'!?&0-9])|<\?(?=\w)/y;
const name = /[^\s<>/="'?]+/y;
const attributeName = /[^\s<>/="']+/y;
const space = /\s+/y;
/** A value whose quote is missing ends where the line or the tag does. */
const unquoted = /[^\n<>]*/y;

class Colourer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  /** What is not in the rest of the text, so that it is not searched for again and again. */
  readonly #absent = new Set<string>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Token[] {
    while (this.#at < this.#text.length) {
      const open = this.#text.indexOf('<', this.#at);
      this.#characters(open < 0 ? this.#text.length : open);
      if (open >= 0) this.#markup();
    }
    return this.#tokens;
  }

  #markup(): void {
    if (this.#sees('<![CDATA[')) this.#cdata();
    else if (this.#sees('<!--')) this.#add('mark', this.#after('-->'));
    else if (this.#sees('<!')) this.#add('mark', this.#after('>'));
    else if (this.#take(tagStart, 'mark')) this.#tag();
    else this.#add('mark', this.#at + 1);
  }

  #cdata(): void {
    this.#add('mark', this.#at + '<![CDATA['.length);
    const end = this.#find(']]>');
    this.#add('text', end < 0 ? this.#text.length : end);
    if (end >= 0) this.#add('mark', end + ']]>'.length);
  }

  /** What follows the bracket, up to and with the one that ends the tag, or as far as the tag goes. */
  #tag(): void {
    this.#take(name, 'name');
    let attribute = '';
    for (;;) {
      this.#take(space, 'mark');
      const character = this.#text[this.#at];
      if (character === undefined || character === '<') return;
      const from = this.#at;
      if (character === '"' || character === "'") this.#value(character, attribute);
      else if ('=/?>'.includes(character)) this.#add('mark', from + 1);
      else if (this.#take(attributeName, 'attribute')) attribute = this.#text.slice(from, this.#at);
      if (character === '>') return;
    }
  }

  #value(quote: string, attribute: string): void {
    const isNamespace = attribute === 'xmlns' || attribute.startsWith('xmlns:');
    this.#add('mark', this.#at + 1);
    const end = this.#find(quote);
    if (end < 0) {
      this.#take(unquoted, isNamespace ? 'namespace' : 'value');
      return;
    }
    this.#add(isNamespace ? 'namespace' : 'value', end);
    this.#add('mark', end + 1);
  }

  #characters(end: number): void {
    const parts = this.#text.slice(this.#at, end).split(/(&[^;&\s]{1,40};)/);
    parts.forEach((part, index) => {
      this.#add(index % 2 === 1 ? 'entity' : 'text', this.#at + part.length);
    });
  }

  #sees(markup: string): boolean {
    return this.#text.startsWith(markup, this.#at);
  }

  /** Where it comes next, or -1. */
  #find(wanted: string): number {
    if (this.#absent.has(wanted)) return -1;
    const found = this.#text.indexOf(wanted, this.#at);
    if (found < 0) this.#absent.add(wanted);
    return found;
  }

  /** The offset after the next of these, or the end of the text. */
  #after(wanted: string): number {
    const found = this.#find(wanted);
    return found < 0 ? this.#text.length : found + wanted.length;
  }

  /** Takes what the sticky expression finds here. */
  #take(expression: RegExp, kind: Token['kind']): boolean {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text);
    if (found === null) return false;
    this.#add(kind, this.#at + found[0].length);
    return true;
  }

  /** Takes everything up to there; marks that follow each other are one. */
  #add(kind: Token['kind'], end: number): void {
    if (end === this.#at) return;
    const text = this.#text.slice(this.#at, end);
    this.#at = end;
    const last = this.#tokens.at(-1);
    if (kind === 'mark' && last?.kind === 'mark')
      this.#tokens[this.#tokens.length - 1] = { kind, text: last.text + text };
    else this.#tokens.push({ kind, text });
  }
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
