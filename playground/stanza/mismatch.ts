import { isWhitespace } from './characters.ts';
import { elementsOf, isBlank } from './content.ts';
import { comparableText, findAttribute, matchText, sameName } from './match-search.ts';
import { isDeclaration } from './serialize.ts';
import { isWildcard, matchTemplate } from './template.ts';
import type { Captures, Mismatch, Position, XmlElement } from './types.ts';

/**
 * Where a stanza that does not match differs from what is expected: each expected child is compared with the nearest child of its
 * name that is still free. At least one mismatch.
 */
export function findMismatches(
  expected: XmlElement,
  actual: XmlElement,
  captures: Captures,
  exact: boolean,
): Mismatch[] {
  const report: Report = { exact, left: 20_000 };
  const { reasons } = compare({ expected, actual, path: expected.name }, captures, report);
  // Only a different order of placeholders can match worse than each alone; then no single place is to blame.
  return reasons.length > 0
    ? reasons
    : [refusal(expected, 'Each part matches by itself, but not with the same values for its placeholders.')];
}

/** A mismatch of the expectation as a whole. */
export function refusal(expected: XmlElement, plain: string): Mismatch {
  return { path: expected.name, expected: labelOf(expected), actual: '', at: expected.start, plain };
}

interface Report {
  readonly exact: boolean;
  /** How many more comparisons of two elements may be made to find the nearest one. */
  left: number;
}

/** Two elements that are compared, and where: `iq/query`. */
interface Pair {
  readonly expected: XmlElement;
  readonly actual: XmlElement;
  readonly path: string;
}

interface Comparison {
  readonly reasons: Mismatch[];
  readonly captures: Captures;
}

function compare(pair: Pair, captures: Captures, report: Report): Comparison {
  const { expected, actual, path } = pair;
  report.left -= 1;
  if (!sameName(expected, actual)) {
    const plain = `Expected ${labelOf(expected)}, but it is ${labelOf(actual)}.`;
    return {
      reasons: [{ path, expected: labelOf(expected), actual: labelOf(actual), at: expected.start, plain }],
      captures,
    };
  }
  const attributes = compareAttributes(pair, captures, report);
  const text = compareText(pair, attributes.captures, report);
  if (report.exact && elementsOf(expected).length === 0 && isWildcard(comparableText(expected, false))) {
    return { reasons: attributes.reasons, captures: text.captures };
  }
  const children = compareChildren(pair, text.captures, report);
  return { reasons: [...attributes.reasons, ...text.reasons, ...children.reasons], captures: children.captures };
}

function compareAttributes({ expected, actual, path }: Pair, captures: Captures, report: Report): Comparison {
  const reasons: Mismatch[] = [];
  let caught = captures;
  for (const attribute of expected.attributes) {
    if (isDeclaration(attribute)) continue;
    const { name, value: wanted, start } = attribute;
    const value = findAttribute(actual, attribute)?.value;
    const next = value === undefined ? undefined : matchTemplate(wanted, value, caught);
    if (next) caught = next;
    else
      reasons.push(differs(`${path}/@${name}`, `The attribute ${name}`, explainTemplate(wanted, caught), value, start));
  }
  for (const attribute of report.exact ? actual.attributes : []) {
    if (isDeclaration(attribute) || findAttribute(expected, attribute)) continue;
    const { name, value } = attribute;
    reasons.push(unexpected(`${path}/@${name}`, `The attribute ${name}="${value}"`, value, expected.start));
  }
  return { reasons, captures: caught };
}

function compareText({ expected, actual, path }: Pair, captures: Captures, report: Report): Comparison {
  const caught = matchText(expected, actual, captures, report.exact);
  if (caught) return { reasons: [], captures: caught };
  const mixed = elementsOf(expected).length > 0;
  const wanted = comparableText(expected, mixed);
  const value = comparableText(actual, mixed);
  const at = expected.children.find((child) => child.kind === 'text' && !isBlank(child))?.start ?? expected.start;
  const where = `${path}/text()`;
  const reason = isWhitespace(wanted)
    ? unexpected(where, `The text "${shorten(value)}" in ${labelOf(actual)}`, value, at)
    : differs(where, `The text of ${labelOf(expected)}`, explainTemplate(wanted, captures), value, at);
  return { reasons: [reason], captures };
}

function compareChildren({ expected, actual, path }: Pair, captures: Captures, report: Report): Comparison {
  const reasons: Mismatch[] = [];
  const wanted = elementsOf(expected);
  let free = elementsOf(actual);
  let caught = captures;
  for (const child of wanted) {
    const same = wanted.filter((other) => sameName(other, child));
    const step = same.length > 1 ? `${child.name}[${same.indexOf(child) + 1}]` : child.name;
    const nearest = findNearest(child, free, caught, `${path}/${step}`, report);
    if (!nearest) {
      reasons.push(missing(`${path}/${step}`, child, free));
      continue;
    }
    reasons.push(...nearest.reasons);
    caught = nearest.captures;
    free = free.filter((candidate) => candidate !== nearest.element);
  }
  for (const child of report.exact ? free : []) {
    reasons.push(unexpected(`${path}/${child.name}`, `The element ${labelOf(child)}`, labelOf(child), expected.start));
  }
  return { reasons, captures: caught };
}

function findNearest(
  child: XmlElement,
  free: readonly XmlElement[],
  captures: Captures,
  path: string,
  report: Report,
): (Comparison & { readonly element: XmlElement }) | undefined {
  let nearest: (Comparison & { readonly element: XmlElement }) | undefined;
  for (const element of free) {
    if (!sameName(child, element) || (nearest && report.left <= 0)) continue;
    const comparison = compare({ expected: child, actual: element, path }, captures, report);
    if (!nearest || comparison.reasons.length < nearest.reasons.length) nearest = { ...comparison, element };
    if (comparison.reasons.length === 0) break;
  }
  return nearest;
}

function missing(path: string, child: XmlElement, free: readonly XmlElement[]): Mismatch {
  const others = free.slice(0, 5).map(labelOf).join(', ') + (free.length > 5 ? ', …' : '');
  const plain = `${labelOf(child)} is missing${others === '' ? '.' : `; what is there: ${others}.`}`;
  return { path, expected: labelOf(child), actual: others, at: child.start, plain };
}

function differs(path: string, what: string, expected: string, actual: string | undefined, at: Position): Mismatch {
  const plain =
    actual === undefined
      ? `${what} is missing; expected "${shorten(expected)}".`
      : `${what} is "${shorten(actual)}"; expected "${shorten(expected)}".`;
  return { path, expected, actual: actual ?? '', at, plain };
}

function unexpected(path: string, what: string, actual: string, at: Position): Mismatch {
  return { path, expected: '', actual, at, plain: `${what} is there, but nothing more may be (exact).` };
}

/** A value with what its placeholders caught before in their places. */
function explainTemplate(value: string, captures: Captures): string {
  return value.replace(/\{([A-Za-z][\w-]*)\}/g, (written, name: string) =>
    name !== 'any' && Object.hasOwn(captures, name) ? `${captures[name]}` : written,
  );
}

function labelOf({ name, namespace }: XmlElement): string {
  return namespace === 'jabber:client' ? `<${name}>` : `<${name} xmlns="${namespace}">`;
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
