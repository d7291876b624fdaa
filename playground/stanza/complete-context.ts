import type { Growing, PlaceElement } from './places.ts';

/** What is being written at the caret. Offsets are UTF-16 code units from 0. */
export interface Writing {
  readonly kind: 'open' | 'close' | 'attribute' | 'value' | 'content';
  /** The innermost element around; for `attribute` and `value` the one whose tag it is. Undefined outside of all. */
  readonly element: PlaceElement | undefined;
  /** For `value`: the attribute's name. */
  readonly attribute: string;
  /** Where the word under the caret begins and ends; brackets and quotes are not part of it. */
  readonly from: number;
  readonly to: number;
  /** The part of the word that is before the caret. */
  readonly written: string;
  /** What ends it is there already: the rest of the tag, the bracket of an end tag, the quote of a value. */
  readonly isEnded: boolean;
  /** For `value`: the quote that began it. */
  readonly quote: string;
}

/** A longer one is no word that anything is known of. */
const longestWord = 200;
const nameHere = /[^\s<>/="'?!&]*/y;
const spaceHere = /\s*/y;

/**
 * Finds out what is being written at an offset, in time linear to the text. Text that is not right is read as far as it goes. Undefined where
 * nothing can be completed: in a comment, in CDATA.
 */
export function writingAt(text: string, offset: number): Writing | undefined {
  return new Reader(text, Math.max(0, Math.min(offset, text.length))).run();
}

class Reader {
  readonly #text: string;
  readonly #caret: number;
  #at = 0;
  #current: Growing | undefined;

  constructor(text: string, caret: number) {
    this.#text = text;
    this.#caret = caret;
  }

  run(): Writing | undefined {
    for (;;) {
      const open = this.#text.indexOf('<', this.#at);
      if (open < 0 || open >= this.#caret) return this.#content();
      if (this.#current) this.#current.text += this.#text.slice(this.#at, open);
      this.#at = open + 1;
      const passed = this.#skipped('!--', '-->') ?? this.#skipped('![CDATA[', ']]>') ?? this.#skipped('?', '?>');
      if (passed === false) return undefined;
      if (passed === true) continue;
      const found = this.#text[this.#at] === '/' ? this.#endTag() : this.#startTag();
      if (found !== undefined) return found ?? undefined;
    }
  }

  /** Steps over what begins here if it does: false when it reaches over the caret. */
  #skipped(begin: string, end: string): boolean | undefined {
    if (!this.#text.startsWith(begin, this.#at)) return undefined;
    const found = this.#text.indexOf(end, this.#at + begin.length);
    if (found < 0 || found + end.length > this.#caret) return false;
    this.#at = found + end.length;
    return true;
  }

  /** Null where the caret is in the tag and nothing can be completed; undefined when it is behind it. */
  #endTag(): Writing | null | undefined {
    const from = this.#at + 1;
    if (from > this.#caret) return null;
    const name = this.#take(nameHere, from);
    const end = from + name.length;
    if (end >= this.#caret) return this.#writing('close', from, end, /^\s*>/.test(this.#text.slice(end, end + 20)));
    const close = this.#text.indexOf('>', end);
    this.#at = close < 0 ? end : close + 1;
    let one = this.#current;
    while (one && one.name !== name) one = one.parent;
    if (one) this.#current = one.parent;
    return this.#at > this.#caret ? null : undefined;
  }

  #startTag(): Writing | null | undefined {
    const start = this.#at;
    const name = this.#take(nameHere, start);
    this.#at = start + name.length;
    if (this.#at >= this.#caret) {
      const isEnded = /^\s*(\/?>|[^\s<>/="'&]+\s*=)/.test(this.#text.slice(this.#at, this.#at + 200));
      return this.#writing('open', start, this.#at, isEnded);
    }
    if (name === '') return undefined;
    const tag: Growing = { name, attributes: [], parent: this.#current, children: [], start, text: '' };
    let found: Writing | undefined;
    let ends: 'open' | 'empty' | 'missing' | undefined;
    while (ends === undefined) {
      const space = this.#take(spaceHere, this.#at);
      const before = this.#at;
      this.#at += space.length;
      const isIn = found === undefined && this.#caret > before && this.#caret <= this.#at;
      const next = this.#text[this.#at];
      const isName = next !== undefined && !'/><="\'?!&'.includes(next);
      // Before a name that is there already nothing else is begun without a space.
      if (isIn && (this.#caret < this.#at || !isName)) found = this.#inTag(tag, this.#caret, this.#caret);
      if (next === undefined || next === '<') ends = 'missing';
      else if (next === '>') {
        this.#at += 1;
        ends = 'open';
      } else if (this.#text.startsWith('/>', this.#at)) {
        this.#at += 2;
        ends = 'empty';
      } else found = this.#attribute(tag) ?? found;
    }
    if (found !== undefined) return found;
    if (this.#caret < this.#at || (ends === 'missing' && this.#caret === this.#at)) return null;
    this.#current?.children.push(tag);
    if (ends !== 'empty') this.#current = tag;
    return undefined;
  }

  #attribute(tag: Growing): Writing | undefined {
    const from = this.#at;
    const name = this.#take(nameHere, from);
    if (name === '') {
      this.#at += 1;
      return undefined;
    }
    const end = from + name.length;
    this.#at = end;
    const isName = this.#caret >= from && this.#caret <= end;
    const equals = /^\s*=\s*/.exec(this.#text.slice(end, end + 50))?.[0] ?? '';
    const quote = this.#text[end + equals.length] ?? '';
    if (equals === '' || (quote !== '"' && quote !== "'")) {
      this.#at = end + equals.length;
      if (isName) return this.#inTag(tag, from, end, equals !== '');
      tag.attributes.push({ name, value: '' });
      return undefined;
    }
    const begin = end + equals.length + 1;
    const stop = this.#valueEnd(begin, quote);
    const isClosed = this.#text[stop] === quote;
    this.#at = stop + (isClosed ? 1 : 0);
    tag.attributes.push({ name, value: this.#text.slice(begin, stop) });
    if (isName) return this.#inTag(tag, from, end, true);
    if (this.#caret < begin || this.#caret > stop) return undefined;
    return { ...this.#inTag(tag, begin, stop, isClosed), kind: 'value', attribute: name, quote };
  }

  /** Where the value ends. A quote that is missing must not swallow the next attribute, or the next element. */
  #valueEnd(begin: number, quote: string): number {
    const close = this.#text.indexOf(quote, begin);
    const value = this.#text.slice(begin, close < 0 ? this.#text.length : close);
    const isNext = close < 0 || /[\n<>]|\s[\w:.-]+\s*=\s*$/.test(value);
    return isNext ? begin + value.search(/[\s<>]|\/>|$/) : close;
  }

  #content(): Writing {
    const before = this.#text.slice(this.#at, this.#caret);
    if (this.#current) this.#current.text += before;
    const written = /[^\s<>&]*$/.exec(before.slice(-longestWord))?.[0] ?? '';
    const rest = /^[^\s<>&]*/.exec(this.#text.slice(this.#caret, this.#caret + longestWord))?.[0] ?? '';
    return this.#writing('content', this.#caret - written.length, this.#caret + rest.length);
  }

  #inTag(tag: Growing, from: number, to: number, isEnded = false): Writing {
    return { ...this.#writing('attribute', from, to, isEnded), element: tag };
  }

  #writing(kind: Writing['kind'], from: number, to: number, isEnded = false): Writing {
    const written = this.#text.slice(from, this.#caret);
    return { kind, element: this.#current, attribute: '', from, to, written, isEnded, quote: '' };
  }

  #take(expression: RegExp, at: number): string {
    expression.lastIndex = at;
    return expression.exec(this.#text)?.[0] ?? '';
  }
}
