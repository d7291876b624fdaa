import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeWords, type Node, tellIndent } from '../../src/site/code/lean-code.ts';

const plain = '--0:#dde6e1;--1:#16211c';
const green = '--0:#6AD3A6;--1:#00684A';
const amber = '--0:#e3b566;--1:#7a4f00';
const word = (style: string, value: string): Node => ({
  type: 'element',
  tagName: 'span',
  properties: { style },
  children: [{ type: 'text', value }],
});
const text = (node: Node): string => node.value ?? node.children?.map(text).join('') ?? '';
/** Each visible character with its colour. */
const picture = (nodes: readonly Node[]) =>
  nodes
    .flatMap((node) => {
      const style = String(node.properties?.style ?? plain).toLowerCase();
      return [...text(node)].map((character) => (character.trim() === '' ? character : `${character} ${style}`));
    })
    .join('\n');

describe('lean code', () => {
  it('leaves plain words without an element, and joins neighbours', () => {
    const line = [word(green, 'sudo'), word(plain, ' '), word(plain.toUpperCase(), 'apt'), word(plain, ' install')];
    expect(mergeWords(line, plain)).toEqual([word(green, 'sudo '), { type: 'text', value: 'apt install' }]);
  });

  it('leaves alone what is no coloured word', () => {
    const mark: Node = { type: 'element', tagName: 'mark', properties: {}, children: [word(green, 'a')] };
    const underlined: Node = { ...word(green, 'b'), properties: { style: green, className: ['u'] } };
    expect(mergeWords([mark, underlined], plain)).toEqual([mark, underlined]);
  });

  it('tells how far in a line of XML begins, and keeps its spaces together with its first character', () => {
    const indent: Node = {
      type: 'element',
      tagName: 'span',
      properties: { className: ['indent'] },
      children: [{ type: 'text', value: '    ' }],
    };
    const line: Node = {
      type: 'element',
      tagName: 'div',
      properties: {},
      children: [indent, word(green, '</'), word(amber, 'a')],
    };
    const before = [...(line.children ?? [])];
    tellIndent(line);
    expect(line.properties).toEqual({ style: '--in:4ch' });
    expect(line.children?.map(text)).toEqual(['    <', '/', 'a']);
    expect(
      picture(
        (line.children ?? []).flatMap(({ children = [], ...node }) =>
          node.properties?.style ? [{ ...node, children }] : children,
        ),
      ),
    ).toBe(picture(before));
  });

  it('leaves a line as it is that begins with the others', () => {
    const line: Node = { type: 'element', tagName: 'div', properties: {}, children: [word(green, '<iq')] };
    tellIndent(line);
    expect(line).toEqual({ type: 'element', tagName: 'div', properties: {}, children: [word(green, '<iq')] });
  });

  it('never changes the picture', () => {
    const words = fc.array(
      fc
        .tuple(fc.constantFrom(plain, green, amber), fc.constantFrom('a', ' ', 'sudo', '  b', '\t'))
        .map(([style, value]) => word(style, value)),
    );
    fc.assert(
      fc.property(words, (nodes) => {
        const merged = mergeWords(nodes, plain);
        expect(picture(merged)).toBe(picture(nodes));
        expect(merged.length).toBeLessThanOrEqual(nodes.length);
      }),
    );
  });
});
