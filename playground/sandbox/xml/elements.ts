/** The elements that are open, the namespaces in scope, and what a tag does to them. */
import { FIELD, VALUE } from './events.ts';
import { declare, declaredPrefix, expand, rootScope, type Scope } from './namespaces.ts';
import { resolveReference } from './references.ts';
import { type AttributeSpan, type TagSpan, XmlError } from './scanner.ts';
import type { Source } from './source.ts';

interface OpenElement {
  readonly raw: string;
  readonly expanded: string;
  readonly outer: Scope;
  readonly prefixes: readonly string[];
}

export interface ElementOptions {
  /** Between the namespace and the local part of a name. */
  readonly separator: string;
  /** Report where namespaces come into and go out of scope. */
  readonly namespaceEvents: boolean;
}

export class Elements {
  readonly #source: Source;
  readonly #options: ElementOptions;
  readonly #open: OpenElement[] = [];
  #scope: Scope = rootScope;

  constructor(source: Source, options: ElementOptions) {
    this.#source = source;
    this.#options = options;
  }

  get isNoneOpen(): boolean {
    return this.#open.length === 0;
  }

  /** Consumes a start tag that begins where the source is. */
  start(tag: TagSpan): void {
    const { separator } = this.#options;
    const at = this.#source.at;
    const raw = this.#source.slice(at + 1, tag.nameEnd);
    const outer = this.#scope;
    const { prefixes, attributes } = this.#attributes(tag);
    let fields = '';
    const seen = new Set<string>();
    for (const [name, value] of attributes) {
      const expanded = expand(name, 'attribute', this.#scope, separator, at);
      if (seen.has(expanded)) throw new XmlError('duplicate attribute', at);
      seen.add(expanded);
      fields += `${FIELD}${expanded}${VALUE}${value}`;
    }
    const expanded = expand(raw, 'element', this.#scope, separator, at);
    this.#source.emit('S', tag.end, expanded + fields);
    this.#open.push({ raw, expanded, outer, prefixes });
    if (tag.empty) this.#close(this.#source.at);
  }

  /** Consumes an end tag that begins where the source is. */
  end(tag: { readonly nameEnd: number; readonly end: number }): void {
    const name = this.#source.at + 2;
    if (this.#source.slice(name, tag.nameEnd) !== this.#open.at(-1)?.raw) throw new XmlError('mismatched tag', name);
    this.#close(tag.end);
  }

  #close(end: number): void {
    const element = this.#open.pop();
    if (!element) return;
    this.#source.emit('E', end, element.expanded);
    if (this.#options.namespaceEvents) {
      for (const prefix of element.prefixes.toReversed()) this.#source.emit('M', this.#source.at, prefix);
    }
    this.#scope = element.outer;
  }

  /** The tag's attributes, their values normalised (section 3.3.3); namespace declarations take effect. */
  #attributes(tag: TagSpan): { prefixes: string[]; attributes: [string, string][] } {
    const at = this.#source.at;
    const prefixes: string[] = [];
    const attributes: [string, string][] = [];
    const seen = new Set<string>();
    for (const span of tag.attributes) {
      const name = this.#source.slice(span.name, span.nameEnd);
      if (seen.has(name)) throw new XmlError('duplicate attribute', span.name);
      seen.add(name);
      const value = this.#value(span);
      const prefix = declaredPrefix(name);
      if (prefix === null) {
        attributes.push([name, value]);
        continue;
      }
      this.#scope = declare(this.#scope, prefix, value, at);
      prefixes.push(prefix);
      if (this.#options.namespaceEvents) this.#source.emit('N', at, `${prefix}${FIELD}${value}`);
    }
    return { prefixes, attributes };
  }

  #value(span: AttributeSpan): string {
    const value = this.#source.slice(span.value, span.valueEnd);
    if (!span.special) return value;
    const spaced = value.replace(/\r\n|[\t\r\n]/g, ' ');
    return spaced.replace(/&([^;]*);/g, (_, name: string) => resolveReference(name, this.#source.at));
  }
}
