import { describe, expect, it } from 'vitest';
import { dividerShortcuts, nameOfKey } from '../../playground/console/late-shortcuts.ts';
import { commandIn } from '../../playground/console/shortcuts.ts';
import { clampPane, readPanes, stylesOf } from '../../playground/console/state/panes.ts';

describe('sizes of the parts of the console', () => {
  it('come back as they were kept', () => {
    const sizes = { accounts: 12.5, editor: 60, tools: 40 };
    expect(readPanes(JSON.stringify(sizes))).toEqual(sizes);
    expect(stylesOf(sizes)).toBe('--accounts:12.5%;--editor:60fr;--transcript:40fr;--tools:40%');
  });

  it.each([
    null,
    '',
    'no JSON',
    '[]',
    'null',
    '7',
    '{"accounts":"12;}*{display:none}"}',
    '{"tools":null}',
    '{"__proto__":{"tools":5}}',
  ])('are the usual ones when %j is kept', (kept) => {
    expect(stylesOf(readPanes(kept))).toBe('');
  });

  it('stay within their limits', () => {
    expect(readPanes('{"tools":1e9,"editor":-4}')).toEqual({ tools: 75, editor: 20 });
    expect(clampPane('accounts', 20.04)).toBe(20);
  });
});

describe('the keys of a divider', () => {
  const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

  it('are each there once, with a name as on a keyboard', () => {
    const keys = dividerShortcuts.flatMap((one) => one.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.map(nameOfKey)).toEqual(['←', '↓', '→', '↑', 'Home', 'End', 'Enter']);
  });

  it('leave the combinations of the browser alone', () => {
    expect(commandIn(dividerShortcuts, { ...bare, key: 'ArrowLeft' })).toBe('less');
    expect(commandIn(dividerShortcuts, { ...bare, key: 'ArrowLeft', altKey: true })).toBeUndefined();
  });
});
