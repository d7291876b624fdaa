import { iqTypes } from './check-iq.ts';
import { type ElementRule, type Place, payloads } from './check-payloads.ts';
import { messageTypes, presenceTypes } from './check-talk.ts';
import { stanzaErrors } from './facts/stanza-errors.ts';
import { elementFact, nameFact } from './names.ts';
import { attributeValue, localOf, namespaceOf, type PlaceElement } from './places.ts';
import { clientNamespace, streamNamespace } from './scope.ts';

/** An element that can be inside another one. */
export interface Choice {
  readonly name: string;
  readonly namespace: string;
  readonly rule: ElementRule;
  /** `XEP-0030`; '' where the registry knows it. */
  readonly specification: string;
}

const any: ElementRule = {};
const dataForms = 'jabber:x:data';
const paging = 'http://jabber.org/protocol/rsm';
const pubsub = 'http://jabber.org/protocol/pubsub';
const muc = 'http://jabber.org/protocol/muc';
const stanzaErrorsNamespace = 'urn:ietf:params:xml:ns:xmpp-stanzas';

const value: ElementRule = any;
const field: ElementRule = {
  attributes: {
    var: null,
    type: [
      'hidden',
      'boolean',
      'jid-multi',
      'jid-single',
      'list-multi',
      'list-single',
      'text-multi',
      'text-private',
      'text-single',
    ],
  },
  needs: ['var'],
  needsChild: ['value'],
  children: { value },
};
const form: ElementRule = { attributes: { type: ['submit', 'cancel'] }, needs: ['type'], children: { field } };
const page: ElementRule = { children: { max: any, before: any, after: any, index: any } };

const formChoice: Choice = { name: 'x', namespace: dataForms, rule: form, specification: 'XEP-0004' };
const pageChoice: Choice = { name: 'set', namespace: paging, rule: page, specification: 'XEP-0059' };

/** What elements of one namespace hold of another one, by `name namespace`. */
const guests: Readonly<Record<string, readonly Choice[]>> = {
  'query urn:xmpp:mam:2': [formChoice, pageChoice],
  'query http://jabber.org/protocol/disco#items': [pageChoice],
  'command http://jabber.org/protocol/commands': [formChoice],
  'query jabber:iq:register': [formChoice],
  [`query ${muc}#owner`]: [formChoice],
  [`pubsub ${pubsub}`]: [pageChoice],
  [`configure ${pubsub}`]: [formChoice],
  [`configure ${pubsub}#owner`]: [formChoice],
  [`options ${pubsub}`]: [formChoice],
  [`publish-options ${pubsub}`]: [formChoice],
};

const stanzas: Readonly<Record<string, ElementRule>> = {
  iq: { attributes: { type: iqTypes, to: null, id: null, 'xml:lang': null } },
  message: {
    attributes: { type: messageTypes, to: null, id: null, 'xml:lang': null },
    children: { body: any, subject: any, thread: any },
  },
  presence: {
    attributes: { type: presenceTypes, to: null, id: null, 'xml:lang': null },
    children: { show: any, status: any, priority: any },
  },
};

const error: ElementRule = {
  attributes: { type: ['cancel', 'modify', 'auth', 'wait', 'continue'], by: null },
  needs: ['type'],
};

/** Whether nothing but a stream is around it. */
export function isOutermost(element: PlaceElement | undefined): boolean {
  return element === undefined || isStream(element);
}

function isStream(element: PlaceElement): boolean {
  return localOf(element) === 'stream' && namespaceOf(element) === streamNamespace;
}

export function isStanza(element: PlaceElement | undefined): boolean {
  return element !== undefined && isOutermost(element.parent) && Object.hasOwn(stanzas, localOf(element));
}

/** Where the payload of a stanza is; undefined for replies and errors, which ask for nothing. */
export function placeIn(stanza: PlaceElement): Place | undefined {
  const type = attributeValue(stanza, 'type');
  if (localOf(stanza) === 'iq') return type === 'get' || type === 'set' ? type : undefined;
  return type === 'error' ? undefined : localOf(stanza) === 'message' ? 'message' : 'presence';
}

/** What is known of an element by where it stands; undefined when only the registry may know it. */
export function ruleOf(element: PlaceElement): ElementRule | undefined {
  const { parent } = element;
  const local = localOf(element);
  if (isStanza(element)) return own(stanzas, local);
  if (parent === undefined) return undefined;
  const namespace = namespaceOf(element);
  if (parent && isStanza(parent) && namespace !== namespaceOf(parent))
    return payloadOf(local, namespace, placeIn(parent));
  if (local === 'error' && isStanza(parent)) return error;
  const guest = guestsOf(parent).find(({ name, namespace: of }) => name === local && of === namespace);
  return guest?.rule ?? own(ruleOf(parent)?.children ?? {}, local);
}

function payloadOf(local: string, namespace: string, place: Place | undefined): ElementRule | undefined {
  const known = payloads.filter((payload) => payload.name === local && payload.namespace === namespace);
  return known.find((payload) => place !== undefined && payload.in.includes(place)) ?? known[0];
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function guestsOf(element: PlaceElement): readonly Choice[] {
  return own(guests, `${localOf(element)} ${namespaceOf(element)}`) ?? [];
}

/** The elements that belong into this one. */
export function choicesIn(element: PlaceElement): readonly Choice[] {
  const namespace = namespaceOf(element);
  const place = placeAround(element);
  const children = childrenOf(ruleOf(element)?.children ?? {}, namespace).filter(({ rule }) => isFor(rule, place));
  if (isStanza(element))
    return [...children, ...(placeIn(element) === undefined ? replyIn(element) : payloadsIn(element))];
  if (localOf(element) === 'error' && isStanza(element.parent)) return conditions();
  const known = [...children, ...guestsOf(element)];
  return known.length > 0 || ruleOf(element) !== undefined ? known : fromRegistry(element, namespace);
}

/** Whether a part of a payload can be asked for there. */
export function isFor(rule: ElementRule, place: Place | undefined): boolean {
  return rule.in === undefined || place === undefined || rule.in.includes(place);
}

/** The place of the payload that an element is in. */
export function placeAround(element: PlaceElement): Place | undefined {
  for (let one: PlaceElement | undefined = element; one; one = one.parent) if (isStanza(one)) return placeIn(one);
  return undefined;
}

function childrenOf(rules: Readonly<Record<string, ElementRule>>, namespace: string): readonly Choice[] {
  return Object.entries(rules).map(([name, rule]) => ({ name, namespace, rule, specification: '' }));
}

function payloadsIn(stanza: PlaceElement): readonly Choice[] {
  const place = placeIn(stanza);
  const isFull = localOf(stanza) === 'iq' && stanza.children.length > 0;
  if (isFull || place === undefined) return [];
  return payloads
    .filter((payload) => payload.in.includes(place))
    .map((payload) => ({
      name: payload.name,
      namespace: payload.namespace,
      rule: payload,
      specification: payload.specification,
    }));
}

function replyIn(stanza: PlaceElement): readonly Choice[] {
  if (attributeValue(stanza, 'type') !== 'error') return [];
  return [{ name: 'error', namespace: clientNamespace, rule: error, specification: '' }];
}

function conditions(): readonly Choice[] {
  const names = [...stanzaErrors.map(({ name }) => name), 'text'];
  return names.map((name) => ({ name, namespace: stanzaErrorsNamespace, rule: any, specification: 'RFC 6120' }));
}

/** Of elements without rules it is known which there are, and not which is inside which. */
function fromRegistry(element: PlaceElement, namespace: string): readonly Choice[] {
  const names = [...(nameFact(namespace)?.elements.keys() ?? [])];
  return names
    .filter((name) => name !== localOf(element))
    .map((name) => ({ name, namespace, rule: any, specification: '' }));
}

/** The attributes that an element may have, with their values where these are few. */
export function attributesOf(element: PlaceElement): ReadonlyMap<string, readonly string[] | null> {
  const rule = ruleOf(element);
  if (rule) return new Map(Object.entries(rule.attributes ?? {}));
  const known = elementFact(namespaceOf(element), localOf(element))?.fact.attributes.keys() ?? [];
  const found = new Map<string, string[] | null>();
  for (const key of known) {
    const [name = '', ...rest] = key.split('=');
    if (name === '') continue;
    const values = found.get(name) ?? [];
    if (rest.length > 0) values.push(rest.join('='));
    found.set(name, values);
  }
  return new Map([...found].map(([name, values]) => [name, values !== null && values.length > 0 ? values : null]));
}
