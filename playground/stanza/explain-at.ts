import { explainCondition, explainErrors, kindOfConditionNamespace } from './explain-error.ts';
import { explainLogLine } from './explain-log.ts';
import { explainMucStatus } from './explain-outcome.ts';
import { explainAddress, explainFormField, explainGeneral, explainMechanism } from './explain-value.ts';
import { specificationOf } from './facts/specification.ts';
import type { ElementFact, Fact, NameFact } from './facts/table.ts';
import { firstElement } from './first-element.ts';
import { elementFact, explainNamespace, nameFact } from './names.ts';
import { namespaces } from './namespace-name.ts';
import { nearMiss } from './near-miss.ts';
import { attributeValue, localOf, namespaceOf, type Place, type PlaceElement, placeAt, placesOf } from './places.ts';
import type { Note, NoteKind } from './types.ts';

export interface ExplainAtOptions {
  /** The stanza that the text answers. */
  readonly request?: string;
  /** The text is a line of the server's log: who writes it, a space, what it says. */
  readonly isLog?: boolean;
}

/**
 * What is known about the place at an offset of a text (UTF-16 code units from 0): the exact thing first, then the namespace that it
 * belongs to. The text may be in the making. Nothing known gives an empty list. Takes time linear to the text.
 */
export function explainAt(text: string, offset: number, options: ExplainAtOptions = {}): readonly Note[] {
  if (options.isLog) return explainLogLine(text);
  const place = placeAt(placesOf(text), offset);
  return place === undefined ? [] : explainPlace(place, text, options);
}

function explainPlace(place: Place, text: string, { request }: ExplainAtOptions): readonly Note[] {
  const { element } = place;
  if (element === undefined) return [];
  switch (place.kind) {
    case 'name':
    case 'end-name':
      return withError(explainElement(element), element, text, request);
    case 'attribute':
      return explainAttribute(element, place.attribute?.name ?? '');
    case 'namespace':
      return explainNamespaceName(place.text);
    case 'value':
      return [
        ...explainValue(element, place.attribute?.name ?? '', place.text),
        ...withError([], element, text, request),
      ];
    case 'text':
    case 'entity':
      return place.text.trim() === '' ? [] : withError(explainText(element), element, text, request);
    case 'mark':
      return [];
  }
}

function explainElement(element: PlaceElement): readonly Note[] {
  const namespace = namespaceOf(element);
  const local = localOf(element);
  const code = attributeValue(element, 'code');
  const exact = [
    namespace === namespaces.mucUser && local === 'status' && code !== undefined ? explainMucStatus(code) : undefined,
    isFormField(element) ? explainField(element) : undefined,
    local === 'feature' ? explainFeature(attributeValue(element, 'var')) : undefined,
    local === 'mechanism' ? explainMechanism(element.text.trim()) : undefined,
  ];
  const known = elementFact(namespace, local);
  const own = known && noteOf('element', `<${element.name}/>`, known.fact, known.of);
  return present([...exact, own, ...namespaceOfElement(element, namespace)]);
}

/** Each stanza is of the namespace of its stream, which says nothing about it. */
function namespaceOfElement(element: PlaceElement, namespace: string): readonly Note[] {
  if (namespace === 'jabber:client' || namespace === '') return [];
  const note = nearMiss(namespace) ?? explainNamespace(namespace);
  const isDeclaredHere = attributeValue(element, 'xmlns') !== undefined;
  return note ? [note] : isDeclaredHere ? explainNamespaceName(namespace) : [];
}

function explainNamespaceName(namespace: string): readonly Note[] {
  const note = nearMiss(namespace) ?? explainNamespace(namespace);
  if (note || namespace === '') return present([note]);
  return [
    {
      kind: 'namespace',
      name: namespace,
      summary: 'This namespace is not in the registry here.',
      why: 'It may belong to a single program, or be very new.',
    },
  ];
}

function explainAttribute(element: PlaceElement, name: string): readonly Note[] {
  const known = elementFact(namespaceOf(element), localOf(element));
  const fact = known?.fact.attributes.get(name);
  const own = known && fact && noteOf('attribute', name, fact, known.of);
  return present([own ?? explainGeneral(name)]);
}

function explainValue(element: PlaceElement, name: string, value: string): readonly Note[] {
  const namespace = namespaceOf(element);
  const local = localOf(element);
  const known = elementFact(namespace, local);
  const fact = known?.fact.attributes.get(`${name}=${value}`);
  const own = known && fact && noteOf('value', value, fact, known.of);
  const exact = [
    namespace === namespaces.mucUser && local === 'status' && name === 'code' ? explainMucStatus(value) : undefined,
    isFormField(element) && name === 'var' ? explainField(element) : undefined,
    name === 'var' && local === 'feature' ? explainFeature(value) : undefined,
    name === 'mechanism' ? explainMechanism(value) : undefined,
    name === 'node' || name === 'namespace' ? explainNode(value) : undefined,
    addressAttributes.has(name) ? explainAddress(value) : undefined,
  ];
  return present([own, ...exact, ...explainAttribute(element, name)]);
}

const addressAttributes: ReadonlySet<string> = new Set(['to', 'from', 'jid', 'by']);

function explainText(element: PlaceElement): readonly Note[] {
  const namespace = namespaceOf(element);
  const text = element.text.trim();
  const known = elementFact(namespace, localOf(element));
  const fact = known?.fact.attributes.get(`=${text}`);
  const own = known && fact && noteOf('value', text, fact, known.of);
  const isField = namespace === formNamespace && localOf(element) === 'value' && element.parent !== undefined;
  const exact = [
    localOf(element) === 'mechanism' ? explainMechanism(text) : undefined,
    isField && element.parent && attributeValue(element.parent, 'var') === 'FORM_TYPE'
      ? explainFormType(text)
      : undefined,
    isField && element.parent ? explainField(element.parent) : undefined,
  ];
  return present([own, ...exact, ...explainElement(element)]);
}

const formNamespace = 'jabber:x:data';

/** In its form, or copied out of one: then nothing says what it is but its name and its `var`. */
function isFormField(element: PlaceElement): boolean {
  return localOf(element) === 'field' && (namespaceOf(element) === formNamespace || element.parent === undefined);
}

/** A field of a form, by the FORM_TYPE beside it. */
function explainField(field: PlaceElement): Note | undefined {
  const name = attributeValue(field, 'var');
  const type = field.parent?.children.find((one) => attributeValue(one, 'var') === 'FORM_TYPE');
  const formType = type?.children.find((one) => localOf(one) === 'value')?.text.trim();
  return name === undefined ? undefined : explainFormField(name, formType);
}

function explainFormType(name: string): Note | undefined {
  return explainFormField('FORM_TYPE', name) ?? explainNamespace(name);
}

/** A feature of disco#info. */
function explainFeature(name: string | undefined): Note | undefined {
  if (name === undefined) return undefined;
  const note = explainNamespace(name);
  return nearMiss(name) ?? (note && { ...note, kind: 'feature' });
}

function explainNode(name: string): Note | undefined {
  // A node is any text: only what is known says something.
  return nameFact(name) ? explainNamespace(name) : undefined;
}

/** What went wrong, before what the element is. */
function withError(
  notes: readonly Note[],
  element: PlaceElement,
  text: string,
  request: string | undefined,
): readonly Note[] {
  const holder = holderOf(element);
  if (holder === undefined) return notes;
  const stanza = firstElement(text);
  const asked = request === undefined ? undefined : firstElement(request);
  const errors = stanza ? explainErrors(stanza, asked && { request: asked }) : [];
  const local = localOf(element);
  const kind = kindOfConditionNamespace(namespaceOf(element));
  const bare = kind && explainCondition(kind, local);
  const found = errors.length > 0 ? errors : present([bare]);
  return [...found, ...notes.filter((note) => note.kind !== 'namespace')];
}

/** The error that an element belongs to, if it does. */
function holderOf(element: PlaceElement): PlaceElement | undefined {
  for (let one: PlaceElement | undefined = element; one; one = one.parent) {
    if (['error', 'failure', 'failed'].includes(localOf(one))) return one;
  }
  return undefined;
}

function noteOf(kind: NoteKind, name: string, fact: Fact | ElementFact, of: NameFact): Note {
  return {
    kind,
    name,
    summary: fact.sentence,
    specification: specificationOf(of.document, of.title, fact.section),
  };
}

function present(notes: readonly (Note | undefined)[]): readonly Note[] {
  return notes.filter((note) => note !== undefined);
}
