/**
 * A streaming parser of XML 1.0 with namespaces that gives expat's verdict: bytes in, in chunks cut anywhere;
 * one string of events out per chunk (see events.ts). Entities are the five predefined ones;
 * a document type declaration is reported, and what follows it is refused, since Prosody stops there.
 */
import * as is from './characters.ts';
import { parseXmlDeclaration, scanDoctype } from './declarations.ts';
import { type ElementOptions, Elements } from './elements.ts';
import { FIELD, writeEvent } from './events.ts';
import { declaration, type Misplaced, misplaced } from './prolog.ts';
import { resolveReference } from './references.ts';
import {
  invalid,
  PARTIAL,
  scanComment,
  scanEndTag,
  scanInstruction,
  scanReference,
  scanStartTag,
  scanText,
  startsWith,
  XmlError,
} from './scanner.ts';
import { Source } from './source.ts';
import { detectUtf16 } from './utf16.ts';

export class XmlParser {
  readonly #source = new Source();
  readonly #elements: Elements;
  #where: 'start' | 'mark' | 'declaration' | 'prolog' | 'content' | 'cdata' | 'epilog' | 'failed' = 'start';
  /** What is not consumed is a token that would be whole if the document ended here. */
  #isOpen = false;

  constructor(options: ElementOptions) {
    this.#elements = new Elements(this.#source, options);
  }

  /** Line, column and byte offset, all from 1, after the last event or at the error. */
  position(): [line: number, column: number, byte: number] {
    return this.#source.position();
  }

  feed(chunk: Uint8Array): string {
    this.#source.append(chunk);
    return this.#guard(() => {
      this.#isOpen = false;
      let complete = true;
      while (complete && !this.#source.isEmpty) complete = this.#token();
    });
  }

  /** The document ends here: says what is missing. */
  end(): string {
    const source = this.#source;
    return this.#guard(() => {
      const { bytes, at } = source;
      if (this.#where === 'content' && endsText(bytes)) source.emitText(source.lines(0, bytes.length), bytes.length);
      if (!source.isEmpty) throw new XmlError(this.#isOpen ? 'syntax error' : 'unclosed token', at);
      if (this.#where === 'cdata') throw new XmlError('unclosed CDATA section', at);
      if (this.#where !== 'epilog') throw new XmlError('no element found', source.at);
    });
  }

  #guard(work: () => void): string {
    if (this.#where === 'failed') return writeEvent('!', 0, 'parsing finished');
    try {
      work();
      return this.#source.take();
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.#where = 'failed';
      this.#source.skip(Math.max(error.at, this.#source.at));
      return this.#source.take() + writeEvent('!', 0, error.message);
    }
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
    const [first = 0, second] = this.#source.bytes;
    // Only these can be the first half of another encoding's mark.
    if (second === undefined && [0x00, 0x3c, 0xef, 0xfe, 0xff].includes(first)) return false;
    const utf16 = second === undefined ? null : detectUtf16(first, second);
    if (utf16) this.#source.readAs(utf16);
    this.#where = 'mark';
    return true;
  }

  #byteOrderMark(): boolean {
    const { bytes, at } = this.#source;
    const mark = startsWith(bytes, at, '\u00ef\u00bb\u00bf');
    if (mark === PARTIAL) return false;
    if (mark) this.#source.skip(at + 3);
    this.#where = 'declaration';
    return true;
  }

  /** `<?xml ...?>` counts only as the very first thing. */
  #declaration(): boolean {
    const { bytes, at } = this.#source;
    const isInstruction = startsWith(bytes, at, '<?');
    if (isInstruction === PARTIAL) return false;
    const instruction = isInstruction ? this.#peekInstruction() : undefined;
    if (instruction === null) return false;
    this.#where = 'prolog';
    if (instruction?.target !== 'xml') return true;
    const { version, encoding, standalone } = parseXmlDeclaration(instruction.data, at);
    if (this.#source.isUtf16 && /^utf-8$/i.test(encoding)) {
      throw new XmlError('encoding specified in XML declaration is incorrect', at);
    }
    this.#source.emit('X', instruction.end, `${version}${FIELD}${encoding}${FIELD}${standalone}`);
    return true;
  }

  #peekInstruction(): { target: string; data: string; end: number } | null {
    const { bytes, at } = this.#source;
    const span = scanInstruction(bytes, at + 2);
    if (!span) return null;
    const target = this.#source.slice(at + 2, span.targetEnd);
    return { target, data: this.#source.lines(span.targetEnd, span.end - 2), end: span.end };
  }

  /** Before and after the root element. */
  #outside(): boolean {
    const { bytes, at } = this.#source;
    const byte = bytes[at] ?? 0;
    if (is.isSpace(byte)) {
      this.#source.skip(at + 1);
      return true;
    }
    if (byte !== is.LT) return this.#refuse(misplaced(bytes, at));
    const next = bytes[at + 1];
    if (next === undefined) return false;
    if (next === is.QUESTION) return this.#instruction();
    if (next === is.BANG) {
      const third = bytes[at + 2];
      if (third === undefined) return false;
      if (third === is.DASH) return this.#comment();
      const keyword = declaration(bytes, at + 2);
      if (keyword !== 'token' || this.#where === 'epilog') return this.#refuse(keyword);
      return this.#doctype();
    }
    if (this.#where === 'prolog') return this.#startTag();
    const isTag = (next >= 0xc0 && next < 0xf5) || is.nameCharLength(bytes, at + 1, true) !== is.NOT_ALLOWED;
    return this.#refuse(isTag ? 'token' : 'invalid');
  }

  #refuse(what: Misplaced): false {
    const { at } = this.#source;
    if (what === 'invalid') invalid(at);
    if (this.#where === 'epilog' && what !== 'partial') throw new XmlError('junk after document element', at);
    if (what === 'token') throw new XmlError('syntax error', at);
    this.#isOpen = what === 'open';
    return false;
  }

  #doctype(): boolean {
    const { bytes, at } = this.#source;
    const doctype = scanDoctype(bytes, at);
    if (!doctype) return false;
    const { name, system, public: publicId, internal } = doctype;
    this.#source.emit('D', doctype.end, `${name}${FIELD}${system}${FIELD}${publicId}${FIELD}${internal ? 1 : 0}`);
    throw new XmlError('a document type declaration is not supported', at);
  }

  #instruction(): boolean {
    const { at } = this.#source;
    const instruction = this.#peekInstruction();
    if (!instruction) return false;
    if (instruction.target === 'xml' && this.#where === 'epilog') throw new XmlError('junk after document element', at);
    if (instruction.target === 'xml') throw new XmlError('XML or text declaration not at start of entity', at);
    const data = instruction.data.replace(/^[ \t\r\n]+/, '');
    this.#source.emit('P', instruction.end, `${instruction.target}${FIELD}${data}`);
    return true;
  }

  #comment(): boolean {
    const { bytes, at } = this.#source;
    const end = scanComment(bytes, at + 3);
    if (end === PARTIAL) return false;
    this.#source.emit('C', end, this.#source.lines(at + 4, end - 3));
    return true;
  }

  #content(): boolean {
    const { bytes, at } = this.#source;
    const byte = bytes[at];
    if (byte === is.AMP) return this.#reference();
    if (byte !== is.LT) return this.#characters(false);
    const next = bytes[at + 1];
    if (next === undefined) return false;
    if (next === is.SLASH) return this.#endTag();
    if (next === is.QUESTION) return this.#instruction();
    if (next !== is.BANG) return this.#startTag();
    const third = bytes[at + 2];
    if (third === undefined) return false;
    if (third === is.DASH) return this.#comment();
    if (third !== is.OPEN) invalid(at + 2);
    if (bytes.length - at < '<![CDATA['.length) return false;
    if (!startsWith(bytes, at, '<![CDATA[')) invalid(at + 2);
    this.#source.emit('[', at + 9, '');
    this.#where = 'cdata';
    return true;
  }

  #cdata(): boolean {
    const { bytes, at } = this.#source;
    if (bytes[at] !== is.CLOSE) return this.#characters(true);
    const isEnd = startsWith(bytes, at, ']]>');
    if (isEnd === PARTIAL) return false;
    if (!isEnd) {
      this.#source.emitText(']', at + 1);
      return true;
    }
    this.#source.emit(']', at + 3, '');
    this.#where = 'content';
    return true;
  }

  /** Text up to the next markup, or as much of it as has come. */
  #characters(isCdata: boolean): boolean {
    const { bytes, at } = this.#source;
    const { end, invalidAt } = scanText(bytes, at, isCdata);
    if (end > at) this.#source.emitText(this.#source.lines(at, end), end);
    if (invalidAt !== null) invalid(invalidAt);
    return end > at;
  }

  #reference(): boolean {
    const { bytes, at } = this.#source;
    const end = scanReference(bytes, at + 1);
    if (end === PARTIAL) return false;
    this.#source.emitText(resolveReference(this.#source.slice(at + 1, end - 1), at), end);
    return true;
  }

  #startTag(): boolean {
    const tag = scanStartTag(this.#source.bytes, this.#source.at + 1);
    if (!tag) return false;
    this.#elements.start(tag);
    this.#where = this.#elements.isNoneOpen ? 'epilog' : 'content';
    return true;
  }

  #endTag(): boolean {
    const tag = scanEndTag(this.#source.bytes, this.#source.at + 2);
    if (!tag) return false;
    this.#elements.end(tag);
    if (this.#elements.isNoneOpen) this.#where = 'epilog';
    return true;
  }
}

/** Bytes that wait for more and are text when no more comes. */
function endsText(bytes: Uint8Array): boolean {
  return /^(\r|\]{1,2})$/.test(String.fromCharCode(...bytes.subarray(0, 3)));
}
