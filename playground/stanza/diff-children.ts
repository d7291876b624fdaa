import { canonical, leafText } from './canonical.ts';
import { attributeOf, elementsOf } from './content.ts';
import type { XmlElement } from './types.ts';

/** Two children that are to be compared, or one that has no partner. */
export interface PairedChildren {
  readonly left?: XmlElement;
  readonly right?: XmlElement;
  /** How the path names them: `feature[urn:xmpp:ping]`. */
  readonly step: string;
}

/**
 * Finds which child elements of two elements belong together, whatever their order: those that are equal, then those that say that
 * they are the same thing (`var`, `jid`, `node`, ...), then those that say nothing, in their order; the only ones of a name always. The order
 * is that of the left side; what is only on the right comes last.
 */
export function pairChildren(left: XmlElement, right: XmlElement): PairedChildren[] {
  const ours = elementsOf(left);
  const ourGroups = groupBy(ours, nameKey);
  const theirs = groupBy(elementsOf(right), nameKey);
  const partners = new Map<XmlElement, XmlElement>();
  for (const [name, group] of ourGroups) pairGroup(group, theirs.get(name) ?? [], partners);

  const taken = new Set(partners.values());
  const onlyRight = elementsOf(right).filter((child) => !taken.has(child));
  return [
    ...ours.map((child) => ({ left: child, right: partners.get(child), step: stepOf(child, ourGroups) })),
    ...onlyRight.map((child) => ({ right: child, step: stepOf(child, theirs) })),
  ];
}

function pairGroup(
  ours: readonly XmlElement[],
  theirs: readonly XmlElement[],
  partners: Map<XmlElement, XmlElement>,
): void {
  const [one, other] = [ours[0], theirs[0]];
  if (one && other && ours.length === 1 && theirs.length === 1) {
    partners.set(one, other);
    return;
  }
  const unequal = pairBy(ours, theirs, partners, (element) => canonical(element, { mask: true }));
  const strangers = pairBy(unequal.ours, unequal.theirs, partners, identityOf);
  pairBy(strangers.ours, strangers.theirs, partners, (element) => (identityOf(element) === undefined ? '' : undefined));
}

/** Pairs elements with the same key, in their order; undefined is never a key. Returns those without a partner. */
function pairBy(
  ours: readonly XmlElement[],
  theirs: readonly XmlElement[],
  partners: Map<XmlElement, XmlElement>,
  keyOf: (element: XmlElement) => string | undefined,
): { ours: XmlElement[]; theirs: XmlElement[] } {
  const waiting = groupBy(theirs, keyOf);
  const taken = new Set<XmlElement>();
  const left = ours.filter((element) => {
    const key = keyOf(element);
    const partner = key === undefined ? undefined : waiting.get(key)?.shift();
    if (!partner) return true;
    partners.set(element, partner);
    taken.add(partner);
    return false;
  });
  return { ours: left, theirs: theirs.filter((element) => !taken.has(element)) };
}

/** What an element says it is about, where several of its name are together: `<feature var="..."/>`, `<mechanism>PLAIN</mechanism>`. */
function identityOf(element: XmlElement): string | undefined {
  const named = ['var', 'jid', 'node', 'category', 'code', 'id', 'type'].flatMap(
    (name) => attributeOf(element, name) ?? [],
  );
  if (named.length > 0) return named.join(' ');
  if (elementsOf(element).length > 0) return undefined;
  return leafText(element) || undefined;
}

function stepOf(element: XmlElement, groups: ReadonlyMap<string, readonly XmlElement[]>): string {
  const same = groups.get(nameKey(element)) ?? [];
  if (same.length < 2) return element.name;
  return `${element.name}[${identityOf(element) ?? same.indexOf(element) + 1}]`;
}

function nameKey({ local, namespace }: XmlElement): string {
  return `${namespace} ${local}`;
}

function groupBy(
  elements: readonly XmlElement[],
  keyOf: (element: XmlElement) => string | undefined,
): Map<string, XmlElement[]> {
  const groups = new Map<string, XmlElement[]>();
  for (const element of elements) {
    const key = keyOf(element);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(element);
    else groups.set(key, [element]);
  }
  return groups;
}
