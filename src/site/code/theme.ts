/** Colours of code, few and calm: names in green, values in amber, the rest in ink. Shiki colours by these when a page is built. */
import type { ThemeRegistrationRaw } from 'shiki/types';
import { colourOf } from './palette.ts';

/** What a part of code is, each with a colour of its own in `styles/tokens.css` (`--sb-code-...`). */
export type Part =
  | 'text'
  | 'mark'
  | 'name'
  | 'attribute'
  | 'value'
  | 'entity'
  | 'keyword'
  | 'number'
  | 'added'
  | 'removed';

/** Scopes of TextMate grammars; of two that fit, the longer one counts. */
const scopes: readonly (readonly [Part, readonly string[], string?])[] = [
  ['mark', ['comment', 'punctuation.definition.comment'], 'italic'],
  ['mark', ['punctuation', 'meta.brace', 'keyword.operator', 'meta.diff.header', 'meta.diff.range']],
  ['name', ['entity.name.tag', 'support.class', 'entity.name.type', 'support.type.property-name']],
  ['name', ['entity.name.function', 'support.function', 'entity.name.command']],
  ['attribute', ['entity.other.attribute-name', 'variable.other.readwrite', 'variable.parameter']],
  ['attribute', ['constant.other.option', 'variable.other.normal']],
  ['value', ['string', 'punctuation.definition.string', 'markup.inline.raw']],
  // Arguments of a command are not quoted strings, though grammars call them so.
  ['text', ['string.unquoted']],
  ['keyword', ['keyword', 'storage', 'constant.language']],
  ['number', ['constant.numeric', 'constant.character']],
  ['added', ['markup.inserted']],
  ['removed', ['markup.deleted']],
  // XML as `highlight` of playground/stanza cuts it: quotes and equals signs are marks, and a prefix belongs to its name.
  ['mark', ['meta.tag.xml', 'meta.tag.preprocessor.xml']],
  ['mark', ['punctuation.definition.string.begin.xml', 'punctuation.definition.string.end.xml']],
  ['name', ['entity.name.tag.xml punctuation.separator.namespace.xml']],
  ['attribute', ['entity.other.attribute-name.xml punctuation.separator.namespace.xml']],
  ['entity', ['constant.character.entity.xml', 'punctuation.definition.constant.xml']],
  ['value', ['string.quoted constant.character.entity.xml', 'string.quoted punctuation.definition.constant.xml']],
];

const colourOfPart = (part: Part, type: 'dark' | 'light'): string => colourOf(`code-${part}`)[type];

function theme(type: 'dark' | 'light'): ThemeRegistrationRaw & { name: string; type: 'dark' | 'light' } {
  const background = colourOf('raised')[type];
  const foreground = colourOfPart('text', type);
  return {
    name: `stanzabox-${type}`,
    type,
    colors: { 'editor.background': background, 'editor.foreground': foreground },
    settings: [
      { settings: { background, foreground } },
      ...scopes.map(([part, scope, fontStyle]) => ({
        scope: [...scope],
        settings: { foreground: colourOfPart(part, type), ...(fontStyle !== undefined && { fontStyle }) },
      })),
    ],
  };
}

export const codeThemes = { dark: theme('dark'), light: theme('light') };

/** The colour of plain code in each theme, in the order in which Expressive Code gets them. */
export const plainColours = [colourOfPart('text', 'dark'), colourOfPart('text', 'light')];
