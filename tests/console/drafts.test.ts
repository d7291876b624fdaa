import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../playground/console/limits.ts';
import {
  added,
  chosen,
  closed,
  type Drafts,
  isOwn,
  named,
  newDraft,
  newDrafts,
  type Origin,
  openDraft,
  put,
  putBack,
  reopened,
  typed,
} from '../../playground/console/state/drafts.ts';
import { forKeeping, readDrafts, readLeft, withLeft } from '../../playground/console/state/kept-drafts.ts';

const template: Origin = { kind: 'template', title: 'Ping' };
const recipe = (title: string): Origin => ({ kind: 'link', title });
const begin = (): Drafts => newDrafts(newDraft('1', '<a/>', template));
const textsOf = ({ list }: Drafts): readonly string[] => list.map(({ text }) => text);

describe('drafts', () => {
  it('takes a second recipe as what is to be sent, when the first was not changed', () => {
    const first = put(begin(), '<first/>', recipe('A'), '2');
    const second = put(first, '<second/>', recipe('B'), '3');
    expect(textsOf(second)).toEqual(['<second/>']);
  });

  it('keeps that a text was given over a visit', () => {
    const kept = readDrafts(JSON.stringify(forKeeping(put(begin(), '<first/>', recipe('A'), '2'))));
    expect(kept && isOwn(openDraft(kept))).toBe(false);
    expect(kept && textsOf(put(kept, '<second/>', recipe('B'), '3'))).toEqual(['<second/>']);
  });

  it('opens a link beside what the reader wrote', () => {
    const drafts = put(typed(begin(), '<own/>'), '<linked/>', recipe('A'), '2');
    expect(textsOf(drafts)).toEqual(['<own/>', '<linked/>']);
    expect(openDraft(drafts).text).toBe('<linked/>');
  });

  it('goes on through a recipe in one draft, though its values were filled in', () => {
    let drafts = put(begin(), '<step n="{x}"/>', recipe('A'), '2');
    drafts = typed(drafts, '<step n="1"/>');
    drafts = put(drafts, '<next/>', recipe('A'), '3');
    expect(textsOf(drafts)).toEqual(['<next/>']);
    expect(openDraft(putBack(drafts)).text).toBe('<step n="1"/>');
  });

  it('lets a template take the place of own text, which can be put back and is own again', () => {
    const drafts = put(typed(begin(), '<own/>'), '<b/>', template, '2');
    expect(textsOf(drafts)).toEqual(['<b/>']);
    const back = openDraft(putBack(drafts));
    expect([back.text, isOwn(back), back.replaced]).toEqual(['<own/>', true, []]);
  });

  it('does not keep twice what undo brings back', () => {
    const drafts = typed(put(typed(begin(), '<own/>'), '<b/>', template, '2'), '<own/>');
    expect([openDraft(drafts).replaced, isOwn(openDraft(drafts))]).toEqual([[], true]);
  });

  it('closes a draft, opens its neighbour, and opens it again', () => {
    let drafts = typed(added(begin(), newDraft('2', '', { kind: 'own' })), '<own/>');
    drafts = closed(named(drafts, ' mine '), '2');
    expect([drafts.open, textsOf(drafts)]).toEqual(['1', ['<a/>']]);
    expect(closed(drafts, '1')).toBe(drafts);
    expect(openDraft(reopened(drafts))).toMatchObject({ id: '2', name: 'mine', text: '<own/>' });
    expect(chosen(drafts, 'nowhere')).toBe(drafts);
  });

  it('never loses an own text, whatever is done', () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant('type' as const), text: fc.string({ minLength: 1 }) }),
      fc.record({
        do: fc.constant('put' as const),
        text: fc.string(),
        kind: fc.constantFrom('template', 'link', 'transcript'),
      }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: limits.replaced }), (actions) => {
        let drafts = begin();
        actions.forEach((each, index) => {
          const before = openDraft(drafts);
          if (each.do === 'type') drafts = typed(drafts, each.text);
          else {
            drafts = put(drafts, each.text, { kind: each.kind as Origin['kind'], title: each.text }, `new-${index}`);
            const still = drafts.list.flatMap(({ text, replaced }) => [text, ...replaced]);
            if (isOwn(before)) expect(still).toContain(before.text);
          }
        });
        expect(readDrafts(JSON.stringify(drafts))).toEqual(drafts);
      }),
    );
  });
});

describe('what is kept', () => {
  it('is checked, because it may be anything', () => {
    for (const kept of [null, '', '{', '[]', '{"list":[]}', '{"list":[{"id":1}]}', '{"list":[{"id":"1"}]}']) {
      expect(readDrafts(kept)).toBeNull();
    }
    const odd = readDrafts('{"list":[{"id":"1","text":"a","origin":{"kind":"x"},"replaced":[1,"b"]}],"open":7}');
    expect(odd).toEqual({
      list: [{ id: '1', name: '', text: 'a', origin: { kind: 'own' }, given: '', replaced: ['b'] }],
      open: '1',
    });
    fc.assert(fc.property(fc.json(), (json) => void [readDrafts(json), readLeft(json)]));
  });

  it('leaves out what is too long, and keeps the rest', () => {
    const long = 'x'.repeat(limits.draft + 1);
    const drafts = added(typed(begin(), long), newDraft('2', '<b/>', template));
    expect(textsOf(forKeeping(drafts))).toEqual(['', '<b/>']);
  });

  it('has no password in it', () => {
    const secret = '<iq id="1"><query xmlns="jabber:iq:register"><password>balcony</password></query></iq>';
    const drafts = put(typed(begin(), secret), '<b/>', template, '2');
    expect(JSON.stringify(forKeeping(drafts))).not.toContain('balcony');
    const halfWritten = typed(begin(), secret.slice(0, -5));
    expect(JSON.stringify(withLeft([], halfWritten, [], 1))).not.toContain('balcony');
    expect(JSON.stringify(withLeft([], typed(begin(), secret), [], 1))).toContain('{password}');
  });

  it('offers the latest own text of any tab, and one tab does not touch what another left', () => {
    const mine = withLeft([], typed(begin(), '<mine/>'), [], 1);
    const both = withLeft(mine, typed(newDrafts(newDraft('2', '', { kind: 'own' })), '<other/>'), [], 2);
    expect(both.map(({ text }) => text)).toEqual(['<other/>', '<mine/>']);
    const later = withLeft(both, typed(begin(), '<changed/>'), [], 3);
    expect(readLeft(JSON.stringify(later)).map(({ text }) => text)).toEqual(['<changed/>', '<other/>']);
    expect(withLeft(later, begin(), ['2'], 4)).toEqual([]);
  });
});
