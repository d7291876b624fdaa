import { editor } from 'monaco-editor/editor';

/** The site's colours, by the names under which its stylesheet has them. */
const names = [
  'paper',
  'ink',
  'text',
  'faint',
  'line',
  'line-strong',
  'accent',
  'accent-soft',
  'raised',
  'good',
  'info',
  'warn',
  'plum',
  'bad',
] as const;

type Colours = Record<(typeof names)[number], string>;

/** Makes the page's present colours Monaco's, and follows the reader's choice of light or dark. Returns the way to stop. */
export function followPageTheme(): () => void {
  const apply = (): void => {
    const isLight = document.documentElement.dataset.theme === 'light';
    defineTheme(isLight, readColours());
    editor.setTheme('stanzabox');
  };
  apply();
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

function defineTheme(isLight: boolean, colours: Colours): void {
  const rule = (token: string, colour: string) => ({ token, foreground: colour.slice(1) });
  editor.defineTheme('stanzabox', {
    base: isLight ? 'vs' : 'vs-dark',
    // Monaco's own rules for XML would win over ours.
    inherit: false,
    rules: [
      rule('', colours.text),
      rule('tag', colours.good),
      rule('metatag', colours.good),
      rule('delimiter', colours.faint),
      rule('attribute.name', colours.info),
      rule('attribute.value', colours.warn),
      rule('string', colours.warn),
      rule('comment', colours.faint),
      rule('keyword', colours.plum),
      rule('number', colours.info),
    ],
    colors: {
      'editor.background': colours.paper,
      'editor.foreground': colours.text,
      'editorLineNumber.foreground': colours.faint,
      'editorLineNumber.activeForeground': colours.ink,
      'editorCursor.foreground': colours.ink,
      'editor.selectionBackground': colours['accent-soft'],
      'editorError.foreground': colours.bad,
      'editorWidget.background': colours.raised,
      'editorWidget.border': colours['line-strong'],
      'editorHoverWidget.background': colours.raised,
      'editorHoverWidget.border': colours['line-strong'],
      focusBorder: colours.accent,
      'editorIndentGuide.background1': colours.line,
      'editorIndentGuide.activeBackground1': colours.line,
    },
  });
}

/**
 * Monaco needs #rrggbb; a stylesheet may say a colour in any way. An element's computed colour has no more variables in
 * it, and a canvas turns that into numbers.
 */
function readColours(): Colours {
  const probe = document.createElement('span');
  document.body.append(probe);
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const hex = (name: string): string => {
    if (context === null) return '#808080';
    probe.style.color = `var(--sb-${name}, grey)`;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  };
  const colours = Object.fromEntries(names.map((name) => [name, hex(name)])) as Colours;
  probe.remove();
  return colours;
}
