/**
 * A streaming parser of XML 1.0 with namespaces that gives expat's verdict: bytes in, in chunks cut anywhere;
 * one string of events out per chunk (see events.ts). Entities are the five predefined ones;
 * a document type declaration is reported, and what follows it is refused, since Prosody stops there.
 */
import * as is from './characters.ts';
import { parseXmlDeclaration, scanDoctype } from './declarations.ts';
import { type EventKind, FIELD, VALUE, writeEvent } from './events.ts';
import { declare, declaredPrefix, expand, rootScope, type Scope } from './namespaces.ts';
import { declaration, type Misplaced, misplaced } from './prolog.ts';
import {
  type AttributeSpan,
  invalid,
  PARTIAL,
  scanComment,
  scanEndTag,
  scanInstruction,
  scanReference,
  scanStartTag,
  startsWith,
  type TagSpan,
  XmlError,
} from './scanner.ts';
import { detectUtf16, Utf16Reader, utf16Size } from './utf16.ts';

interface OpenElement {
  readonly raw: string;
  readonly expanded: string;
  readonly outer: Scope;
  readonly prefixes: readonly string[];
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };
const nothing = new Uint8Array();

export class XmlParser {
  readonly #separator: string;
  readonly #namespaceEvents: boolean;
  /** What has come and is not consumed yet. */
  #bytes: Uint8Array = nothing;
  #at = 0;
  #events = '';
  #text = '';
  #textSize = 0;
  #where: 'start' | 'mark' | 'declaration' | 'prolog' | 'content' | 'cdata' | 'epilog' | 'failed' = 'start';
  readonly #open: OpenElement[] = [];
  #scope: Scope = rootScope;
  /** Of the byte at `#at`, counted from 1, 0 and 0: for error messages. */
  #line = 1;
  #column = 0;
  #offset = 0;
  #utf16: Utf16Reader | null = null;
  /** What is not consumed is a token that would be whole if the document ended here. */
  #isOpen = false;

  constructor(options: { readonly separator: string; readonly namespaceEvents: boolean }) {
    this.#separator = options.separator;
    this.#namespaceEvents = options.namespaceEvents;
  }

  /** Line, column and byte offset, all from 1, of the last event or error. */
  position(): [line: number, column: number, byte: number] {
    return [this.#line, this.#column + 1, this.#offset + 1];
  }

  feed(chunk: Uint8Array): string {
    const bytes = this.#utf16 ? this.#utf16.read(chunk) : chunk;
    this.#bytes = this.#bytes.length === 0 ? bytes : concat(this.#bytes, bytes);
    return this.#guard(() => this.#consume());
  }

  /** The document ends here: says what is missing. */
  end(): string {
    return this.#guard(() => {
      if (this.#where === 'content' && endsText(this.#bytes))
        this.#addText(newlines(this.#slice(0, this.#bytes.length)), this.#bytes.length);
      if (this.#bytes.length > this.#at) throw new XmlError(this.#isOpen ? 'syntax error' : 'unclosed token', this.#at);
      if (this.#where === 'cdata') throw new XmlError('unclosed CDATA section', this.#at);
      if (this.#where !== 'epilog') throw new XmlError('no element found', this.#at);
    });
  }

  #guard(work: () => void): string {
    this.#events = '';
    if (this.#where === 'failed') return writeEvent('!', 0, 'parsing finished');
    try {
      work();
      this.#flushText();
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.#flushText();
      this.#advance(error.at);
      this.#where = 'failed';
      this.#events += writeEvent('!', 0, error.message);
    }
    this.#bytes = this.#at === this.#bytes.length ? nothing : this.#bytes.slice(this.#at);
    this.#at = 0;
    return this.#events;
  }

  #consume(): void {
    this.#isOpen = false;
    let complete = true;
    while (complete && this.#at < this.#bytes.length) complete = this.#token();
  }

  /** Consumes one token, or learns what the next one is. False when it is not complete yet. */
  #token(): boolean {
    switch (this.#where) {
      case 'start':
        return this.#encoding();
      case 'mark':
        return this.#byteOrderMark();
      case 'declaration':
        return this.#declaration();
      case 'prolog':
      case 'epilog':
        return this.#outside();
      case 'content':
        return this.#content();
      case 'cdata':
        return this.#cdata();
      case 'failed':
        return false;
    }
  }

  #encoding(): boolean {
    const [first = 0, second] = this.#bytes;
    // Only these can be the first half of another encoding's mark.
    if (second === undefined && [0x00, 0x3c, 0xef, 0xfe, 0xff].includes(first)) return false;
    const utf16 = second === undefined ? null : detectUtf16(first, second);
    if (utf16) {
      this.#utf16 = new Utf16Reader(utf16);
      this.#bytes = this.#utf16.read(this.#bytes);
    }
    this.#where = 'mark';
    return true;
  }

  #byteOrderMark(): boolean {
    const mark = startsWith(this.#bytes, this.#at, '\u00ef\u00bb\u00bf');
    if (mark === PARTIAL) return false;
    if (mark) this.#advance(this.#at + 3);
    this.#where = 'declaration';
    return true;
  }

  /** `<?xml ...?>` counts only as the very first thing. */
  #declaration(): boolean {
    const isInstruction = startsWith(this.#bytes, this.#at, '<?');
    if (isInstruction === PARTIAL) return false;
    const instruction = isInstruction ? this.#peekInstruction() : undefined;
    if (instruction === null) return false;
    this.#where = 'prolog';
    if (instruction?.target !== 'xml') return true;
    const { version, encoding, standalone } = parseXmlDeclaration(instruction.data, this.#at);
    if (this.#utf16 && /^utf-8$/i.test(encoding)) {
      throw new XmlError('encoding specified in XML declaration is incorrect', this.#at);
    }
    this.#emit('X', instruction.end, `${version}${FIELD}${encoding}${FIELD}${standalone}`);
    return true;
  }

  #peekInstruction(): { target: string; data: string; end: number } | null {
    const span = scanInstruction(this.#bytes, this.#at + 2);
    if (!span) return null;
    const target = this.#slice(this.#at + 2, span.targetEnd);
    return { target, data: this.#slice(span.targetEnd, span.end - 2), end: span.end };
  }

  /** Before and after the root element. */
  #outside(): boolean {
    const byte = this.#bytes[this.#at] ?? 0;
    if (is.isSpace(byte)) {
      this.#advance(this.#at + 1);
      return true;
    }
    if (byte !== is.LT) return this.#refuse(misplaced(this.#bytes, this.#at));
    const next = this.#bytes[this.#at + 1];
    if (next === undefined) return false;
    if (next === is.QUESTION) return this.#instruction();
    if (next === is.BANG) {
      const third = this.#bytes[this.#at + 2];
      if (third === undefined) return false;
      if (third === is.DASH) return this.#comment();
      const keyword = declaration(this.#bytes, this.#at + 2);
      if (keyword !== 'token' || this.#where === 'epilog') return this.#refuse(keyword);
      return this.#doctype();
    }
    if (this.#where === 'prolog') return this.#startTag();
    const isTag =
      (next >= 0xc0 && next < 0xf5) || is.nameCharLength(this.#bytes, this.#at + 1, true) !== is.NOT_ALLOWED;
    return this.#refuse(isTag ? 'token' : 'invalid');
  }

  #refuse(what: Misplaced): false {
    if (what === 'invalid') invalid(this.#at);
    if (this.#where === 'epilog' && what !== 'partial') throw new XmlError('junk after document element', this.#at);
    if (what === 'token') throw new XmlError('syntax error', this.#at);
    this.#isOpen = what === 'open';
    return false;
  }

  #doctype(): boolean {
    const doctype = scanDoctype(this.#bytes, this.#at);
    if (!doctype) return false;
    const { name, system, public: publicId, internal } = doctype;
    this.#emit('D', doctype.end, `${name}${FIELD}${system}${FIELD}${publicId}${FIELD}${internal ? 1 : 0}`);
    throw new XmlError('a document type declaration is not supported', this.#at);
  }

  #instruction(): boolean {
    const instruction = this.#peekInstruction();
    if (!instruction) return false;
    if (instruction.target === 'xml' && this.#where === 'epilog')
      throw new XmlError('junk after document element', this.#at);
    if (instruction.target === 'xml') throw new XmlError('XML or text declaration not at start of entity', this.#at);
    const data = newlines(instruction.data.replace(/^[ \t\r\n]+/, ''));
    this.#emit('P', instruction.end, `${instruction.target}${FIELD}${data}`);
    return true;
  }

  #comment(): boolean {
    const end = scanComment(this.#bytes, this.#at + 3);
    if (end === PARTIAL) return false;
    this.#emit('C', end, newlines(this.#slice(this.#at + 4, end - 3)));
    return true;
  }

  #content(): boolean {
    const byte = this.#bytes[this.#at];
    if (byte === is.AMP) return this.#reference();
    if (byte !== is.LT) return this.#characters(false);
    const next = this.#bytes[this.#at + 1];
    if (next === undefined) return false;
    if (next === is.SLASH) return this.#endTag();
    if (next === is.QUESTION) return this.#instruction();
    if (next !== is.BANG) return this.#startTag();
    const third = this.#bytes[this.#at + 2];
    if (third === undefined) return false;
    if (third === is.DASH) return this.#comment();
    if (third !== is.OPEN) invalid(this.#at + 2);
    if (this.#bytes.length - this.#at < '<![CDATA['.length) return false;
    if (!startsWith(this.#bytes, this.#at, '<![CDATA[')) invalid(this.#at + 2);
    this.#emit('[', this.#at + 9, '');
    this.#where = 'cdata';
    return true;
  }

  #cdata(): boolean {
    if (this.#bytes[this.#at] !== is.CLOSE) return this.#characters(true);
    const isEnd = startsWith(this.#bytes, this.#at, ']]>');
    if (isEnd === PARTIAL) return false;
    if (!isEnd) {
      this.#addText(']', this.#at + 1);
      return true;
    }
    this.#emit(']', this.#at + 3, '');
    this.#where = 'content';
    return true;
  }

  /** Text up to the next markup, or as much of it as has come. */
  #characters(cdata: boolean): boolean {
    let at = this.#at;
    while (at < this.#bytes.length) {
      const byte = this.#bytes[at] ?? 0;
      if (byte === is.CLOSE) {
        if (cdata) break;
        const isEnd = startsWith(this.#bytes, at, ']]>');
        if (isEnd === PARTIAL) break;
        if (isEnd) {
          // expat hands over whole lines only before it notices.
          const line = Math.max(this.#bytes.lastIndexOf(is.LF, at), this.#bytes.lastIndexOf(is.CR, at)) + 1;
          if (line > this.#at) this.#addText(newlines(this.#slice(this.#at, line)), line);
          invalid(at);
        }
        at++;
        continue;
      }
      if (!cdata && (byte === is.LT || byte === is.AMP)) break;
      // A carriage return may be half of a line end.
      if (byte === is.CR && at + 1 >= this.#bytes.length) break;
      const length = is.charLength(this.#bytes, at);
      if (length === is.PARTIAL) break;
      if (length === is.NOT_ALLOWED) {
        this.#addText(newlines(this.#slice(this.#at, at)), at);
        invalid(at);
      }
      at += length;
    }
    if (at === this.#at) return false;
    this.#addText(newlines(this.#slice(this.#at, at)), at);
    return true;
  }

  #reference(): boolean {
    const end = scanReference(this.#bytes, this.#at + 1);
    if (end === PARTIAL) return false;
    this.#addText(this.#resolve(this.#slice(this.#at + 1, end - 1)), end);
    return true;
  }

  #resolve(name: string): string {
    if (!name.startsWith('#')) {
      if (Object.hasOwn(predefined, name)) return predefined[name] ?? '';
      throw new XmlError('undefined entity', this.#at);
    }
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    if (!is.isChar(code)) throw new XmlError('reference to invalid character number', this.#at);
    return String.fromCodePoint(code);
  }

  #startTag(): boolean {
    const tag = scanStartTag(this.#bytes, this.#at + 1);
    if (!tag) return false;
    const raw = this.#slice(this.#at + 1, tag.nameEnd);
    const outer = this.#scope;
    const { prefixes, attributes } = this.#attributes(tag);
    let fields = '';
    const seen = new Set<string>();
    for (const [name, value] of attributes) {
      const expanded = expand(name, 'attribute', this.#scope, this.#separator, this.#at);
      if (seen.has(expanded)) throw new XmlError('duplicate attribute', this.#at);
      seen.add(expanded);
      fields += `${FIELD}${expanded}${VALUE}${value}`;
    }
    const expanded = expand(raw, 'element', this.#scope, this.#separator, this.#at);
    this.#emit('S', tag.end, expanded + fields);
    this.#open.push({ raw, expanded, outer, prefixes });
    this.#where = 'content';
    if (tag.empty) this.#close(this.#at);
    return true;
  }

  /** The tag's attributes, their values normalised (section 3.3.3); namespace declarations take effect. */
  #attributes(tag: TagSpan): { prefixes: string[]; attributes: [string, string][] } {
    const prefixes: string[] = [];
    const attributes: [string, string][] = [];
    const seen = new Set<string>();
    for (const span of tag.attributes) {
      const name = this.#slice(span.name, span.nameEnd);
      if (seen.has(name)) throw new XmlError('duplicate attribute', span.name);
      seen.add(name);
      const value = this.#value(span);
      const prefix = declaredPrefix(name);
      if (prefix === null) {
        attributes.push([name, value]);
        continue;
      }
      this.#scope = declare(this.#scope, prefix, value, this.#at);
      prefixes.push(prefix);
      if (this.#namespaceEvents) this.#emit('N', this.#at, `${prefix}${FIELD}${value}`);
    }
    return { prefixes, attributes };
  }

  #value(span: AttributeSpan): string {
    const value = this.#slice(span.value, span.valueEnd);
    if (!span.special) return value;
    const spaced = value.replace(/\r\n|[\t\r\n]/g, ' ');
    return spaced.replace(/&([^;]*);/g, (_, reference: string) => this.#resolve(reference));
  }

  #endTag(): boolean {
    const tag = scanEndTag(this.#bytes, this.#at + 2);
    if (!tag) return false;
    if (this.#slice(this.#at + 2, tag.nameEnd) !== this.#open.at(-1)?.raw)
      throw new XmlError('mismatched tag', this.#at + 2);
    this.#close(tag.end);
    return true;
  }

  #close(end: number): void {
    const element = this.#open.pop();
    if (!element) return;
    this.#emit('E', end, element.expanded);
    if (this.#namespaceEvents) for (const prefix of element.prefixes.toReversed()) this.#emit('M', this.#at, prefix);
    this.#scope = element.outer;
    if (this.#open.length === 0) this.#where = 'epilog';
  }

  #slice(from: number, to: number): string {
    if (to - from > 48) return decoder.decode(this.#bytes.subarray(from, to));
    // Short names are most of the work, and the decoder costs more to call than they cost to spell.
    let text = '';
    for (let at = from; at < to; at++) {
      const byte = this.#bytes[at] ?? 0;
      if (byte > 0x7f) return decoder.decode(this.#bytes.subarray(from, to));
      text += String.fromCharCode(byte);
    }
    return text;
  }

  #addText(text: string, end: number): void {
    this.#text += text;
    this.#textSize += this.#size(end);
    this.#advance(end);
  }

  #flushText(): void {
    if (this.#textSize > 0) this.#events += writeEvent('T', this.#textSize, this.#text);
    this.#text = '';
    this.#textSize = 0;
  }

  /** Reports an event whose bytes are those up to `end`, and consumes them. */
  #emit(kind: EventKind, end: number, fields: string): void {
    this.#flushText();
    this.#events += writeEvent(kind, this.#size(end), fields);
    this.#advance(end);
  }

  /** Bytes up to `end`, as they came. */
  #size(end: number): number {
    return this.#utf16 ? utf16Size(this.#bytes, this.#at, end) : end - this.#at;
  }

  #advance(to: number): void {
    this.#offset += this.#size(to);
    for (let at = this.#at; at < to; at++) {
      const byte = this.#bytes[at] ?? 0;
      if (byte === is.LF || (byte === is.CR && this.#bytes[at + 1] !== is.LF)) {
        this.#line++;
        this.#column = 0;
      } else if ((byte & 0xc0) !== 0x80 && byte !== is.CR) this.#column++;
    }
    this.#at = to;
  }
}

/** Bytes that wait for more and are text when no more comes. */
function endsText(bytes: Uint8Array): boolean {
  return /^(\r|\]{1,2})$/.test(String.fromCharCode(...bytes.subarray(0, 3)));
}

function newlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
