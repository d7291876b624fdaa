/** Finds elements inside others. */
import { attributeOf, elementsOf, textOf, type XmlElement } from '../stanza/index.ts';

/** The first element below, at any depth, with this name and namespace. */
export function find(from: XmlElement | undefined, local: string, namespace?: string): XmlElement | undefined {
  return findAll(from, local, namespace)[0];
}

export function findAll(from: XmlElement | undefined, local: string, namespace?: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const work = from === undefined ? [] : [from];
  for (let element = work.shift(); element; element = work.shift()) {
    if (element !== from && element.local === local && (namespace === undefined || element.namespace === namespace))
      found.push(element);
    work.unshift(...elementsOf(element));
  }
  return found;
}

/** The values of a form's field (XEP-0004). */
export function fieldOf(form: XmlElement | undefined, name: string): readonly string[] | undefined {
  const field = findAll(form, 'field').find((each) => attributeOf(each, 'var') === name);
  // Its own values: each choice that a form offers has one as well.
  return (
    field &&
    elementsOf(field)
      .filter(({ local }) => local === 'value')
      .map((value) => textOf(value).trim())
  );
}

export function textIn(from: XmlElement | undefined, local: string): string | undefined {
  const element = find(from, local);
  return element && textOf(element).trim();
}
