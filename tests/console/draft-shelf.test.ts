import { afterEach, describe, expect, it, vi } from 'vitest';
import { takeFromShelf } from '../../playground/console/state/draft-shelf.ts';
import { openDraft } from '../../playground/console/state/drafts.ts';
import { keep } from '../../playground/console/storage.ts';

const first = '<iq/>';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

afterEach(() => vi.unstubAllGlobals());

function shelf(kept: { readonly early?: readonly string[]; readonly drafts?: string } = {}): void {
  vi.stubGlobal('sessionStorage', storage());
  vi.stubGlobal('localStorage', storage());
  if (kept.early) keep('early', JSON.stringify(kept.early));
  if (kept.drafts) keep('drafts', kept.drafts);
}

const kept = JSON.stringify({ list: [{ id: 'k', text: '<message/>' }], open: 'k' });

describe('what a tab finds when the part that keeps drafts comes', () => {
  it('leaves whoever writes already in the same document, so that the caret stays', () => {
    for (const found of [{}, { early: ['<a/>'] }, { drafts: kept }, { early: ['<a/>'], drafts: kept }]) {
      shelf(found);
      const { drafts } = takeFromShelf({ id: 'p', text: '<presence/>' }, first);
      expect(openDraft(drafts)).toMatchObject({ id: 'p', text: '<presence/>', given: first });
    }
  });

  it('leaves a first text that nobody changed in it too, when nothing is kept', () => {
    shelf();
    const { drafts } = takeFromShelf({ id: 'p', text: first }, first);
    expect(drafts.list.map(({ id, text }) => [id, text])).toEqual([['p', first]]);
  });

  it('opens what was written early or kept, each in a draft of its own', () => {
    shelf({ early: ['<a/>', '<b/>'] });
    const early = takeFromShelf({ id: 'p', text: first }, first).drafts;
    expect(early.list.map(({ text }) => text)).toEqual(['<a/>', '<b/>']);
    expect(new Set(early.list.map(({ id }) => id)).size).toBe(2);
    expect(openDraft(early).text).toBe('<b/>');
    shelf({ drafts: kept });
    expect(openDraft(takeFromShelf({ id: 'p', text: first }, first).drafts).id).toBe('k');
  });
});
