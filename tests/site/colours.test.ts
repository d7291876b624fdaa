/** One look for XML: what Shiki colours when a page is built has the colours that `highlight` gives it in the tab. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import xml from 'shiki/langs/xml.mjs';
import { describe, expect, it } from 'vitest';
import { highlight } from '../../playground/stanza/index.ts';
import { colourOf } from '../../src/site/code/palette.ts';
import { codeThemes } from '../../src/site/code/theme.ts';
import { xmlParts } from '../../src/site/code/xml.ts';
import { colourPieces, type Piece } from '../../src/site/recipe/marked.ts';

const stanzas = [
  '<iq type="get" id="q1" to=\'montague.example\'>\n  <query xmlns="jabber:iq:version"/>\n</iq>',
  '<message><body>Fish &amp; chips &lt;3, "quoted" = said</body></message>',
  '<stream:error xmlns:stream="http://etherx.jabber.org/streams"><host-unknown xmlns="urn:x"/></stream:error>',
  '<presence\n    to=\'room@chat.example/d&amp;artagnan\'\n    xml:lang="en"/>',
];

/** `<`: mark, `iq`: name, ... for each character that is not white space. */
const byCharacter = (parts: readonly { kind: string; text: string }[]): string[] =>
  parts.flatMap(({ kind, text }) => [...text.replace(/\s/g, '')].map((character) => `${character} ${kind}`));

/** What the styles of a component or page give to a class. */
function styleOf(file: string, kind: string): string | undefined {
  const css = readFileSync(file, 'utf8');
  const rules = [...css.matchAll(/([^{}]+)\{[^{}]*?\bcolor: (var\([^)]+\));/g)];
  return rules.findLast(([, selector = '']) => new RegExp(`\\.${kind}\\b`).test(selector))?.[2];
}

describe.each(stanzas)('%s', (stanza) => {
  it('has the same parts in a built page and in the tab', () => {
    // A namespace is a value that the playground can link.
    const inTab = highlight(stanza).map(({ kind, text }) => ({ kind: kind === 'namespace' ? 'value' : kind, text }));
    expect(byCharacter(xmlParts(stanza))).toEqual(byCharacter(inTab));
  });

  it.each(['dark', 'light'] as const)('has the %s colours of the palette in a frame', async (type) => {
    const shiki = await createHighlighterCore({
      langs: [xml],
      themes: [codeThemes[type]],
      engine: createJavaScriptRegexEngine(),
    });
    const lines = shiki.codeToTokensBase(stanza, { lang: 'xml', theme: codeThemes[type].name });
    const found = lines.flat().map(({ content, color = '' }) => ({ kind: color.toLowerCase(), text: content }));
    const wanted = highlight(stanza).map(({ kind, text }) => ({
      kind: colourOf(`code-${kind === 'namespace' ? 'value' : kind}`)[type],
      text,
    }));
    expect(byCharacter(found)).toEqual(byCharacter(wanted));
  });
});

it.each(['name', 'attribute', 'value', 'entity'])('%s is styled by the same variable everywhere', (kind) => {
  const files = ['src/site/live/Xml.svelte', 'src/site/styles/code.css', 'playground/console/view/XmlText.svelte'];
  expect(files.map((file) => styleOf(file, kind))).toEqual(files.map(() => `var(--sb-code-${kind})`));
});

describe('xmlParts', () => {
  const pieces = fc.constantFrom(
    '<a',
    '>',
    '/>',
    '</a>',
    ' b="1"',
    "'",
    '"',
    '&lt;',
    '&',
    '<!--',
    '\n',
    '\r\n',
    ' ',
    'text',
    '😀',
  );

  it('loses nothing and adds nothing, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(pieces).map((parts) => parts.join('')),
        (text) => {
          expect(
            xmlParts(text)
              .map((part) => part.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });

  it('is cut where pieces of a comparison end, and what differs has one colour', () => {
    const compared: Piece[] = [
      { text: '<a b="', mark: 'same' },
      { text: '1', mark: 'left' },
      { text: '2', mark: 'right' },
      { text: '"/>', mark: 'same' },
    ];
    expect(
      colourPieces(compared).map(({ mark, parts }) => [mark, ...parts.map(({ kind, text }) => `${kind} ${text}`)]),
    ).toEqual([
      ['same', 'mark <', 'name a ', 'attribute b', 'mark ="'],
      ['left', 'text 1'],
      ['right', 'text 2'],
      ['same', 'mark "/>'],
    ]);
  });
});
