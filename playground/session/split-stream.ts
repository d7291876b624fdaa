/**
 * Cuts the text of an XML stream (RFC 6120 section 4) into the pieces that a reader counts: the stream's header, each
 * element below it, white space sent to keep the connection alive, and the end tag. The pieces joined are the text as it
 * came; nothing is parsed, so a malformed piece comes out as it is.
 */
export class StreamSplitter {
  /** What was read of the piece that is still open, in parts, so that a long piece is not copied with each part. */
  #read: string[] = [];
  /** What has to be looked at again when more comes: nothing, or markup whose end is missing. */
  #rest = '';
  #depth = 0;

  /** @param text the next part of the stream, cut anywhere between two characters
   *  @returns the pieces that this part completes, in order */
  push(text: string): string[] {
    const unread = this.#rest + text;
    const pieces: string[] = [];
    let start = 0;
    let read = 0;
    for (;;) {
      const open = unread.indexOf('<', read);
      const end = open < 0 ? -1 : endOfMarkup(unread, open);
      if (end < 0) {
        read = open < 0 ? unread.length : open;
        break;
      }
      read = end;
      if (this.#closesPiece(unread, open, end)) {
        pieces.push(this.#take(unread.slice(start, end)));
        start = end;
      }
    }
    this.#read.push(unread.slice(start, read));
    this.#rest = unread.slice(read);
    if (this.#depth <= 1 && this.#rest === '' && start < read && unread.slice(start, read).trim() === '') {
      pieces.push(this.#take(''));
    }
    return pieces;
  }

  #take(last: string): string {
    const piece = this.#read.join('') + last;
    this.#read = [];
    return piece;
  }

  /** Takes the markup from `open` to `end` into account and says whether a piece ends with it. */
  #closesPiece(text: string, open: number, end: number): boolean {
    const next = text[open + 1];
    if (next === '?' || next === '!') return false;
    if (next === '/') {
      this.#depth -= 1;
      return this.#depth <= 1;
    }
    if (/^<stream:stream[\s>]/.test(text.slice(open, open + 15))) {
      // A stream's header starts a new stream, also in the middle of a connection: after SASL (RFC 6120 section 4.3.3).
      this.#depth = 1;
      return true;
    }
    if (text[end - 2] === '/') return this.#depth <= 1;
    this.#depth += 1;
    return this.#depth === 1;
  }
}

/** The offset after the markup that starts at `open`, or -1 when its end has not come yet. */
function endOfMarkup(text: string, open: number): number {
  const closed = (end: string): number => {
    const found = text.indexOf(end, open + 2);
    return found < 0 ? -1 : found + end.length;
  };
  if (text.startsWith('<?', open)) return closed('?>');
  if (text.startsWith('<!--', open)) return closed('-->');
  if (text.startsWith('<![CDATA[', open)) return closed(']]>');
  let quote = '';
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return -1;
}
