/** From a stanza that came to the text that expects it, with the placeholders that were there before. */
import { format, match, parse, serialize, type XmlElement, type XmlNode } from '../../../playground/stanza/index.ts';

/** Values that a server makes up afresh each time: UUIDs, times, long random names. */
const madeUp =
  /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|(?=[^\s]*\d)(?=[^\s]*[A-Za-z])[\w+/=-]{16,})$/;

/**
 * @param arrived text of the stanza as it came
 * @param expected what stood in the block before; parts of it that still fit stay as they are, with their placeholders
 * @param known values that the recipe itself has sent, such as ids: they are never made up
 * @param twin what came in another run: values that differ become {any}
 */
export function recordStanza(
  arrived: string,
  expected: string | undefined,
  known: ReadonlySet<string>,
  twin?: string,
): string {
  const [actual, before] = [first(arrived), expected === undefined ? undefined : first(expected)];
  if (actual === undefined) return arrived;
  const other = twin === undefined ? undefined : first(twin);
  const element = merge(other === undefined ? actual : maskDifferences(actual, other), before, known);
  const text = serialize(element);
  const laidOut = format(text, { width: 100 });
  return laidOut.ok ? laidOut.text : text;
}

/** The element with {any} for every attribute and text that is another one in its twin. */
function maskDifferences(actual: XmlElement, twin: XmlElement): XmlElement {
  const attributes = actual.attributes.map((attribute) => {
    const other = twin.attributes.find(({ name }) => name === attribute.name);
    return other !== undefined && other.value !== attribute.value ? { ...attribute, value: '{any}' } : attribute;
  });
  const free = elementsOf(twin);
  const isOther = elementsOf(actual).length === 0 && textOf(actual) !== textOf(twin);
  const children = actual.children.map((child): XmlNode => {
    if (child.kind === 'text') return isOther ? { ...child, value: '{any}' } : child;
    const same = ({ local, namespace }: XmlElement) => local === child.local && namespace === child.namespace;
    const equal = free.findIndex((other) => match(child, other).ok);
    const index = equal < 0 ? free.findIndex(same) : equal;
    const [counterpart] = index < 0 ? [] : free.splice(index, 1);
    return counterpart === undefined ? child : maskDifferences(child, counterpart);
  });
  return { ...actual, attributes, children };
}

function first(text: string): XmlElement | undefined {
  const parsed = parse(text, { stream: true });
  return parsed.ok ? parsed.stanzas[0] : undefined;
}

const elementsOf = (element: XmlElement): XmlElement[] => element.children.filter((child) => child.kind === 'element');
const textOf = (element: XmlElement): string =>
  element.children.map((child) => (child.kind === 'text' ? child.value : '')).join('');

function merge(actual: XmlElement, before: XmlElement | undefined, known: ReadonlySet<string>): XmlElement {
  if (before && (before.local !== actual.local || before.namespace !== actual.namespace))
    return merge(actual, undefined, known);
  return { ...actual, attributes: attributes(actual, before, known), children: children(actual, before, known) };
}

function attributes(actual: XmlElement, before: XmlElement | undefined, known: ReadonlySet<string>) {
  return actual.attributes.flatMap((attribute) => {
    const isDeclaration = attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:');
    if (isDeclaration) return [attribute];
    const former = before?.attributes.find(({ name }) => name === attribute.name);
    // What the page did not expect before and still does not need stays out.
    if (before && !former) return [];
    const value = former && fits(former.value, attribute.value) ? former.value : masked(attribute.value, known);
    return [{ ...attribute, value }];
  });
}

function children(actual: XmlElement, before: XmlElement | undefined, known: ReadonlySet<string>): XmlNode[] {
  const inner = elementsOf(actual);
  if (inner.length === 0) {
    const text = textOf(actual);
    if (text.trim() === '') return [];
    const former = before ? textOf(before) : '';
    if (before && former.trim() === '') return [];
    return [
      { kind: 'text', value: fits(former, text) ? former : masked(text, known), start: actual.start, end: actual.end },
    ];
  }
  if (!before) return inner.map((child) => merge(child, undefined, known));
  const free = [...inner];
  const kept: XmlElement[] = [];
  let lost = false;
  for (const wanted of elementsOf(before)) {
    const fitting = free.find((child) => match(wanted, child).ok);
    const found = fitting ?? free.find((child) => child.local === wanted.local && child.namespace === wanted.namespace);
    if (!found) {
      lost = true;
      continue;
    }
    free.splice(free.indexOf(found), 1);
    kept.push(fitting ? wanted : merge(found, wanted, known));
  }
  // Something else came in the place of what is gone.
  return lost ? [...kept, ...free.map((child) => merge(child, undefined, known))] : kept;
}

/** Whether a text with placeholders stands for the value. */
function fits(template: string, value: string): boolean {
  if (!template.includes('{')) return template === value;
  const pattern = template
    .split(/\{[A-Za-z][\w-]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*');
  return new RegExp(`^${pattern}$`).test(value);
}

function masked(value: string, known: ReadonlySet<string>): string {
  return !known.has(value) && madeUp.test(value) ? '{any}' : value;
}
