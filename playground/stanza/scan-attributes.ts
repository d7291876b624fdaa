import { nameAt, nameCharacter, skipWhitespace } from './characters.ts';
import { XmlProblem } from './problem.ts';
import { splitName } from './qualified-name.ts';
import { resolve } from './references.ts';
import { type Scope, xmlnsNamespace } from './scope.ts';

export interface ScannedAttribute {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface WrittenAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface TagEnd {
  readonly attributes: readonly ScannedAttribute[];
  /** Prefixes that this tag declared in the scope; forget them where the element ends. */
  readonly prefixes: readonly string[];
  /** `<a/>` rather than `<a>`. */
  readonly empty: boolean;
  /** Offset after the `>`. */
  readonly end: number;
}

/** Reads the rest of the start tag `<name ...` that begins at `start`, and declares its namespaces in the scope. Throws XmlProblem. */
export function readAttributes(text: string, start: number, name: string, scope: Scope): TagEnd {
  const written: WrittenAttribute[] = [];
  let at = start + 1 + name.length;
  for (;;) {
    const next = skipWhitespace(text, at);
    const empty = text.startsWith('/>', next);
    if (empty || text[next] === '>') {
      return { ...bind(written, scope), empty, end: next + (empty ? 2 : 1) };
    }
    const character = text[next];
    if (character === undefined || character === '<') {
      const plain = `The tag <${name} is not closed. Add > or /> at its end.`;
      throw new XmlProblem('tag-not-closed', start, name.length + 1, plain);
    }
    if (next === at) throw unexpectedHere(text, at, written.length > 0 ? 'after an attribute' : `after <${name}`);
    const attribute = readAttribute(text, next);
    written.push(attribute);
    at = attribute.end;
  }
}

function unexpectedHere(text: string, at: number, where: string): XmlProblem {
  if (nameAt(text, at) !== '') return new XmlProblem('missing-space', at, 1, `A space is missing ${where}.`);
  return new XmlProblem(
    'bad-name',
    at,
    1,
    `The character ${nameCharacter(text, at)} is not allowed ${where}. Remove it.`,
  );
}

function readAttribute(text: string, start: number): WrittenAttribute {
  const name = nameAt(text, start);
  if (name === '') {
    const plain = `An attribute's name cannot begin with ${nameCharacter(text, start)}. Write name="value", or close the tag with >.`;
    throw new XmlProblem('bad-name', start, 1, plain);
  }
  const { prefix, local } = splitName(name, start);
  const equals = skipWhitespace(text, start + name.length);
  if (text[equals] !== '=') {
    throw new XmlProblem(
      'attribute-without-value',
      start,
      name.length,
      `The attribute ${name} has no value. Write ${name}="...".`,
    );
  }
  const open = skipWhitespace(text, equals + 1);
  const quote = text[open];
  if (quote !== '"' && quote !== "'") {
    const bare = /[^\s<>"'/]*/y;
    bare.lastIndex = open;
    const value = bare.exec(text)?.[0] ?? '';
    const plain = `The value of ${name} needs quotes: ${name}="${value}".`;
    throw new XmlProblem('attribute-without-quotes', start, open + value.length - start, plain);
  }
  const close = text.indexOf(quote, open + 1);
  const raw = text.slice(open + 1, close < 0 ? text.length : close);
  const lessThan = raw.indexOf('<');
  const greaterThan = raw.indexOf('>');
  if (close < 0 || (lessThan >= 0 && greaterThan >= 0 && greaterThan < lessThan)) {
    const length = (greaterThan < 0 ? raw.search(/[\r\n<]|$/) : greaterThan) + open + 1 - start;
    throw new XmlProblem(
      'attribute-not-closed',
      start,
      length,
      `The value of ${name} is not closed. Add ${quote} where it ends.`,
    );
  }
  if (lessThan >= 0) {
    const plain = `A < is not allowed in the value of ${name}. Write &lt;, or add the missing ${quote} before it.`;
    throw new XmlProblem('bare-less-than', open + 1 + lessThan, 1, plain);
  }
  return { name, prefix, local, value: resolve(raw, open + 1, 'attribute'), start, end: close + 1 };
}

function bind(
  written: readonly WrittenAttribute[],
  scope: Scope,
): { attributes: ScannedAttribute[]; prefixes: string[] } {
  const prefixes: string[] = [];
  const names = new Set<string>();
  for (const { name, prefix, local, value: namespace, start, end } of written) {
    if (names.has(name)) throw duplicate(name, start, end);
    names.add(name);
    if (name !== 'xmlns' && prefix !== 'xmlns') continue;
    const declared = name === 'xmlns' ? '' : local;
    scope.declare({ prefix: declared, namespace, start, end });
    prefixes.push(declared);
  }

  const qualified = new Set<string>();
  const attributes = written.map(({ name, prefix, local, value, start, end }) => {
    const namespace = namespaceOf(name, prefix, scope, start);
    const key = `${local} ${namespace}`;
    if (qualified.has(key)) throw duplicate(name, start, end);
    if (namespace !== '') qualified.add(key);
    return { name, local, namespace, value, start, end };
  });
  return { attributes, prefixes };
}

function namespaceOf(name: string, prefix: string, scope: Scope, offset: number): string {
  if (name === 'xmlns' || prefix === 'xmlns') return xmlnsNamespace;
  return prefix === '' ? '' : scope.require(prefix, offset, name.length);
}

function duplicate(name: string, start: number, end: number): XmlProblem {
  const plain = `The attribute ${name} appears twice. An element may have each attribute only once: remove one.`;
  return new XmlProblem('duplicate-attribute', start, end - start, plain);
}
