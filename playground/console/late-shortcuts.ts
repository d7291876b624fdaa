/** The keys that only parts which are loaded late need; shortcuts.ts has the others. The help list shows both. */
import type { Keys } from './shortcuts.ts';

export type DividerCommand = 'less' | 'more' | 'least' | 'most' | 'usual';

/** On a line between two parts of the console (ARIA window splitter). The arrows are those that point across the line. */
export const dividerShortcuts: readonly {
  readonly command: DividerCommand;
  readonly keys: readonly string[];
  readonly what: string;
}[] = Object.freeze([
  { command: 'less', keys: ['ArrowLeft', 'ArrowDown'], what: 'Smaller' },
  { command: 'more', keys: ['ArrowRight', 'ArrowUp'], what: 'Larger' },
  { command: 'least', keys: ['Home'], what: 'As small as it gets' },
  { command: 'most', keys: ['End'], what: 'As large as it gets' },
  { command: 'usual', keys: ['Enter'], what: 'The usual size' },
]);

/** On every page. */
export const siteShortcuts: readonly { readonly key: string; readonly mod: boolean; readonly what: string }[] =
  Object.freeze([
    { key: 'k', mod: true, what: 'Search the site' },
    { key: '/', mod: false, what: 'Search the site, when no text field and no entry has the focus' },
  ]);

export function dividerCommandOf(event: Keys): DividerCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return dividerShortcuts.find(({ keys }) => keys.includes(event.key))?.command;
}

/** As it stands on a keyboard: `→` for ArrowRight, `P` for p. */
export function nameOfKey(key: string): string {
  const arrows: Readonly<Record<string, string>> = {
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
  };
  return arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
