import { canonical, deepest, leafText, nameOf } from './canonical.ts';
import { elementsOf, isBlank, isDeeperThan, keepsWhitespace } from './content.ts';
import { type PairedChildren, pairChildren } from './diff-children.ts';
import { sameName } from './match-search.ts';
import { isDeclaration } from './serialize.ts';
import type { XmlElement, XmlNode } from './types.ts';
import { volatileOf } from './volatile.ts';

/** `changed`: there on both sides and not the same; `left` and `right`: there on that side only. */
export type Mark = 'same' | 'changed' | 'left' | 'right';

export interface MarkedAttribute {
  readonly name: string;
  readonly mark: Mark;
  /** The values; where only ids or times differ, the mark is `same` and the values are not. */
  readonly left?: string;
  readonly right?: string;
}

export interface MarkedText {
  readonly kind: 'text';
  readonly mark: Mark;
  readonly left?: string;
  readonly right?: string;
}

export interface MarkedElement {
  readonly kind: 'element';
  /** `changed` when something in it differs. */
  readonly mark: Mark;
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly MarkedAttribute[];
  readonly children: readonly MarkedNode[];
}

export type MarkedNode = MarkedElement | MarkedText;

export interface Difference {
  /** Where, as a path from the stanza: `iq/query/feature[urn:xmpp:ping]`. */
  readonly path: string;
  readonly kind: 'element' | 'attribute' | 'text';
  /** Absent when the thing is not there on that side; an element as canonical text. */
  readonly left?: string;
  readonly right?: string;
  readonly plain: string;
}

export interface Diff {
  readonly same: boolean;
  readonly differences: readonly Difference[];
  /** Both sides in one: leave out what is marked `right` to show the left side, and the other way round. */
  readonly tree: readonly MarkedNode[];
}

/**
 * Compares two stanzas by what they mean in XMPP. These do not count: the order of attributes and of child elements, prefixes, white space
 * between elements, and the values (not the presence) of ids, times and the like (see `volatileOf`). In mixed content and XHTML the order counts.
 */
export function diff(left: XmlElement, right: XmlElement): Diff {
  const differences: Difference[] = [];
  const tree = sameName(left, right)
    ? [compare(left, right, left.name, differences)]
    : [onlyOn('left', left, left.name, differences), onlyOn('right', right, right.name, differences)];
  return { same: differences.length === 0, differences, tree };
}

function compare(left: XmlElement, right: XmlElement, path: string, differences: Difference[]): MarkedElement {
  if (isDeeperThan(left, deepest) || isDeeperThan(right, deepest)) return compareWhole(left, right, path, differences);
  const before = differences.length;
  const attributes = compareAttributes(left, right, path, differences);
  const children = compareContent(left, right, path, differences);
  const mark = differences.length > before ? 'changed' : 'same';
  return { kind: 'element', mark, name: left.name, namespace: left.namespace, attributes, children };
}

/** Too deep to go into: equal or not, as one thing. */
function compareWhole(left: XmlElement, right: XmlElement, path: string, differences: Difference[]): MarkedElement {
  const [one, other] = [canonical(left), canonical(right)];
  if (one !== other) differences.push({ path, kind: 'element', left: one, right: other, plain: `${path} differs.` });
  const text: MarkedText = { kind: 'text', mark: one === other ? 'same' : 'changed', left: one, right: other };
  return {
    kind: 'element',
    mark: text.mark,
    name: left.name,
    namespace: left.namespace,
    attributes: [],
    children: [text],
  };
}

function compareAttributes(
  left: XmlElement,
  right: XmlElement,
  path: string,
  differences: Difference[],
): MarkedAttribute[] {
  const values = (element: XmlElement) =>
    new Map(
      element.attributes
        .filter((attribute) => !isDeclaration(attribute))
        .map((attribute) => [nameOf(attribute), attribute.value]),
    );
  const [ours, theirs] = [values(left), values(right)];
  const volatile = volatileOf(left);
  return [...new Set([...ours.keys(), ...theirs.keys()])].map((name) => {
    const [one, other] = [ours.get(name), theirs.get(name)];
    const mark = markOf(one, other, volatile.includes(name));
    if (mark !== 'same') differences.push(describe(`${path}/@${name}`, 'attribute', one, other));
    return { name, mark, left: one, right: other };
  });
}

function compareContent(left: XmlElement, right: XmlElement, path: string, differences: Difference[]): MarkedNode[] {
  const leaves = elementsOf(left).length === 0 && elementsOf(right).length === 0;
  const ordered = !leaves && (isMixed(left) || isMixed(right));
  const children: MarkedNode[] = [];
  if (!ordered) {
    const [one, other] = [leafText(left) || undefined, leafText(right) || undefined];
    const mark = markOf(one, other, volatileOf(left).includes('#text'));
    if (mark !== 'same') differences.push(describe(`${path}/text()`, 'text', one, other));
    if (one !== undefined || other !== undefined) children.push({ kind: 'text', mark, left: one, right: other });
  }
  for (const pair of ordered ? pairInOrder(left, right) : pairChildren(left, right)) {
    children.push(...comparePair(pair, path, differences));
  }
  return children;
}

function isMixed(element: XmlElement): boolean {
  return elementsOf(element).length > 0 && keepsWhitespace(element);
}

/** What counts inside an element: white space alone does only in mixed content. */
function contentOf(element: XmlElement): readonly XmlNode[] {
  return isMixed(element) ? element.children : element.children.filter((child) => !isBlank(child));
}

/** Mixed content: the n-th node against the n-th. */
function pairInOrder(left: XmlElement, right: XmlElement): { left?: XmlNode; right?: XmlNode; step: string }[] {
  const [ours, theirs] = [contentOf(left), contentOf(right)];
  const count = Math.max(ours.length, theirs.length);
  return Array.from({ length: count }, (_, index) => {
    const [one, other] = [ours[index], theirs[index]];
    const node = one ?? other;
    return {
      left: one,
      right: other,
      step: node?.kind === 'element' ? `${node.name}[${index + 1}]` : `text()[${index + 1}]`,
    };
  });
}

function comparePair(
  { left, right, step }: PairedChildren | { left?: XmlNode; right?: XmlNode; step: string },
  path: string,
  differences: Difference[],
): MarkedNode[] {
  const here = `${path}/${step}`;
  if (left?.kind === 'element' && right?.kind === 'element' && sameName(left, right)) {
    return [compare(left, right, here, differences)];
  }
  if (left?.kind === 'text' && right?.kind === 'text') {
    const mark = markOf(left.value, right.value, false);
    if (mark !== 'same') differences.push(describe(here, 'text', left.value, right.value));
    return [{ kind: 'text', mark, left: left.value, right: right.value }];
  }
  return [
    ...(left ? [onlyOn('left', left, here, differences)] : []),
    ...(right ? [onlyOn('right', right, here, differences)] : []),
  ];
}

function onlyOn(side: 'left' | 'right', node: XmlNode, path: string, differences: Difference[]): MarkedNode {
  const text = node.kind === 'text' ? node.value : canonical(node);
  differences.push(describe(path, node.kind, side === 'left' ? text : undefined, side === 'right' ? text : undefined));
  return markAll(side, node);
}

function markAll(side: 'left' | 'right', node: XmlNode): MarkedNode {
  const valueOn = (value: string) => (side === 'left' ? { left: value } : { right: value });
  if (node.kind === 'text') return { kind: 'text', mark: side, ...valueOn(node.value) };
  const { name, namespace } = node;
  const attributes = node.attributes
    .filter((attribute) => !isDeclaration(attribute))
    .map((attribute) => ({ name: nameOf(attribute), mark: side, ...valueOn(attribute.value) }));
  const whole = isDeeperThan(node, deepest);
  const children = whole
    ? [{ kind: 'text' as const, mark: side, ...valueOn(canonical(node)) }]
    : contentOf(node).map((child) => markAll(side, child));
  return { kind: 'element', mark: side, name, namespace, attributes, children };
}

function markOf(left: string | undefined, right: string | undefined, volatile: boolean): Mark {
  if (left === undefined) return right === undefined ? 'same' : 'right';
  if (right === undefined) return 'left';
  return left === right || volatile ? 'same' : 'changed';
}

function describe(
  path: string,
  kind: Difference['kind'],
  left: string | undefined,
  right: string | undefined,
): Difference {
  const shown = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
  if (left === undefined) return { path, kind, right, plain: `Only right: ${path} ${shown(right ?? '')}`.trimEnd() };
  if (right === undefined) return { path, kind, left, plain: `Only left: ${path} ${shown(left)}`.trimEnd() };
  return { path, kind, left, right, plain: `${path}: left ${shown(left)}, right ${shown(right)}` };
}
