/** Makes a good stanza slightly wrong, as a program with a mistake in it does. */
import fc from 'fast-check';
import { type Tag, tag } from './tag.ts';
import { odd, text } from './values.ts';

type Change = (node: Tag) => Tag;

const remove =
  (name: string): Change =>
  (node) => {
    const { [name]: _, ...attributes } = node.attributes;
    return { ...node, attributes };
  };
const give =
  (name: string, value: string): Change =>
  (node) => ({
    ...node,
    attributes: { ...node.attributes, [name]: value },
  });
const content =
  (change: (children: Tag['children']) => Tag['children']): Change =>
  (node) => ({
    ...node,
    children: change(node.children),
  });

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<Change>(
    content((children) => children.slice(1)),
    content(() => []),
    content((children) => [...children, ...children]),
    content((children) => [...children].reverse()),
    content((children) => [...children, tag('odd', { xmlns: 'x:odd' })]),
    (node) => ({ ...node, name: `${node.name}s` }),
    (node) => ({ ...node, name: node.name.toUpperCase() }),
    give('xmlns', 'x:odd'),
    give('extra', 'x'),
  ),
  fc.constantFrom('xmlns', 'node', 'jid', 'id', 'type', 'var', 'affiliation', 'nick').map(remove),
  text.map((words) => content(() => [words])),
  fc.tuple(fc.constantFrom('jid', 'node', 'type', 'to', 'from', 'xml:lang'), odd).map(([name, jid]) => give(name, jid)),
);

/** Every element of the tree below the stanza's own has the same chance. */
function changeAt(node: Tag, index: number, change: Change): Tag {
  let at = -1;
  const visit = (current: Tag): Tag => {
    at += 1;
    if (at === index) return change(current);
    return {
      ...current,
      children: current.children.map((child) => (typeof child === 'string' ? child : visit(child))),
    };
  };
  return visit(node);
}

function size(node: Tag): number {
  return node.children.reduce((sum, child) => sum + (typeof child === 'string' ? 0 : size(child)), 1);
}

/** The same stanza with one slip in it: anywhere but in its own name and id, by which answers are found. */
export function withSlip(stanza: Tag): fc.Arbitrary<Tag> {
  const last = size(stanza) - 1;
  if (last === 0) return fc.constant(stanza);
  return fc.tuple(fc.integer({ min: 1, max: last }), changes).map(([index, change]) => changeAt(stanza, index, change));
}
