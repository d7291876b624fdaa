/** The keys that only parts which are loaded late need; shortcuts.ts has the others. The help list shows both. */
import {
  type Binding,
  type Command,
  keysOf,
  menuShortcuts,
  shortcuts,
  type TabCommand,
  tabShortcuts,
} from './shortcuts.ts';

/** A line of the help. */
export interface Told<Command extends string = string> extends Binding<Command> {
  readonly what: string;
}

const words: Readonly<Record<Command, string>> = {
  send: 'Send what is in the editor',
  fix: 'Fix what is reported below the editor',
  complete: 'In the editor: suggest what can be written here',
  older: 'In the editor: the previous text that was sent',
  newer: 'In the editor: the next text that was sent',
  'next-region': 'Next part: accounts, editor, transcript, tools',
  'previous-region': 'Previous part',
};

const tabWords: Readonly<Record<TabCommand, string>> = {
  next: 'Next tab',
  previous: 'Previous tab',
  first: 'First tab',
  last: 'Last tab',
  close: 'Close the panel',
};

export type EntryCommand =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'expand'
  | 'inward'
  | 'outward'
  | 'select'
  | 'select-next'
  | 'select-previous'
  | 'select-all'
  | 'leave'
  | 'partner'
  | 'copy'
  | 'resend'
  | 'edit'
  | 'search';

/** Keys inside the transcript, where an entry has the focus. */
export const entryShortcuts: readonly Told<EntryCommand>[] = Object.freeze([
  { command: 'select-next', keys: ['ArrowDown'], shift: true, what: 'Select the next entry too' },
  { command: 'select-previous', keys: ['ArrowUp'], shift: true, what: 'Select the previous entry too' },
  { command: 'next', keys: ['ArrowDown'], what: 'Next entry' },
  { command: 'previous', keys: ['ArrowUp'], what: 'Previous entry' },
  { command: 'first', keys: ['Home'], what: 'First entry' },
  { command: 'last', keys: ['End'], what: 'Last entry' },
  { command: 'expand', keys: ['Enter'], what: 'Show all of it, or only the beginning' },
  { command: 'inward', keys: ['ArrowRight'], what: 'Open it; when open, go from name to name, which explains each' },
  { command: 'outward', keys: ['ArrowLeft'], what: 'Previous name; on the entry itself, close it' },
  { command: 'select', keys: [' '], what: 'Select or deselect it' },
  { command: 'select-all', keys: ['a'], mod: true, what: 'Select all entries' },
  { command: 'leave', keys: ['Escape'], what: 'Clear the selection; from a name, go back to the entry' },
  { command: 'partner', keys: ['p'], what: 'Go to the reply, or to the request' },
  { command: 'copy', keys: ['c'], what: 'Copy it' },
  { command: 'resend', keys: ['r'], what: 'Send it again' },
  { command: 'edit', keys: ['e'], what: 'Open it in the editor' },
  { command: 'search', keys: ['/'], what: 'Search the transcript' },
]);

export const searchShortcuts: readonly Told<'next' | 'previous' | 'clear'>[] = Object.freeze([
  { command: 'previous', keys: ['Enter'], shift: true, what: 'Previous entry that was found' },
  { command: 'next', keys: ['Enter'], what: 'Next entry that was found' },
  { command: 'clear', keys: ['Escape'], what: 'Clear the search' },
]);

/** In the editor, while it suggests what can be written. */
export const suggestionShortcuts: readonly Told<
  'next' | 'previous' | 'next-page' | 'previous-page' | 'take' | 'close'
>[] = Object.freeze([
  { command: 'next', keys: ['ArrowDown'], shift: false, what: 'Next suggestion' },
  { command: 'previous', keys: ['ArrowUp'], shift: false, what: 'Previous suggestion' },
  { command: 'next-page', keys: ['PageDown'], shift: false, what: 'Ten further down' },
  { command: 'previous-page', keys: ['PageUp'], shift: false, what: 'Ten further up' },
  { command: 'take', keys: ['Enter', 'Tab'], shift: false, what: 'Insert the suggestion' },
  { command: 'close', keys: ['Escape'], shift: false, what: 'Close the suggestions' },
]);

/** Where a draft gets its name. */
export const namingShortcuts: readonly Told<'finish' | 'leave'>[] = Object.freeze([
  { command: 'finish', keys: ['Enter'], what: 'Keep the name' },
  { command: 'leave', keys: ['Escape'], what: 'Keep the old name' },
]);

export const logShortcuts: readonly Told<'enter' | 'next' | 'previous'>[] = Object.freeze([
  { command: 'enter', keys: ['Enter'], what: 'Go to the last line' },
  { command: 'next', keys: ['ArrowDown'], what: 'Next line, and what it means' },
  { command: 'previous', keys: ['ArrowUp'], what: 'Previous line' },
]);

export const shellShortcuts: readonly Told<'earlier' | 'later'>[] = Object.freeze([
  { command: 'earlier', keys: ['ArrowUp'], what: 'Previous command' },
  { command: 'later', keys: ['ArrowDown'], what: 'Next command' },
]);

/** As in a terminal: Ctrl on a Mac too. */
export const shellEnd: Told<'end'> = Object.freeze({
  command: 'end',
  keys: ['c'],
  mod: true,
  what: 'Stop a command that keeps running, such as watch:log()',
});

/** On a line between two parts of the console (ARIA window splitter). The arrows are those that point across the line. */
export const dividerShortcuts: readonly Told<'less' | 'more' | 'least' | 'most' | 'usual'>[] = Object.freeze([
  { command: 'less', keys: ['ArrowLeft', 'ArrowDown'], what: 'Smaller' },
  { command: 'more', keys: ['ArrowRight', 'ArrowUp'], what: 'Larger' },
  { command: 'least', keys: ['Home'], what: 'As small as possible' },
  { command: 'most', keys: ['End'], what: 'As large as possible' },
  { command: 'usual', keys: ['Enter'], what: 'The default size' },
]);

/** On every page. */
export const siteShortcuts: readonly { readonly key: string; readonly mod: boolean; readonly what: string }[] =
  Object.freeze([
    { key: 'k', mod: true, what: 'Search the site' },
    { key: '/', mod: false, what: 'Search the site, when no text field and no entry has the focus' },
  ]);

/** All keys, by where they work, for the help. */
export function shortcutGroups(
  mac: boolean,
): readonly { readonly where: string; readonly lines: readonly { readonly keys: string; readonly what: string }[] }[] {
  const lines = (table: readonly Told[]) => table.map((one) => ({ keys: namesOf(one, mac), what: one.what }));
  return [
    { where: '', lines: shortcuts.map((one) => ({ keys: keysOf(withName(one), mac), what: words[one.command] })) },
    { where: 'In the editor, among suggestions', lines: lines(suggestionShortcuts) },
    { where: 'In the name of a draft', lines: lines(namingShortcuts) },
    { where: 'On an entry of the transcript', lines: lines(entryShortcuts) },
    { where: 'In the search of the transcript', lines: lines(searchShortcuts) },
    {
      where: 'In the tabs of the server',
      lines: lines(tabShortcuts.map((one) => ({ ...one, what: tabWords[one.command] }))),
    },
    { where: 'In the log', lines: lines(logShortcuts) },
    { where: 'In the shell', lines: [...lines(shellShortcuts), ...lines([shellEnd]).map(onMacToo)] },
    { where: 'On the divider between two parts', lines: lines(dividerShortcuts) },
    { where: 'In a menu', lines: lines(menuShortcuts.map((one) => ({ ...one, what: 'Close it' }))) },
    {
      where: 'On every page',
      lines: siteShortcuts.map((one) => ({ keys: keysOf({ ...withName(one), shift: false }, mac), what: one.what })),
    },
  ];
}

const withName = <One extends { readonly key: string }>(one: One): One => ({ ...one, key: nameOfKey(one.key) });
const onMacToo = <Line extends { readonly keys: string }>(line: Line): Line => ({
  ...line,
  keys: line.keys.replace('⌘', 'Ctrl+'),
});

/** The keys of a line as they stand on a keyboard: `Shift+↓`, `Ctrl+A`. */
export function namesOf({ keys, mod = false, shift = false }: Binding, mac: boolean): string {
  return keys.map((key) => keysOf({ key: nameOfKey(key), mod, shift }, mac)).join(' ');
}

/** As it stands on a keyboard: `→` for ArrowRight, `P` for p. */
export function nameOfKey(key: string): string {
  const names: Readonly<Record<string, string>> = {
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    ' ': 'Space',
  };
  return names[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
