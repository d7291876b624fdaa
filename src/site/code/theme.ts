/** Colours of code, few and calm: names in green, values in amber, the rest in ink. */
import type { StarlightExpressiveCodeOptions } from '@astrojs/starlight/expressive-code';

type Theme = NonNullable<StarlightExpressiveCodeOptions['themes']>[number];

interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly name: string;
  readonly attribute: string;
  readonly value: string;
  readonly keyword: string;
  readonly number: string;
  readonly added: string;
  readonly removed: string;
}

const light: Palette = {
  paper: '#f3f6f4',
  ink: '#16211c',
  faint: '#56655d',
  name: '#00684a',
  attribute: '#17588f',
  value: '#7a4f00',
  keyword: '#63389a',
  number: '#17588f',
  added: '#00684a',
  removed: '#a3201a',
};

const dark: Palette = {
  paper: '#161d1a',
  ink: '#dde6e1',
  faint: '#93a39b',
  name: '#6ad3a6',
  attribute: '#8abef0',
  value: '#e3b566',
  keyword: '#c9aef2',
  number: '#8abef0',
  added: '#6ad3a6',
  removed: '#ff9b90',
};

function theme(name: string, type: 'dark' | 'light', palette: Palette): Theme {
  const scopes: readonly (readonly [string[], string, string?])[] = [
    [['comment', 'punctuation.definition.comment'], palette.faint, 'italic'],
    [['punctuation', 'meta.brace', 'keyword.operator'], palette.faint],
    [['entity.name.tag', 'support.class', 'entity.name.type', 'support.type.property-name'], palette.name],
    [['entity.name.function', 'support.function', 'entity.name.command'], palette.name],
    [['entity.other.attribute-name', 'variable.other.readwrite', 'variable.parameter'], palette.attribute],
    [['constant.other.option', 'variable.other.normal'], palette.attribute],
    [['string', 'punctuation.definition.string', 'markup.inline.raw'], palette.value],
    // Arguments of a command are no quoted strings, though grammars call them so.
    [['string.unquoted'], palette.ink],
    [['keyword', 'storage', 'constant.language'], palette.keyword],
    [['constant.numeric', 'constant.character'], palette.number],
    [['markup.inserted'], palette.added],
    [['markup.deleted'], palette.removed],
    [['meta.diff.header', 'meta.diff.range'], palette.faint],
  ];
  return {
    name,
    type,
    colors: { 'editor.background': palette.paper, 'editor.foreground': palette.ink },
    settings: [
      { settings: { background: palette.paper, foreground: palette.ink } },
      ...scopes.map(([scope, foreground, fontStyle]) => ({
        scope,
        settings: { foreground, ...(fontStyle !== undefined && { fontStyle }) },
      })),
    ],
  };
}

export const codeThemes = [theme('stanzabox-dark', 'dark', dark), theme('stanzabox-light', 'light', light)];

/** The colour of plain code in each theme. */
export const plainColours = [dark.ink, light.ink];
