import { isWhitespace } from './characters.ts';
import { elementsOf, isBlank, textOf } from './content.ts';
import { isDeclaration } from './serialize.ts';
import { catches, isWildcard, matchTemplate } from './template.ts';
import type { Captures, XmlElement } from './types.ts';

export interface Search {
  readonly exact: boolean;
  /** How many comparisons are left. */
  left: number;
}

/** Every way in which the placeholders can be filled so that the expectation fits, the first in the order of the text first. */
export function* solutions(
  expected: XmlElement,
  actual: XmlElement,
  captures: Captures,
  search: Search,
): Generator<Captures> {
  search.left -= 1;
  if (search.left < 0 || !sameName(expected, actual)) return;
  const withAttributes = matchAttributes(expected, actual, captures, search.exact);
  const caught = withAttributes && matchText(expected, actual, withAttributes, search.exact);
  if (!caught) return;
  if (search.exact && isWildcard(textOf(expected)) && elementsOf(expected).length === 0) yield caught;
  else yield* pairChildren(elementsOf(expected), elementsOf(actual), caught, search);
}

export function sameName(one: XmlElement, other: XmlElement): boolean {
  return one.local === other.local && one.namespace === other.namespace;
}

function matchAttributes(
  expected: XmlElement,
  actual: XmlElement,
  captures: Captures,
  exact: boolean,
): Captures | undefined {
  let caught: Captures | undefined = captures;
  let count = 0;
  for (const attribute of expected.attributes) {
    if (isDeclaration(attribute)) continue;
    count += 1;
    const value = findAttribute(actual, attribute)?.value;
    caught = value === undefined ? undefined : matchTemplate(attribute.value, value, caught);
    if (!caught) return undefined;
  }
  const more = actual.attributes.filter((attribute) => !isDeclaration(attribute)).length > count;
  return exact && more ? undefined : caught;
}

export function findAttribute(element: XmlElement, wanted: { readonly local: string; readonly namespace: string }) {
  return element.attributes.find(({ local, namespace }) => local === wanted.local && namespace === wanted.namespace);
}

export function matchText(
  expected: XmlElement,
  actual: XmlElement,
  captures: Captures,
  exact: boolean,
): Captures | undefined {
  const mixed = elementsOf(expected).length > 0;
  const wanted = comparableText(expected, mixed);
  if (isWhitespace(wanted))
    return exact && actual.children.some((child) => child.kind === 'text' && !isBlank(child)) ? undefined : captures;
  return matchTemplate(wanted, comparableText(actual, mixed), captures);
}

export function comparableText(element: XmlElement, collapsed: boolean): string {
  const text = textOf(element);
  return collapsed ? text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '') : text;
}

/**
 * Gives each expected child an actual one of its own. Children that catch something are tried in every way, since what one catches
 * binds the others; for the rest it is enough to find one complete assignment.
 */
function* pairChildren(
  expected: readonly XmlElement[],
  actual: readonly XmlElement[],
  captures: Captures,
  search: Search,
): Generator<Captures> {
  if (search.exact ? expected.length !== actual.length : expected.length > actual.length) return;
  const catching = expected.filter((child) => catchesAnywhere(child, captures));
  const settled = expected.filter((child) => !catching.includes(child));
  const used = new Set<XmlElement>();

  function* place(index: number, caught: Captures): Generator<Captures> {
    const child = catching[index];
    if (!child) {
      const free = actual.filter((candidate) => !used.has(candidate));
      if (canAssign(settled, free, caught, search)) yield caught;
      return;
    }
    for (const candidate of actual) {
      if (used.has(candidate) || search.left <= 0) continue;
      for (const more of solutions(child, candidate, caught, search)) {
        used.add(candidate);
        yield* place(index + 1, more);
        used.delete(candidate);
      }
    }
  }
  yield* place(0, captures);
}

/** Whether each expected element can have an actual one of its own: a bipartite matching by augmenting paths. */
function canAssign(
  expected: readonly XmlElement[],
  actual: readonly XmlElement[],
  captures: Captures,
  search: Search,
): boolean {
  const owner = new Map<number, number>();
  const fits = (wanted: number, candidate: number): boolean => {
    const [one, other] = [expected[wanted], actual[candidate]];
    if (!one || !other || !sameName(one, other)) return false;
    return !solutions(one, other, captures, search).next().done;
  };
  const assign = (wanted: number, seen: Set<number>): boolean => {
    for (let step = 0; step < actual.length; step += 1) {
      // Begin at the same place in the stanza: most often the order is the same.
      const candidate = (wanted + step) % actual.length;
      if (seen.has(candidate) || !fits(wanted, candidate)) continue;
      seen.add(candidate);
      const former = owner.get(candidate);
      if (former !== undefined && !assign(former, seen)) continue;
      owner.set(candidate, wanted);
      return true;
    }
    return false;
  };
  return expected.every((_, wanted) => assign(wanted, new Set()));
}

function catchesAnywhere(element: XmlElement, captures: Captures): boolean {
  if (element.attributes.some(({ value }) => catches(value, captures))) return true;
  return element.children.some((child) =>
    child.kind === 'text' ? catches(child.value, captures) : catchesAnywhere(child, captures),
  );
}
