import { listForms } from './explain-value.ts';
import { attributeValue, localOf, namespaceOf, type PlaceElement } from './places.ts';

/** Which form belongs into which element, by `name namespace`. */
const formTypes: Readonly<Record<string, string>> = {
  'query urn:xmpp:mam:2': 'urn:xmpp:mam:2',
  'query jabber:iq:register': 'jabber:iq:register',
  'query http://jabber.org/protocol/muc#owner': 'http://jabber.org/protocol/muc#roomconfig',
  'configure http://jabber.org/protocol/pubsub': 'http://jabber.org/protocol/pubsub#node_config',
  'configure http://jabber.org/protocol/pubsub#owner': 'http://jabber.org/protocol/pubsub#node_config',
  'options http://jabber.org/protocol/pubsub': 'http://jabber.org/protocol/pubsub#subscribe_options',
  'publish-options http://jabber.org/protocol/pubsub': 'http://jabber.org/protocol/pubsub#publish-options',
};

/** The form that belongs into an element. */
export function formTypeIn(element: PlaceElement | undefined): string | undefined {
  const key = element && `${localOf(element)} ${namespaceOf(element)}`;
  return key !== undefined && Object.hasOwn(formTypes, key) ? formTypes[key] : undefined;
}

/** What a form says that it is, or else what belongs where it is. */
export function formTypeOf(form: PlaceElement): string | undefined {
  const type = form.children.find((field) => attributeValue(field, 'var') === 'FORM_TYPE');
  const said = type?.children.find((one) => localOf(one) === 'value')?.text.trim();
  return said || formTypeIn(form.parent);
}

/** The fields that a form can have and does not have yet, FORM_TYPE first. */
export function fieldsIn(form: PlaceElement): readonly string[] {
  const type = formTypeOf(form);
  const known =
    listForms()
      .find(({ name }) => name === type)
      ?.elements.keys() ?? [];
  const there = new Set(form.children.map((field) => attributeValue(field, 'var')));
  return ['FORM_TYPE', ...known].filter((name) => !there.has(name));
}

export function knownFormTypes(): readonly string[] {
  return listForms().map(({ name }) => name);
}
