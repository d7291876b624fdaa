import { isWhitespace, nameAt, nameCharacter, skipWhitespace } from './characters.ts';
import { createLocator } from './position.ts';
import { XmlProblem } from './problem.ts';
import { splitName } from './qualified-name.ts';
import { resolve } from './references.ts';
import { readAttributes, type ScannedAttribute } from './scan-attributes.ts';
import { clientNamespace, Scope, streamNamespace } from './scope.ts';

/** Offsets count UTF-16 code units from 0; `end` is the offset after the last one. */
export interface StartTag {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly ScannedAttribute[];
  readonly start: number;
  readonly end: number;
}

export interface ScanHandler {
  /** Returning 'stop' ends the scan without looking at the rest. */
  open(tag: StartTag): 'stop' | undefined;
  /** Adjoining text and CDATA sections come as one. */
  text(value: string, start: number, end: number): void;
  close(end: number): void;
}

export interface ScanOptions {
  /** The namespace of elements without prefix and without `xmlns` around them. */
  readonly defaultNamespace?: string;
  /** Prefixes that are bound before the text begins. */
  readonly prefixes?: Readonly<Record<string, string>>;
  /** Accept what frames a stream as well: an XML declaration, `<stream:stream ...>` left open, `</stream:stream>`. */
  readonly stream?: boolean;
}

/**
 * Reads XML as XMPP restricts it (RFC 6120 section 11) in one pass, in time linear to the text.
 * Throws XmlProblem at the first mistake.
 */
export function scan(text: string, options: ScanOptions, handler: ScanHandler): void {
  new Scanner(text, options, handler).run();
}

interface OpenElement {
  readonly name: string;
  readonly start: number;
  readonly prefixes: readonly string[];
}

class Scanner {
  readonly #text: string;
  readonly #handler: ScanHandler;
  readonly #scope: Scope;
  readonly #stream: boolean;
  readonly #open: OpenElement[] = [];
  #at = 0;
  #stopped = false;

  constructor(text: string, options: ScanOptions, handler: ScanHandler) {
    this.#text = text;
    this.#handler = handler;
    this.#stream = options.stream ?? false;
    const prefixes = options.prefixes ?? { stream: streamNamespace };
    this.#scope = new Scope({ ...prefixes, '': options.defaultNamespace ?? clientNamespace });
  }

  run(): void {
    while (this.#at < this.#text.length && !this.#stopped) {
      if (this.#text[this.#at] !== '<' || this.#sees('<![CDATA[')) this.#characters();
      else if (this.#sees('</')) this.#endTag();
      else if (this.#sees('<!') || this.#sees('<?')) this.#restricted();
      else this.#startTag();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed && !this.#stopped) throw this.#notClosed(unclosed, 'the text ends first');
  }

  #sees(token: string): boolean {
    return this.#text.startsWith(token, this.#at);
  }

  #characters(): void {
    if (this.#open.length === 0) {
      this.#betweenStanzas();
      return;
    }
    const start = this.#at;
    let value = '';
    while (this.#at < this.#text.length) {
      if (this.#sees('<![CDATA[')) value += this.#cdata();
      else if (this.#text[this.#at] === '<') break;
      else value += this.#plainText();
    }
    this.#handler.text(value, start, this.#at);
  }

  #plainText(): string {
    const start = this.#at;
    const next = this.#text.indexOf('<', start);
    this.#at = next < 0 ? this.#text.length : next;
    const raw = this.#text.slice(start, this.#at);
    const cdataEnd = raw.indexOf(']]>');
    if (cdataEnd >= 0) {
      const plain = 'The three characters ]]> end a CDATA section and are not allowed in text. Write ]]&gt; instead.';
      throw new XmlProblem('cdata-end-in-text', start + cdataEnd, 3, plain);
    }
    return resolve(raw, start, 'text');
  }

  #cdata(): string {
    const start = this.#at + '<![CDATA['.length;
    const end = this.#text.indexOf(']]>', start);
    if (end < 0)
      throw new XmlProblem('cdata-not-closed', this.#at, 9, 'This CDATA section is not closed. Add ]]> where it ends.');
    this.#at = end + 3;
    const raw = this.#text.slice(start, end);
    return resolve(raw, start, 'cdata');
  }

  #betweenStanzas(): void {
    const start = skipWhitespace(this.#text, this.#at);
    const next = this.#text.indexOf('<', start);
    const end = next < 0 ? this.#text.length : next;
    if (start < end || this.#text.startsWith('<![CDATA[', start)) {
      const shown =
        this.#text
          .slice(start, end)
          .split(/[\r\n]/, 1)[0]
          ?.trimEnd() ?? '';
      const what = shown === '' ? 'Text' : `The text "${shorten(shown)}"`;
      const plain =
        this.#text.charCodeAt(start) === 0xfeff
          ? 'There is an invisible byte order mark (U+FEFF) before the stanza. Delete it, or type the first line again.'
          : `${what} is outside of any stanza. Only white space may be between stanzas: put it inside an element, or remove it.`;
      throw new XmlProblem('text-outside', start, shown.length, plain);
    }
    this.#at = end;
  }

  #startTag(): void {
    const start = this.#at;
    const name = nameAt(this.#text, start + 1);
    if (name === '') throw this.#notATag(start);
    const tag = readAttributes(this.#text, start, name, this.#scope);
    const { prefix, local } = splitName(name, start + 1);
    const namespace = this.#scope.require(prefix, start + 1, name.length);
    this.#at = tag.end;

    const opened = { name, local, namespace, attributes: tag.attributes, start, end: tag.end };
    if (this.#handler.open(opened) === 'stop') this.#stopped = true;
    const leavesOpen = this.#stream && this.#open.length === 0 && local === 'stream' && namespace === streamNamespace;
    if (tag.empty || leavesOpen) {
      // A stream's declarations hold for all that follows in the text, as they do on the wire.
      if (!leavesOpen) this.#scope.forget(tag.prefixes);
      this.#handler.close(this.#at);
    } else {
      this.#open.push({ name, start, prefixes: tag.prefixes });
    }
  }

  #endTag(): void {
    const start = this.#at;
    const name = nameAt(this.#text, start + 2);
    const end = skipWhitespace(this.#text, start + 2 + name.length);
    const innermost = this.#open.at(-1);
    if (name === '' || this.#text[end] !== '>') {
      const meant = innermost ? `</${innermost.name}>` : 'an end tag';
      throw new XmlProblem('bad-name', start, end - start, `This is not a complete end tag. Write ${meant} here.`);
    }
    this.#at = end + 1;
    if (!innermost) {
      if (this.#stream && name === 'stream:stream') return;
      const plain = `</${name}> closes nothing: no element is open here. Remove it, or add <${name}> before it.`;
      throw new XmlProblem('stray-end-tag', start, this.#at - start, plain);
    }
    if (innermost.name !== name) throw this.#mismatch(innermost, name, start);
    this.#open.pop();
    this.#scope.forget(innermost.prefixes);
    this.#handler.close(this.#at);
  }

  #mismatch(innermost: OpenElement, name: string, start: number): XmlProblem {
    const line = (offset: number): number => createLocator(this.#text)(offset).line;
    if (this.#open.some((element) => element.name === name)) {
      return this.#notClosed(innermost, `</${name}> in line ${line(start)} comes first`);
    }
    const plain = `</${name}> does not fit: the element that is open here is <${innermost.name}> from line ${line(innermost.start)}. Write </${innermost.name}>.`;
    return new XmlProblem('mismatched-tag', start, this.#at - start, plain);
  }

  #notClosed({ name, start }: OpenElement, why: string): XmlProblem {
    const plain = `"${name}" is not closed: ${why}. Add </${name}>, or write <${name} ... /> if it is empty.`;
    return new XmlProblem('not-closed', start, name.length + 1, plain);
  }

  #restricted(): void {
    const start = this.#at;
    const declaration = /<\?xml[ \t\r\n][^<>]*\?>/y;
    declaration.lastIndex = start;
    const length = declaration.exec(this.#text)?.[0].length ?? 0;
    if (this.#stream && length > 0 && isWhitespace(this.#text.slice(0, start))) {
      this.#at = start + length;
      return;
    }
    const [what, token, instead] = this.#restrictedKind(length > 0);
    const plain = `XMPP does not allow ${what} (RFC 6120 section 11.1): a server ends the stream with restricted-xml. ${instead}`;
    throw new XmlProblem('restricted-xml', start, Math.max(length, token), plain);
  }

  #restrictedKind(declaration: boolean): [what: string, length: number, instead: string] {
    if (declaration) return ['an XML declaration in front of a stanza', 5, 'The stream has one already: remove it.'];
    if (this.#sees('<!--')) return ['comments', 4, 'Remove the comment.'];
    if (this.#sees('<!DOCTYPE'))
      return ['document types and their entities', 9, 'Remove it and write characters as they are.'];
    if (this.#sees('<?')) return ['processing instructions', 2, 'Remove it.'];
    return ['declarations that begin with <!', 2, 'Remove it; for a plain < write &lt;.'];
  }

  #notATag(start: number): XmlProblem {
    const next = this.#text[start + 1];
    if (next === undefined)
      return new XmlProblem('tag-not-closed', start, 1, 'The text ends after <. Write a tag, or &lt; for a plain <.');
    if (isWhitespace(next) || /[0-9=<>]/.test(next)) {
      return new XmlProblem(
        'bare-less-than',
        start,
        1,
        'This < does not begin a tag. For a plain < write &lt;. In a tag, the name follows the < directly.',
      );
    }
    return new XmlProblem(
      'bad-name',
      start + 1,
      1,
      `A name cannot begin with ${nameCharacter(this.#text, start + 1)}. For a plain < write &lt;.`,
    );
  }
}

function shorten(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
