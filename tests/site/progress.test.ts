import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  exportProgress,
  forgetProgress,
  importProgress,
  markDone,
  progressOf,
  readProgress,
} from '../../src/site/progress/index.ts';

let kept: Map<string, string>;

function storage(setItem = (key: string, value: string): void => void kept.set(key, value)): Storage {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem,
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', storage());
});
afterEach(() => vi.unstubAllGlobals());

const [early, late] = [new Date('2026-11-27T08:00:00Z'), new Date('2026-11-28T08:00:00Z')];

describe('progress', () => {
  it('keeps what is done, and when it was done first', () => {
    expect(markDone('recipes/block', early)).toBeNull();
    expect(markDone('recipes/block', late)).toBeNull();
    expect(progressOf()).toEqual({ 'recipes/block': early.toISOString() });
  });

  it('goes to another browser as a file, where the earlier time counts', () => {
    markDone('recipes/block', late);
    markDone('recipes/message', early);
    const file = exportProgress(progressOf());
    kept.clear();
    markDone('recipes/block', early);
    expect(importProgress(file)).toEqual({ ok: true, added: 1 });
    expect(progressOf()).toEqual({ 'recipes/block': early.toISOString(), 'recipes/message': early.toISOString() });
  });

  it('forgets all', () => {
    markDone('recipes/block', early);
    expect(forgetProgress()).toBeNull();
    expect(progressOf()).toEqual({});
  });

  it.each([
    ['full', new DOMException('', 'QuotaExceededError')],
    ['blocked', new DOMException('', 'SecurityError')],
  ])('says that storage is %s', (why, error) => {
    vi.stubGlobal(
      'localStorage',
      storage(() => {
        throw error;
      }),
    );
    expect(markDone('recipes/block', early)).toBe(why);
    expect(importProgress(exportProgress({ 'recipes/block': early.toISOString() }))).toMatchObject({ ok: false });
  });

  it.each([
    ['no JSON', 'progress', /not JSON/],
    ['another file', '{"format":"other"}', /does not hold progress/],
    ['a list', '[]', /does not hold progress/],
    ['a later version', '{"format":"stanzabox-progress","version":2,"done":{}}', /newer version/],
    ['no pages', '{"format":"stanzabox-progress","version":1}', /no page with a time/],
    ['a page without a time', '{"format":"stanzabox-progress","version":1,"done":{"a":1}}', /no page with a time/],
    ['a page that is none', exportProgress({ '<b>': early.toISOString() }), /no page with a time/],
    ['a file without an end', `"${'x'.repeat(1_000_001)}`, /longer/],
  ])('refuses %s and says what to do', (_, text, plain) => {
    const read = readProgress(text);
    expect('plain' in read ? read.plain : '').toMatch(plain);
    expect('plain' in read ? read.plain : '').toMatch(/Choose the file|Reload the page|Export the file again/);
  });

  it('takes what other hands changed as far as it can be read', () => {
    kept.set('stanzabox:progress', `{"recipes/block":"${early.toISOString()}","a":1,"../b":"${early.toISOString()}"}`);
    expect(progressOf()).toEqual({ 'recipes/block': early.toISOString() });
    kept.set('stanzabox:progress', '[');
    expect(progressOf()).toEqual({});
  });
});
