/**
 * Every key that the console acts on, and the site's own: bindings (Monaco's too), tooltips and the help list read these tables (late-shortcuts.ts
 * has those that the first paint does not need). No key here is the only way to what it does.
 */

export type Command = 'send' | 'fix' | 'older' | 'newer' | 'next-region' | 'previous-region';

export interface Shortcut {
  readonly command: Command;
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
  readonly shift: boolean;
  readonly what: string;
}

/** Few on purpose: browsers and screen readers own most combinations already. F6 moves between regions in both. */
export const shortcuts: readonly Shortcut[] = Object.freeze([
  { command: 'send', key: 'Enter', mod: true, shift: false, what: 'Send what is in the editor' },
  { command: 'fix', key: '.', mod: true, shift: false, what: 'Fix what is reported below the editor' },
  { command: 'older', key: 'ArrowUp', mod: true, shift: false, what: 'In the editor: the text that was sent before' },
  { command: 'newer', key: 'ArrowDown', mod: true, shift: false, what: 'In the editor: the text that was sent after it' },
  {
    command: 'next-region',
    key: 'F6',
    mod: false,
    shift: false,
    what: 'Next part: accounts, editor, transcript, tools',
  },
  { command: 'previous-region', key: 'F6', mod: false, shift: true, what: 'Previous part' },
]);

export type EntryCommand =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'expand'
  | 'partner'
  | 'copy'
  | 'resend'
  | 'edit'
  | 'search';

/** Keys inside the transcript, where an entry has the focus. */
export const entryShortcuts: readonly {
  readonly command: EntryCommand;
  readonly key: string;
  readonly what: string;
}[] = Object.freeze([
  { command: 'next', key: 'ArrowDown', what: 'Next entry' },
  { command: 'previous', key: 'ArrowUp', what: 'Previous entry' },
  { command: 'first', key: 'Home', what: 'First entry' },
  { command: 'last', key: 'End', what: 'Last entry' },
  { command: 'expand', key: 'Enter', what: 'Show all of it, or only the beginning' },
  { command: 'partner', key: 'p', what: 'Go to the reply, or to the request' },
  { command: 'copy', key: 'c', what: 'Copy it' },
  { command: 'resend', key: 'r', what: 'Send it again' },
  { command: 'edit', key: 'e', what: 'Open it in the editor' },
  { command: 'search', key: '/', what: 'Search the transcript' },
]);

export type TabCommand = 'next' | 'previous' | 'first' | 'last' | 'close';

/** In the tabs of the server. Escape works inside a panel too. */
export const tabShortcuts: readonly { readonly command: TabCommand; readonly key: string; readonly what: string }[] =
  Object.freeze([
    { command: 'next', key: 'ArrowRight', what: 'Next tab' },
    { command: 'previous', key: 'ArrowLeft', what: 'Previous tab' },
    { command: 'first', key: 'Home', what: 'First tab' },
    { command: 'last', key: 'End', what: 'Last tab' },
    { command: 'close', key: 'Escape', what: 'Close the panel' },
  ]);

export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function commandOf(event: Keys): Command | undefined {
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) return undefined;
  return shortcuts.find((one) => one.key === event.key && one.mod === mod && one.shift === event.shiftKey)?.command;
}

export function entryCommandOf(event: Keys): EntryCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return entryShortcuts.find(({ key }) => key === event.key)?.command;
}

export function tabCommandOf(event: Keys): TabCommand | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined;
  return tabShortcuts.find(({ key }) => key === event.key)?.command;
}

export function shortcutOf(command: Command): Shortcut {
  const found = shortcuts.find((one) => one.command === command);
  if (found === undefined) throw new Error(`No key is set for the command ${command}.`);
  return found;
}

/** `Ctrl+Enter`, or `⌘Enter` on a Mac. */
export function keysOf({ key, mod, shift }: Pick<Shortcut, 'key' | 'mod' | 'shift'>, mac: boolean): string {
  return `${mod ? (mac ? '⌘' : 'Ctrl+') : ''}${shift ? 'Shift+' : ''}${key}`;
}
