import { isOnTheWire, opensStream } from './stanza-names.ts';
import { endTagAt, type LooseTag, startTagAt } from './tags.ts';

/** A piece of the text that goes over the wire by itself. Offsets count UTF-16 code units; `end` is after the last one. */
export interface Found {
  readonly kind: 'element' | 'stream' | 'start-tag';
  readonly start: number;
  readonly end: number;
  /** It holds what is easily made XML: typographic quotes, odd spaces, comments. */
  readonly isOdd: boolean;
}

/** How much text is looked at between two pauses: some milliseconds. */
const slice = 100_000;

/**
 * The stanzas in any text, in its order: elements whose tags belong together, the outermost of those that go over a stream, and what
 * opens and closes a stream. What stands between them may be anything, also tags that are never closed. Takes linear time, and yields now
 * and then, so that the page can breathe.
 * @param wants says which elements count; by default those that go over a stream
 */
export function* findElements(text: string, wants: (tag: LooseTag) => boolean = isOnTheWire): Generator<void, Found[]> {
  return yield* new Finder(text, wants).run();
}

interface Open {
  readonly name: string;
  readonly start: number;
  readonly tagEnd: number;
  readonly isWanted: boolean;
  /** How many had been found before it. */
  readonly before: number;
}

class Finder {
  readonly #text: string;
  readonly #wants: (tag: LooseTag) => boolean;
  readonly #found: Found[] = [];
  readonly #startTags: Found[] = [];
  readonly #open: Open[] = [];
  /** For each name, how many elements of it are open. */
  readonly #depth = new Map<string, number>();
  /** Elements below this place in the stack hold something that is not well-formed. */
  #broken = 0;
  #lastOdd = -1;
  /** How many elements that count are open. */
  #openWanted = 0;
  /** Where the next end of a comment, CDATA section and processing instruction is: looked for once, not for each beginning. */
  readonly #ends = new Map<string, number>();

  constructor(text: string, wants: (tag: LooseTag) => boolean) {
    this.#text = text;
    this.#wants = wants;
  }

  *run(): Generator<void, Found[]> {
    let pauseAt = slice;
    for (let at = this.#text.indexOf('<'); at >= 0; at = this.#text.indexOf('<', at)) {
      at = this.#step(at);
      if (at < pauseAt) continue;
      pauseAt = at + slice;
      yield;
    }
    while (this.#open.length > 0) this.#abandon();
    return [...this.#found, ...this.#startTags].sort((a, b) => a.start - b.start);
  }

  /** Takes what begins with this `<`, and says where to go on. */
  #step(at: number): number {
    const text = this.#text;
    switch (text[at + 1]) {
      case '/':
        return this.#endTag(at);
      case '!':
        if (text.startsWith('<!--', at)) return this.#skip(at, '-->', 4);
        if (text.startsWith('<![CDATA[', at) && this.#openWanted > 0) return this.#skip(at, ']]>', 9);
        return this.#noise(at);
      case '?':
        return this.#skip(at, '?>', 2);
      default:
        return this.#startTag(at);
    }
  }

  #startTag(at: number): number {
    const tag = startTagAt(this.#text, at);
    if (tag === undefined) return this.#noise(at);
    if (tag.isOdd) this.#lastOdd = at;
    const isWanted = this.#wants(tag);
    if (isWanted && opensStream(tag)) {
      this.#markBroken();
      this.#found.push({ kind: 'stream', start: at, end: tag.end, isOdd: tag.isOdd });
    } else if (!tag.isEmpty) {
      this.#open.push({ name: tag.name, start: at, tagEnd: tag.end, isWanted, before: this.#found.length });
      this.#depth.set(tag.name, (this.#depth.get(tag.name) ?? 0) + 1);
      if (isWanted) this.#openWanted += 1;
    } else if (isWanted) {
      this.#found.push({ kind: 'element', start: at, end: tag.end, isOdd: tag.isOdd });
    }
    return tag.end;
  }

  #endTag(at: number): number {
    const tag = endTagAt(this.#text, at);
    if (tag === undefined) return this.#noise(at);
    if (this.#open.at(-1)?.name === tag.name) {
      this.#close(tag.end);
    } else if ((this.#depth.get(tag.name) ?? 0) > 0) {
      while (this.#open.at(-1)?.name !== tag.name) this.#abandon();
      this.#abandon();
      this.#markBroken();
    } else {
      this.#markBroken();
      if (tag.name === 'stream:stream') this.#found.push({ kind: 'stream', start: at, end: tag.end, isOdd: false });
    }
    return tag.end;
  }

  #close(end: number): void {
    const isWhole = this.#open.length > this.#broken;
    const closed = this.#pop();
    if (closed === undefined || !isWhole || !closed.isWanted) return;
    this.#found.length = closed.before;
    this.#found.push({ kind: 'element', start: closed.start, end, isOdd: this.#lastOdd >= closed.start });
  }

  /** The innermost element has no end. */
  #abandon(): void {
    const open = this.#pop();
    if (open?.isWanted)
      this.#startTags.push({
        kind: 'start-tag',
        start: open.start,
        end: open.tagEnd,
        isOdd: this.#lastOdd === open.start,
      });
  }

  #pop(): Open | undefined {
    const open = this.#open.pop();
    if (open === undefined) return undefined;
    this.#depth.set(open.name, (this.#depth.get(open.name) ?? 1) - 1);
    if (open.isWanted) this.#openWanted -= 1;
    this.#broken = Math.min(this.#broken, this.#open.length);
    return open;
  }

  #noise(at: number): number {
    this.#markBroken();
    return at + 1;
  }

  #markBroken(): void {
    this.#broken = this.#open.length;
  }

  /** Jumps over what ends with this token. XMPP allows no comments and no processing instructions, so they are odd. */
  #skip(at: number, token: string, length: number): number {
    let end = this.#ends.get(token) ?? 0;
    if (end >= 0 && end < at + length) {
      end = this.#text.indexOf(token, at + length);
      this.#ends.set(token, end);
    }
    if (end < 0) return this.#noise(at);
    if (token !== ']]>') this.#lastOdd = at;
    return end + token.length;
  }
}
