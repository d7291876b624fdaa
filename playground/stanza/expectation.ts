/** From stanzas that came to stanzas that are expected: what a server makes up each time becomes a wildcard. */
import { elementsOf, textOf } from './content.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import { parse } from './parse.ts';
import { isDeclaration } from './serialize.ts';
import type { XmlElement } from './types.ts';
import { volatileOf } from './volatile.ts';

/** A value in a stanza and where it is written. */
export interface StanzaValue {
  /** Which kind of value, as a name for a placeholder: `query-queryid`. */
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Made up by whoever sent it: an id, a time, a long random name. */
  readonly isMadeUp: boolean;
  readonly isText: boolean;
}

/** UUIDs, times (XEP-0082), long names with letters and digits. */
const madeUp =
  /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|(?=\S*\d)(?=\S*[A-Za-z])[\w+/=-]{16,})$/;

/** The values of attributes and of elements that hold only text, in the order of the text. None when it is not well-formed. */
export function valuesIn(xml: string): readonly StanzaValue[] {
  const parsed = parse(xml, { stream: true });
  if (!parsed.ok) return [];
  const values: StanzaValue[] = [];
  const work: XmlElement[] = [...parsed.stanzas].reverse();
  for (let element = work.pop(); element; element = work.pop()) {
    const volatile = volatileOf(element);
    for (const attribute of element.attributes) {
      if (isDeclaration(attribute)) continue;
      const written = xml.slice(attribute.start.offset, attribute.end.offset);
      const start = attribute.start.offset + written.search(/["']/) + 1;
      const isMadeUp = volatile.includes(attribute.name) || madeUp.test(attribute.value);
      const name = `${element.local}-${attribute.local}`;
      values.push({ name, value: attribute.value, start, end: attribute.end.offset - 1, isMadeUp, isText: false });
    }
    const children = elementsOf(element);
    const [first, last] = [element.children[0], element.children.at(-1)];
    if (children.length === 0 && first && last && textOf(element).trim() !== '') {
      const value = textOf(element);
      const isMadeUp = volatile.includes('#text') || madeUp.test(value.trim());
      values.push({
        name: element.local,
        value,
        start: first.start.offset,
        end: last.end.offset,
        isMadeUp,
        isText: true,
      });
    }
    work.push(...children.reverse());
  }
  return values;
}

/** The text with other values in those places; `{name}` stays as it is written. */
export function withValues(
  xml: string,
  values: readonly StanzaValue[],
  change: (value: StanzaValue) => string | undefined,
): string {
  let text = '';
  let at = 0;
  for (const value of values) {
    const next = change(value);
    if (next === undefined) continue;
    text += xml.slice(at, value.start) + (value.isText ? escapeText(next) : escapeAttribute(next));
    at = value.end;
  }
  return text + xml.slice(at);
}
