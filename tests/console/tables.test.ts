import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as late from '../../playground/console/late-shortcuts.ts';
import { limits } from '../../playground/console/limits.ts';
import {
  type Binding,
  commandIn,
  commandOf,
  keysOf,
  menuShortcuts,
  shortcuts,
  tabShortcuts,
} from '../../playground/console/shortcuts.ts';
import { keep, load, storageKeys } from '../../playground/console/storage.ts';

const { entryShortcuts } = late;
const tables: Readonly<Record<string, readonly Binding[]>> = {
  menuShortcuts,
  tabShortcuts,
  entryShortcuts,
  searchShortcuts: late.searchShortcuts,
  suggestionShortcuts: late.suggestionShortcuts,
  namingShortcuts: late.namingShortcuts,
  logShortcuts: late.logShortcuts,
  shellShortcuts: late.shellShortcuts,
  shellEnd: [late.shellEnd],
  dividerShortcuts: late.dividerShortcuts,
};

const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the tables of the console', () => {
  it('cannot be changed', () => {
    for (const table of [
      limits,
      shortcuts,
      storageKeys,
      late.shellEnd,
      ...Object.values({ ...tables, shellEnd: shortcuts }),
    ])
      expect(Object.isFrozen(table)).toBe(true);
  });

  it('has each key once', () => {
    const keys = shortcuts.map((shortcut) => keysOf(shortcut, false));
    expect(new Set(keys).size).toBe(keys.length);
    for (const table of Object.values(tables)) {
      const all = table.flatMap((one) => late.namesOf(one, false).split(' '));
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('sends with Ctrl or Cmd and Enter, and with nothing else', () => {
    expect(commandOf({ ...bare, key: 'Enter', ctrlKey: true })).toBe('send');
    expect(commandOf({ ...bare, key: 'Enter', metaKey: true })).toBe('send');
    expect(commandOf({ ...bare, key: 'Enter' })).toBeUndefined();
    expect(commandOf({ ...bare, key: 'Enter', ctrlKey: true, altKey: true })).toBeUndefined();
  });

  it('leaves the keys of the browser alone in the transcript', () => {
    expect(commandIn(entryShortcuts, { ...bare, key: 'c' })).toBe('copy');
    expect(commandIn(entryShortcuts, { ...bare, key: 'c', ctrlKey: true })).toBeUndefined();
  });

  it('tells keys with Shift and Ctrl from those without', () => {
    expect(commandIn(entryShortcuts, { ...bare, key: 'ArrowDown' })).toBe('next');
    expect(commandIn(entryShortcuts, { ...bare, key: 'ArrowDown', shiftKey: true })).toBe('select-next');
    expect(commandIn(entryShortcuts, { ...bare, key: 'a', metaKey: true })).toBe('select-all');
    expect(commandIn(entryShortcuts, { ...bare, key: 'a' })).toBeUndefined();
    expect(commandOf({ ...bare, key: ' ', ctrlKey: true })).toBe('complete');
    // Cmd+Space is the Mac's own.
    expect(commandOf({ ...bare, key: ' ', metaKey: true })).toBeUndefined();
  });

  it('are all in the help, with their names', () => {
    const groups = late.shortcutGroups(false);
    for (const table of Object.values(tables)) {
      const line = table.map((one) => late.namesOf(one, false)).join('\n');
      const shown = groups.map(({ lines }) => lines.map(({ keys }) => keys).join('\n'));
      expect(
        shown.some((each) => each.includes(line)),
        line,
      ).toBe(true);
    }
    expect(groups.flatMap(({ lines }) => lines.filter(({ what }) => what === ''))).toEqual([]);
    const all = groups.flatMap(({ lines }) => lines.map(({ keys }) => keys));
    expect(all).toEqual(expect.arrayContaining(['Ctrl+Space', 'Space', 'Ctrl+A', 'Shift+↓', '→', 'Ctrl+C']));
    expect(late.shortcutGroups(true).flatMap(({ lines }) => lines.map(({ keys }) => keys))).toEqual(
      expect.arrayContaining(['⌘Enter', 'Ctrl+Space', 'Ctrl+C', '⌘A']),
    );
  });

  it('are the only place where a key is named: whoever handles one asks a table', () => {
    const folder = new URL('../../playground/console/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(ts|svelte)$/.test(file),
    );
    const handlers = files.filter((file) => /keydown/i.test(readFileSync(new URL(file, folder), 'utf8')));
    expect(handlers.length).toBeGreaterThan(8);
    const others = handlers.filter((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const asks = /command(In|Of)\(/.test(text);
      const readsOne = /\.(key|code|which|keyCode)\b|\{ key\b/.test(text);
      // Who only hears that some key was pressed has none to ask for.
      return (readsOne && !asks) || /\bkey\s*[!=]==|\[event\.key\]|event\.(code|which|keyCode)\b/.test(text);
    });
    expect(others).toEqual([]);
  });

  it('goes on without storage', () => {
    expect(keep('drafts', 'x')).toBe('blocked');
    expect(load('drafts')).toBeNull();
  });
});
