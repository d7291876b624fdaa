import { describe, expect, it } from 'vitest';
import { limits } from '../../playground/console/limits.ts';
import { commandOf, entryCommandOf, entryShortcuts, keysOf, shortcuts } from '../../playground/console/shortcuts.ts';
import { keep, load, storageKeys } from '../../playground/console/storage.ts';

const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the tables of the console', () => {
  it('cannot be changed', () => {
    for (const table of [limits, shortcuts, entryShortcuts, storageKeys]) expect(Object.isFrozen(table)).toBe(true);
  });

  it('has each key once', () => {
    const keys = shortcuts.map((shortcut) => keysOf(shortcut, false));
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(entryShortcuts.map(({ key }) => key)).size).toBe(entryShortcuts.length);
  });

  it('sends with Ctrl or Cmd and Enter, and with nothing else', () => {
    expect(commandOf({ ...bare, key: 'Enter', ctrlKey: true })).toBe('send');
    expect(commandOf({ ...bare, key: 'Enter', metaKey: true })).toBe('send');
    expect(commandOf({ ...bare, key: 'Enter' })).toBeUndefined();
    expect(commandOf({ ...bare, key: 'Enter', ctrlKey: true, altKey: true })).toBeUndefined();
  });

  it('leaves the keys of the browser alone in the transcript', () => {
    expect(entryCommandOf({ ...bare, key: 'c' })).toBe('copy');
    expect(entryCommandOf({ ...bare, key: 'c', ctrlKey: true })).toBeUndefined();
  });

  it('goes on without storage', () => {
    expect(keep('drafts', 'x')).toBe('blocked');
    expect(load('drafts')).toBeNull();
  });
});
