/** XML coloured by Shiki when a page is built. In the tab, `highlight` of playground/stanza does the same in a hundredth of the weight. */
import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import xml from 'shiki/langs/xml.mjs';
import type { Token } from '../../../playground/stanza/index.ts';
import { colourOf } from './palette.ts';
import { codeThemes } from './theme.ts';

/** A part of a text and what it is, under the names that `highlight` has. Joined they are the text. */
export type XmlPart = Pick<Token, 'text'> & { readonly kind: Exclude<Token['kind'], 'namespace'> };

const kinds = ['text', 'mark', 'name', 'attribute', 'value', 'entity'] as const;
const kindOf = new Map(kinds.map((kind) => [colourOf(`code-${kind}`).dark, kind]));

const theme = codeThemes.dark.name;
const shiki = await createHighlighterCore({
  langs: [xml],
  themes: [codeThemes.dark],
  engine: createJavaScriptRegexEngine(),
});

/** Never fails: what is not markup is coloured as far as it goes. */
export function xmlParts(text: string): readonly XmlPart[] {
  const parts: XmlPart[] = [];
  const add = (kind: XmlPart['kind'], more: string): void => {
    const last = parts.at(-1);
    if (more === '') return;
    // White space has no colour: it needs no part of its own.
    if (last !== undefined && (last.kind === kind || more.trim() === '')) {
      parts[parts.length - 1] = { kind: last.kind, text: last.text + more };
    } else parts.push({ kind, text: more });
  };
  let end = 0;
  for (const { content, color, offset } of shiki.codeToTokensBase(text, { lang: 'xml', theme }).flat()) {
    // Between two tokens is the end of a line, as the text has it.
    add('text', text.slice(end, offset));
    add(kindOf.get(color?.toLowerCase() ?? '') ?? 'text', content);
    end = offset + content.length;
  }
  add('text', text.slice(end));
  return parts;
}
