import { clientNamespace, streamNamespace } from './scope.ts';
import { highlight, type Token } from './tokens.ts';

/** An element of a text that may still be in the making. */
export interface PlaceElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: readonly PlaceAttribute[];
  readonly parent: PlaceElement | undefined;
  readonly children: readonly PlaceElement[];
  /** Offset of its name. */
  readonly start: number;
  /** The text directly inside, as written. */
  readonly text: string;
}

export interface PlaceAttribute {
  readonly name: string;
  readonly value: string;
}

/** What stands at one place of a text. */
export interface Place {
  readonly kind: Token['kind'] | 'end-name';
  /** Offsets of the token, the end not included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The element that it belongs to; undefined outside of all. */
  readonly element: PlaceElement | undefined;
  /** For an attribute, its value and its namespace. */
  readonly attribute?: PlaceAttribute;
}

/** An element while it is read. */
export interface Growing {
  name: string;
  attributes: { name: string; value: string }[];
  parent: Growing | undefined;
  children: Growing[];
  start: number;
  text: string;
}

/**
 * Every place of a text with the element that it is in, in linear time. Never judges: a text that is being written has places too, as far
 * as it goes.
 */
export function placesOf(text: string): readonly Place[] {
  const places: Place[] = [];
  let at = 0;
  let current: Growing | undefined;
  /** What the next name begins: a tag, an end tag, or neither. */
  let next: 'open' | 'close' | 'other' = 'other';
  let attribute: { name: string; value: string } | undefined;
  for (const token of highlight(text)) {
    const start = at;
    at += token.text.length;
    let kind: Place['kind'] = token.kind;
    if (token.kind === 'name') {
      attribute = undefined;
      if (next === 'open') {
        const opened: Growing = { name: token.text, attributes: [], parent: current, children: [], start, text: '' };
        current?.children.push(opened);
        current = opened;
      } else if (next === 'close') kind = 'end-name';
    } else if (token.kind === 'attribute') {
      attribute = { name: token.text, value: '' };
      current?.attributes.push(attribute);
    } else if (token.kind === 'value' || token.kind === 'namespace') {
      if (attribute) attribute.value = token.text;
    } else if (token.kind === 'text' && current) current.text += token.text;
    places.push({ kind, start, end: at, text: token.text, element: current, ...(attribute && { attribute }) });
    if (token.kind !== 'mark') continue;
    const mark = token.text.replace(/<!--.*?-->|<!\[CDATA\[|]]>|<![^>]*>/gs, '');
    const endsTag = mark.includes('>');
    // What an end tag closes is closed by the mark after its name.
    if ((next === 'close' && endsTag) || mark.includes('/>')) current = current?.parent;
    if (endsTag) attribute = undefined;
    next = nextName(mark) ?? (endsTag ? 'other' : next);
  }
  return places;
}

function nextName(mark: string): 'open' | 'close' | 'other' | undefined {
  if (mark.endsWith('</')) return 'close';
  if (mark.endsWith('<?')) return 'other';
  return mark.endsWith('<') ? 'open' : undefined;
}

/** The place at an offset: between two, the one that begins there, unless only the one before it says something. */
export function placeAt(places: readonly Place[], offset: number): Place | undefined {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const here = places[low];
  const before = places[low - 1];
  if (here === undefined || offset < 0 || offset > here.end) return undefined;
  const isAtEnd = here.start === offset && before !== undefined;
  return isAtEnd && before && (here.kind === 'mark' || here.kind === 'text') && before.kind !== 'mark' ? before : here;
}

/** The namespace of an element, by the declarations around it; a stanza without any is of a client's stream. */
export function namespaceOf(element: PlaceElement): string {
  const [prefix, local] = element.name.split(':');
  const declared = local === undefined ? 'xmlns' : `xmlns:${prefix}`;
  for (let one: PlaceElement | undefined = element; one; one = one.parent) {
    const found = one.attributes.find(({ name }) => name === declared);
    if (found) return found.value;
  }
  if (declared === 'xmlns') return clientNamespace;
  return declared === 'xmlns:stream' ? streamNamespace : '';
}

export function localOf({ name }: PlaceElement): string {
  return name.slice(name.indexOf(':') + 1);
}

export function attributeValue({ attributes }: PlaceElement, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value;
}
