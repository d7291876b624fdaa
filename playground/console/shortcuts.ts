/**
 * Every key that the console acts on, and the site's own: bindings (Monaco's too), tooltips and the help list read these tables (late-shortcuts.ts
 * has those that the first paint does not need, and what each does in words). No key here is the only way to what it does.
 */

export type Command = 'send' | 'fix' | 'complete' | 'older' | 'newer' | 'next-region' | 'previous-region';

export interface Shortcut {
  readonly command: Command;
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
  readonly shift: boolean;
  /** Ctrl on a Mac too, where Cmd with this key is the system's. */
  readonly isControl?: true;
}

/** Few on purpose: browsers and screen readers own most combinations already. F6 moves between regions in both. */
export const shortcuts: readonly Shortcut[] = Object.freeze([
  { command: 'send', key: 'Enter', mod: true, shift: false },
  { command: 'fix', key: '.', mod: true, shift: false },
  {
    command: 'complete',
    key: ' ',
    mod: true,
    shift: false,
    isControl: true,
  },
  { command: 'older', key: 'ArrowUp', mod: true, shift: false },
  { command: 'newer', key: 'ArrowDown', mod: true, shift: false },
  {
    command: 'next-region',
    key: 'F6',
    mod: false,
    shift: false,
  },
  { command: 'previous-region', key: 'F6', mod: false, shift: true },
]);

export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Keys that do one thing in one part of the page. */
export interface Binding<Command extends string = string> {
  readonly command: Command;
  readonly keys: readonly string[];
  /** Ctrl, or Cmd on a Mac. */
  readonly mod?: boolean;
  /** Absent: with Shift or without. */
  readonly shift?: boolean;
}

/** What a key means by a table: the first line that it fits. */
export function commandIn<Command extends string>(
  table: readonly Binding<Command>[],
  event: Keys,
): Command | undefined {
  if (event.altKey) return undefined;
  const isMod = event.ctrlKey || event.metaKey;
  return table.find(
    ({ keys, mod = false, shift }) =>
      keys.includes(event.key) && mod === isMod && (shift === undefined || shift === event.shiftKey),
  )?.command;
}

export type TabCommand = 'next' | 'previous' | 'first' | 'last' | 'close';

/** In the tabs of the server. Escape works inside a panel too. */
export const tabShortcuts: readonly Binding<TabCommand>[] = Object.freeze([
  { command: 'next', keys: ['ArrowRight'], shift: false },
  { command: 'previous', keys: ['ArrowLeft'], shift: false },
  { command: 'first', keys: ['Home'], shift: false },
  { command: 'last', keys: ['End'], shift: false },
  { command: 'close', keys: ['Escape'], shift: false },
]);

export const menuShortcuts: readonly Binding<'close'>[] = Object.freeze([{ command: 'close', keys: ['Escape'] }]);

export function commandOf(event: Keys): Command | undefined {
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) return undefined;
  return shortcuts.find(
    (one) => one.key === event.key && one.mod === (one.isControl ? event.ctrlKey : mod) && one.shift === event.shiftKey,
  )?.command;
}

export function shortcutOf(command: Command): Shortcut {
  const found = shortcuts.find((one) => one.command === command);
  if (found === undefined) throw new Error(`No key is set for the command ${command}.`);
  return found;
}

/** `Ctrl+Enter`, or `⌘Enter` on a Mac. */
export function keysOf(
  { key, mod, shift, isControl }: Pick<Shortcut, 'key' | 'mod' | 'shift' | 'isControl'>,
  mac: boolean,
): string {
  return `${mod ? (mac && !isControl ? '⌘' : 'Ctrl+') : ''}${shift ? 'Shift+' : ''}${key === ' ' ? 'Space' : key}`;
}
