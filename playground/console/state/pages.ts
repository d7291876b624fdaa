import { format, highlight, type Token } from '../../stanza/index.ts';
import { limits } from '../limits.ts';
import { visibleParts } from './hidden-characters.ts';

/** How a stanza is shown: laid out in lines, or as it went over the wire. */
export type Layout = 'pretty' | 'raw';

/** A coloured part of a line. */
export interface Part {
  readonly kind: Token['kind'];
  readonly text: string;
  /** Where it begins in the whole text as it is shown. */
  readonly at: number;
  /** The character's number when it cannot be seen. */
  readonly code?: string;
}

export interface Line {
  /** Blanks at its beginning; they are not in the parts. */
  readonly indent: number;
  readonly parts: readonly Part[];
  /** The rest of a line that was too long for one. */
  readonly continues: boolean;
}

/** A text as it is shown, in pages: no page has more parts than the browser lays out in a blink. */
export interface Laid {
  /** The whole text, laid out. */
  readonly text: string;
  readonly lines: number;
  readonly pages: readonly (readonly Line[])[];
  /** Where each page begins in the text. */
  readonly starts: readonly number[];
}

/** In time linear to the text; half a second for a megabyte, so long ones are for the worker (lay-out.ts). */
export function pagesOf(text: string, layout: Layout): Laid {
  const shown = layout === 'pretty' ? pretty(text) : text;
  const lines = linesOf(highlight(shown));
  const pages: Line[][] = [];
  let page: Line[] | undefined;
  let parts = 0;
  let characters = 0;
  for (const line of lines) {
    const length = line.parts.reduce((sum, part) => sum + part.text.length, 0);
    const isFull = parts + line.parts.length > limits.pageParts || characters + length > limits.pageCharacters;
    if (page === undefined || isFull) {
      page = [];
      pages.push(page);
      parts = 0;
      characters = 0;
    }
    page.push(line);
    parts += line.parts.length;
    characters += length;
  }
  const starts = pages.map((page) => page.find(({ parts }) => parts.length > 0)?.parts[0]?.at ?? 0);
  return { text: shown, lines: lines.length, pages, starts };
}

function pretty(text: string): string {
  const result = format(text, { stream: true, width: Number.POSITIVE_INFINITY });
  return result.ok ? result.text : text;
}

/** Cuts where lines break, where a character cannot be seen, and where a line gets too long to be laid out at once. */
function linesOf(tokens: readonly Token[]): Line[] {
  const cutter = new Cutter();
  let at = 0;
  for (const { kind, text } of tokens) {
    let from = at;
    text.split('\n').forEach((piece, index) => {
      if (index > 0) cutter.breakLine(false);
      for (const { text, code } of visibleParts(piece)) {
        cutter.add(kind, text, from, code);
        from += text.length;
      }
      from += 1;
    });
    at += text.length;
  }
  return cutter.lines;
}

class Cutter {
  readonly lines: Line[] = [];
  #parts: Part[] = [];
  #length = 0;

  constructor() {
    this.breakLine(false);
  }

  breakLine(continues: boolean): void {
    this.#parts = [];
    this.#length = 0;
    this.lines.push({ indent: 0, parts: this.#parts, continues });
  }

  add(kind: Token['kind'], text: string, at: number, code: string | undefined): void {
    let [rest, from] = [text, at];
    if (this.#parts.length === 0 && code === undefined) {
      const indent = /^ */.exec(rest)?.[0].length ?? 0;
      const line = this.lines.at(-1);
      if (indent > 0 && line !== undefined && !line.continues && line.indent === 0) {
        this.lines[this.lines.length - 1] = { ...line, indent };
        rest = rest.slice(indent);
        from += indent;
      }
    }
    while (rest !== '') {
      if (this.#length >= limits.pageLine || this.#parts.length >= limits.pageParts) this.breakLine(true);
      const piece = rest.slice(0, limits.pageLine - this.#length);
      this.#parts.push({ kind, text: piece, at: from, ...(code !== undefined && { code }) });
      this.#length += piece.length;
      from += piece.length;
      rest = rest.slice(piece.length);
    }
  }
}
