import { payloads } from './check-payloads.ts';
import { type About, aboutField, aboutMechanism, aboutNamespace, aboutValue, nothing } from './complete-about.ts';
import { fieldsIn, formTypeOf, knownFormTypes } from './complete-forms.ts';
import { attributesOf, isStanza, placeIn } from './complete-rules.ts';
import { addressAttributes } from './complete-snippet.ts';
import type { CompletionWorld, SuggestionKind } from './complete-types.ts';
import { listMechanisms } from './explain-value.ts';
import { elementFact, namesOf, type Subject, subjects } from './names.ts';
import { attributeValue, localOf, namespaceOf, type PlaceElement } from './places.ts';

/** A text that an attribute or an element can hold. */
export interface KnownText {
  readonly kind: SuggestionKind;
  readonly text: string;
  readonly detail: string;
  readonly about: () => About;
}

const dataForms = 'jabber:x:data';
/** Nodes that clients keep for their account (XEP-0163), all of them names in the registry. */
const personalNodes = [
  'urn:xmpp:bookmarks:1',
  'urn:xmpp:avatar:metadata',
  'urn:xmpp:avatar:data',
  'http://jabber.org/protocol/nick',
  'urn:xmpp:vcard4',
  'eu.siacs.conversations.axolotl.devicelist',
];
const commands = 'http://jabber.org/protocol/commands';

/** What the attribute of an element can hold, the most likely first. */
export function valuesOf(
  element: PlaceElement,
  attribute: string,
  world: CompletionWorld,
  id: string,
): readonly KnownText[] {
  const local = localOf(element);
  const namespace = namespaceOf(element);
  if (attribute === 'xmlns') return namespacesFor(element);
  if (attribute.startsWith('xmlns:')) return allNamespaces();
  if (addressAttributes.has(attribute)) return addresses(world);
  if (attribute === 'id') return idsFor(element, world, id);
  if (attribute === 'xml:lang') return ['en', 'de', 'fr', 'es', 'it', 'pl', 'ru', 'zh'].map((text) => plain(text, ''));
  if (namespace === dataForms && local === 'field' && attribute === 'var') return fieldNames(element);
  if (local === 'feature' && attribute === 'var') return allNamespaces();
  if (attribute === 'node') return nodesFor(namespace, world);
  if (attribute === 'mechanism') return mechanisms();
  const listed = attributesOf(element).get(attribute) ?? [];
  return listed.map((text) => ({
    ...plain(text, ''),
    about: () => aboutValue(namespace, local, `${attribute}=${text}`),
  }));
}

/** What an element can hold as its text. */
export function textsOf(element: PlaceElement, world: CompletionWorld): readonly KnownText[] {
  const local = localOf(element);
  const namespace = namespaceOf(element);
  const { parent } = element;
  const inField = namespace === dataForms && local === 'value' && parent && attributeValue(parent, 'var');
  if (inField === 'FORM_TYPE') {
    const likely = parent?.parent && formTypeOf(parent.parent);
    const all = [...new Set([...(likely ? [likely] : []), ...knownFormTypes()])];
    return all.map((text) => ({ ...plain(text, ''), about: () => aboutField('FORM_TYPE', text) }));
  }
  if (inField === 'with' || local === 'jid') return addresses(world);
  if (local === 'mechanism') return mechanisms();
  const keys = [...(elementFact(namespace, local)?.fact.attributes.keys() ?? [])];
  return keys
    .filter((key) => key.startsWith('='))
    .map((key) => ({ ...plain(key.slice(1), ''), about: () => aboutValue(namespace, local, key) }));
}

function plain(text: string, detail: string, kind: SuggestionKind = 'value'): KnownText {
  return { kind, text, detail, about: () => nothing };
}

function addresses({ addresses: known }: CompletionWorld): readonly KnownText[] {
  return known.map(({ jid, kind }) => plain(jid, kind === 'other' ? '' : kind, 'address'));
}

function mechanisms(): readonly KnownText[] {
  return listMechanisms().map(({ name }) => ({ ...plain(name, ''), about: () => aboutMechanism(name) }));
}

/** A stanza has an id of its own; what is inside speaks of another one. */
function idsFor(element: PlaceElement, { messages }: CompletionWorld, id: string): readonly KnownText[] {
  const fresh = plain(id, 'a new one');
  if (isStanza(element)) return [fresh];
  return [...messages.map(({ id: of, words }) => plain(of, words)), fresh];
}

function fieldNames(field: PlaceElement): readonly KnownText[] {
  const form = field.parent;
  if (form === undefined) return [];
  const type = formTypeOf(form);
  return fieldsIn(form).map((name) => ({ ...plain(name, ''), about: () => aboutField(name, type) }));
}

function nodesFor(namespace: string, { nodes }: CompletionWorld): readonly KnownText[] {
  const known = namespace.startsWith('http://jabber.org/protocol/disco#') ? [commands] : personalNodes;
  return [...new Set([...nodes, ...known])].map((text) => ({ ...plain(text, ''), about: () => aboutNamespace(text) }));
}

/** Those that an element of this name has in such a place, then all others. */
function namespacesFor(element: PlaceElement): readonly KnownText[] {
  const local = localOf(element);
  const place = element.parent && isStanza(element.parent) ? placeIn(element.parent) : undefined;
  const fitting = payloads.filter(
    ({ name, in: places }) => name === local && (place === undefined || places.includes(place)),
  );
  const first = new Set(fitting.map(({ namespace }) => namespace));
  return [...[...first].map(namespaceText), ...allNamespaces().filter(({ text }) => !first.has(text))];
}

function namespaceText(text: string): KnownText {
  return { ...plain(text, '', 'namespace'), about: () => aboutNamespace(text) };
}

let read: readonly KnownText[] | undefined;

/** Names of features alone are no namespaces. */
function allNamespaces(): readonly KnownText[] {
  read ??= subjects
    .filter((subject: Subject) => subject !== 'features')
    .flatMap((subject) => namesOf(subject).map(({ name }) => namespaceText(name)));
  return read;
}
