import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../playground/console/limits.ts';
import { bracket } from '../../playground/console/state/brackets.ts';
import { defaultFilter, everything } from '../../playground/console/state/filter.ts';
import { Journal } from '../../playground/console/state/journal.ts';
import { text, wordOf } from './entries.ts';

const ask = text({ text: '<iq type="get" id="1" to="montague.example"><query xmlns="jabber:iq:version"/></iq>' });
const reply = text({ direction: 'received', at: 1003, text: '<iq type="result" id="1" from="montague.example"/>' });
const header = text({ text: "<?xml version='1.0'?><stream:stream to='montague.example' version='1.0'>" });
const refusal = text({
  direction: 'received',
  text: "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>",
});
const message = text({ account: 'juliet', text: '<message to="romeo@montague.example"><body>Ay me!</body></message>' });

const presence = text({ direction: 'received', text: '<presence from="juliet@montague.example/balcony"/>' });
const away = text({
  direction: 'received',
  text: '<presence from="juliet@montague.example"><show>away</show></presence>',
});
const join = text({
  direction: 'received',
  text: '<presence from="yard@conference.montague.example/n"><x xmlns="http://jabber.org/protocol/muc#user"/></presence>',
});

const noPause = async (): Promise<void> => {};

function textsOf(journal: Journal): string[] {
  return journal.shown.map(wordOf);
}

describe('Journal', () => {
  it('numbers what comes and pairs a request with its reply', () => {
    const journal = new Journal();
    const [request, answer] = journal.append([ask, reply]);
    expect(journal.pairing(request?.id ?? 0)).toEqual({ kind: 'paired', partner: answer?.id, milliseconds: 3 });
    expect(journal.entry(answer?.id ?? 0)).toMatchObject({ text: reply.text });
  });

  it('hides what a session says by itself, but not when it is refused', () => {
    const journal = new Journal();
    journal.append([header, refusal, ask]);
    expect(textsOf(journal)).toEqual([refusal.text, ask.text]);
    expect(journal.size).toBe(3);
  });

  it('marks what has waited too long', () => {
    const journal = new Journal();
    journal.append([ask]);
    expect(journal.expire(1000 + 60_000)).toBe(true);
    expect(journal.pairing(1)).toMatchObject({ kind: 'timed-out' });
  });

  it.each([
    ['groups', { groups: new Set(['message'] as const) }, [message.text]],
    ['an account', { account: 'juliet' }, [message.text]],
    ['errors', { errorsOnly: true }, [refusal.text]],
    ['what was received', { direction: 'received' as const }, [reply.text, refusal.text]],
  ])('filters by %s, what is there and what comes', async (_name, change, expected) => {
    const all = [ask, reply, refusal, message];
    const before = new Journal();
    before.append(all);
    await before.setFilter({ ...defaultFilter, ...change }, noPause);
    const later = new Journal();
    await later.setFilter({ ...defaultFilter, ...change }, noPause);
    later.append(all);
    expect(textsOf(before)).toEqual(expected);
    expect(textsOf(later)).toEqual(expected);
  });

  it('finds the place of an entry among those that are shown', async () => {
    const journal = new Journal();
    journal.append([ask, message, reply, message, ask, message]);
    expect([0, 1, 2, 6, 7].map((id) => journal.indexOf(id))).toEqual([-1, 0, 1, 5, -1]);
    await journal.setFilter({ ...defaultFilter, account: 'juliet' }, noPause);
    expect([1, 2, 3, 4, 5, 6].map((id) => journal.indexOf(id))).toEqual([-1, 0, -1, 1, -1, 2]);
  });

  it('takes in what comes while a filter is being applied, and lets a newer filter win', async () => {
    const journal = new Journal();
    journal.append(Array.from({ length: limits.filterSlice * 2 + 1 }, () => ask));
    let pauses = 0;
    const slow = journal.setFilter({ ...defaultFilter, errorsOnly: true }, async () => {
      pauses += 1;
    });
    const fast = journal.setFilter({ ...defaultFilter, account: 'juliet' }, async () => {
      if (pauses === 1) journal.append([message, ask]);
      pauses += 1;
    });
    expect(await slow).toBe(false);
    expect(await fast).toBe(true);
    expect(textsOf(journal)).toEqual([message.text]);
  });

  it('drops the oldest tenth when it is full, and knows the rest by its number', () => {
    const journal = new Journal();
    for (let batch = 0; batch < limits.transcript / 1000; batch += 1) {
      journal.append(Array.from({ length: 1000 }, () => message));
    }
    const [last] = journal.append([ask]);
    expect(journal.size).toBe(limits.transcript * 0.9);
    expect(journal.shown).toHaveLength(limits.transcript * 0.9);
    expect(journal.entry(1)).toBeUndefined();
    expect(journal.entry(last?.id ?? 0)).toMatchObject({ text: ask.text });
    expect(journal.shown[0]?.id).toBe(limits.transcript * 0.1 + 2);
  });

  it('takes everything away when it is cleared, and brings it back', async () => {
    const journal = new Journal();
    journal.append([ask]);
    journal.clear();
    expect(textsOf(journal)).toEqual([]);
    const [answer] = journal.append([reply]);
    expect(journal.pairing(answer?.id ?? 0)).toMatchObject({ kind: 'paired', partner: 1 });
    await journal.restore(noPause);
    expect(textsOf(journal)).toEqual([ask.text, reply.text]);
    expect(journal.entry(1)).toMatchObject({ text: ask.text });
    expect(journal.isClearedNow).toBe(false);
  });

  it('counts what the filter hides, and nothing more', async () => {
    const journal = new Journal();
    journal.append([header, presence, presence, ask]);
    expect(journal.hidden).toBe(1);
    await journal.setFilter(everything, noPause);
    expect(journal.hidden).toBe(0);
  });

  it('shows what was sent by hand, of whatever kind it is and whatever the reader looked at before', async () => {
    const journal = new Journal();
    const sasl = text({
      text: '<authenticate xmlns="urn:xmpp:sasl:2" mechanism="PLAIN"><initial-response>AA==</initial-response></authenticate>',
    });
    journal.append([sasl, { ...sasl, byHand: true }]);
    expect(textsOf(journal)).toEqual([sasl.text]);
    await journal.setFilter({ ...defaultFilter, account: 'juliet' }, noPause);
    journal.append([ask, { ...ask, byHand: true }]);
    expect(textsOf(journal)).toEqual([ask.text]);
  });

  it('folds noise into one row until something else comes, and opens it', () => {
    const journal = new Journal();
    journal.append([presence, presence, ask, presence, { ...presence, byHand: true }, join, away]);
    expect(textsOf(journal)).toEqual(['2 folded', ask.text, '1 folded', presence.text, join.text, '1 folded']);
    journal.openFold(journal.shown[0]?.id ?? 0, true);
    expect(textsOf(journal).slice(0, 4)).toEqual(['2 folded', presence.text, presence.text, ask.text]);
    expect([journal.indexOf(1), journal.indexOf(4)]).toEqual([1, 4]);
    journal.openFold(journal.shown[0]?.id ?? 0, false);
    expect(journal.indexOf(2)).toBe(0);
    journal.append([away]);
    expect(textsOf(journal).at(-1)).toBe('2 folded');
  });

  it('has the rows that all entries make, whichever folds were opened and closed and whatever came meanwhile', async () => {
    const comes = fc.constantFrom(presence, away, ask, join);
    const steps = fc.array(fc.oneof(comes, fc.nat({ max: 8 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const journal = new Journal();
        for (const step of taken) {
          const folds = journal.shown.flatMap((row) => (row.kind === 'fold' ? [row] : []));
          const fold = typeof step === 'number' ? folds[step % Math.max(1, folds.length)] : undefined;
          if (typeof step !== 'number') journal.append([step]);
          else if (fold !== undefined) journal.openFold(fold.id, !fold.isOpen);
        }
        const [rows, hidden] = [[...journal.shown], journal.hidden];
        await journal.setFilter(defaultFilter, noPause);
        expect(journal.shown).toEqual(rows);
        expect(journal.hidden).toBe(hidden);
        for (const [index, row] of rows.entries()) expect(journal.indexOf(row.id)).toBe(index);
      }),
    );
  });

  it('says that the stream has ended, and joins no request of it with a later reply', () => {
    const journal = new Journal();
    journal.append([ask]);
    journal.happened({ kind: 'stream-ended', account: 'romeo', plain: '' }, 1001);
    journal.append([reply]);
    expect(journal.pairing(1)).toEqual({ kind: 'stream-ended' });
    const [, again] = journal.append([header, ask, reply]);
    expect(journal.pairing(again?.id ?? 0)).toMatchObject({ kind: 'paired' });
  });

  it('joins pairs with brackets, side by side where they cross', () => {
    const journal = new Journal();
    const other = { ...ask, text: ask.text.replace('"1"', '"2"') };
    journal.append([ask, other, reply, { ...reply, text: reply.text.replace('"1"', '"2"') }]);
    const { start, middle, end, none } = bracket;
    expect([1, 2, 3, 4].map((id) => journal.brackets(id).slice(0, 2))).toEqual([
      [start, none],
      [middle, start],
      [end, middle],
      [none, end],
    ]);
  });
});
