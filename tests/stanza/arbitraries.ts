/** Random XML as text, for property tests. Names, prefixes and namespaces come from small sets, so that they meet often. */
import fc from 'fast-check';

export interface XmlOptions {
  /** Also attribute values and text with line breaks and references. */
  readonly messy?: boolean;
}

const names = fc.constantFrom('iq', 'message', 'query', 'item', 'body', 'x', 'p:y', 'naïve');
const attributeNames = fc.constantFrom('id', 'to', 'type', 'var', 'xml:lang', 'p:q', 'jid');
const namespaces = fc.constantFrom('', ' xmlns="jabber:iq:roster"', " xmlns='http://jabber.org/protocol/disco#info'");
const separators = fc.constantFrom(' ', '  ', '\n', '\t ');
const blank = fc.constantFrom('', '', ' ', '\n', '\n  ', '\r\n\t');
const plainText = fc.constantFrom('', 'hello', 'a b', 'é😀', '7', 'x  y', '{"a":1}');
const messyText = fc.constantFrom(
  '&amp;',
  '&#65;',
  '&#10;',
  '&#x20;',
  '<![CDATA[ <a> & ]]>',
  ' padded ',
  '&quot;',
  '\r\n.',
);

/** One element with everything inside it, well-formed. The prefix p is declared on the outermost element. */
export function xmlText(options: XmlOptions = {}): fc.Arbitrary<string> {
  const text = options.messy ? fc.oneof(plainText, messyText) : plainText;
  const value = options.messy
    ? fc
        .oneof(plainText, fc.constantFrom('&lt;', 'a\nb', '&#9;', 'it&apos;s'))
        .map((raw) => raw.replaceAll('"', '&quot;'))
    : plainText.map((raw) => raw.replaceAll('"', "'"));
  const attributes = fc
    .uniqueArray(fc.tuple(attributeNames, value, separators), { maxLength: 3, selector: ([name]) => name })
    .map((list) => list.map(([name, raw, space]) => `${space}${name}="${raw}"`).join(''));

  const tag = fc.tuple(names, namespaces, attributes);
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      tag.map(([name, namespace, attribute]) => `<${name}${namespace}${attribute}/>`),
      fc
        .tuple(tag, text)
        .map(([[name, namespace, attribute], inner]) => `<${name}${namespace}${attribute}>${inner}</${name}>`),
      fc
        .tuple(tag, fc.array(fc.oneof({ weight: 3, arbitrary: tie('element') }, blank, text), { maxLength: 5 }))
        .map(([[name, namespace, attribute], inner]) => `<${name}${namespace}${attribute}>${inner.join('')}</${name}>`),
    ),
  }));
  return element.map((inner) => `<message xmlns:p="urn:example:p" id="1">${inner}</message>`);
}

/** Text that is nearly XML: fragments of markup in any order. */
export const nearlyXml: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '</',
        '/>',
        '<a',
        '<a>',
        '</a>',
        '<b ',
        'c="',
        '"',
        "'",
        '=',
        '&',
        '&amp;',
        ';',
        '<!--',
        '-->',
      ),
      fc.constantFrom(
        '<![CDATA[',
        ']]>',
        '<?xml ',
        '?>',
        '<!DOCTYPE',
        'xmlns',
        ':',
        '<stream:stream ',
        '</stream:stream>',
        '\n',
        ' ',
      ),
      fc.constantFrom('\u0000', '\ud800', '\ufeff', '&#x0;', '&#65;', '&nbsp;', '{any}', '{name}', 'x', '1', 'é', '😀'),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

/** Any UTF-16 code units, halves of characters included. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff }))
    .map((code) => String.fromCharCode(code)),
});
