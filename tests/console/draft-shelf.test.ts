import { afterEach, describe, expect, it, vi } from 'vitest';
import { takeFromShelf } from '../../playground/console/state/draft-shelf.ts';
import * as book from '../../playground/console/state/drafts.ts';
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

/** What is in the editor when the part comes: one draft, with the first text or with what was typed over it. */
function present(text: string): book.Drafts {
  return book.typed(book.newDrafts(book.newDraft('p', first, { kind: 'template' })), text);
}

const textsOf = ({ list }: book.Drafts): readonly string[] => list.map(({ text }) => text);

const kept = JSON.stringify({ list: [{ id: 'k', text: '<message/>' }], open: 'k' });

describe('what a tab finds when the part that keeps drafts comes', () => {
  it('leaves whoever writes already in the same document, so that the caret stays', () => {
    for (const found of [{}, { early: ['<a/>'] }, { drafts: kept }, { early: ['<a/>'], drafts: kept }]) {
      shelf(found);
      const { drafts } = takeFromShelf(present('<presence/>'), first);
      expect(book.openDraft(drafts)).toMatchObject({ id: 'p', text: '<presence/>', given: first });
    }
  });

  it('leaves a first text that nobody changed in it too, when nothing is kept', () => {
    shelf();
    const { drafts } = takeFromShelf(present(first), first);
    expect(drafts.list.map(({ id, text }) => [id, text])).toEqual([['p', first]]);
  });

  it('opens what was written early or kept, each in a draft of its own', () => {
    shelf({ early: ['<a/>', '<b/>'] });
    const early = takeFromShelf(present(first), first).drafts;
    expect(textsOf(early)).toEqual(['<a/>', '<b/>']);
    expect(new Set(early.list.map(({ id }) => id)).size).toBe(2);
    expect(book.openDraft(early).text).toBe('<b/>');
    shelf({ drafts: kept });
    expect(book.openDraft(takeFromShelf(present(first), first).drafts).id).toBe('k');
  });

  it('keeps every draft that was begun before it came, and the one that is open', () => {
    const two = book.typed(book.added(present('<presence/>'), book.newDraft('q', '', { kind: 'own' })), '<message/>');
    for (const [found, before] of [
      [{}, []],
      [{ early: ['<a/>'] }, ['<a/>']],
      [{ early: ['<a/>'], drafts: kept }, ['<message/>', '<a/>']],
    ] as const) {
      for (const open of ['p', 'q']) {
        shelf(found);
        const { drafts, offered } = takeFromShelf(book.chosen(two, open), first);
        expect(textsOf(drafts)).toEqual([...before, '<presence/>', '<message/>']);
        expect(drafts.open).toBe(open);
        expect(offered).toBeNull();
      }
    }
  });

  it('keeps what was replaced or closed before it came, so that it can be put back', () => {
    const replaced = book.put(present('<presence/>'), '<b/>', { kind: 'history' }, 'r');
    const closed = book.closed(book.added(replaced, { ...book.newDraft('q', '', { kind: 'own' }), text: '<c/>' }), 'q');
    shelf({ drafts: kept });
    const { drafts } = takeFromShelf(closed, first);
    expect(book.openDraft(book.putBack(drafts)).text).toBe('<presence/>');
    expect(book.openDraft(book.reopened(drafts)).text).toBe('<c/>');
  });

  it('leaves a draft that is still empty open beside what was kept', () => {
    const empty = book.added(present(first), book.newDraft('q', '', { kind: 'own' }));
    shelf({ drafts: kept });
    const { drafts } = takeFromShelf(empty, first);
    expect(textsOf(drafts)).toEqual(['<message/>', '']);
    expect(drafts.open).toBe('q');
  });
});
