import { describe, expect, it } from 'vitest';
import { limits } from '../../playground/console/limits.ts';
import { defaultFilter } from '../../playground/console/state/filter.ts';
import { Journal } from '../../playground/console/state/journal.ts';
import { text } from './entries.ts';

const ask = text({ text: '<iq type="get" id="1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>' });
const reply = text({ direction: 'received', at: 1003, text: '<iq type="result" id="1" from="montague.example"/>' });
const header = text({ text: "<?xml version='1.0'?><stream:stream to='montague.example' version='1.0'>" });
const refusal = text({
  direction: 'received',
  text: "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>",
});
const message = text({ account: 'juliet', text: '<message to="romeo@montague.example"><body>Ay me!</body></message>' });

const noPause = async (): Promise<void> => {};

function textsOf(journal: Journal): string[] {
  return journal.shown.map((entry) => (entry.kind === 'text' ? entry.text : entry.happening.kind));
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
    ['words in any case', { search: 'AY bOdy' }, [message.text]],
    ['words that are not there', { search: 'balcony' }, []],
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
    const slow = journal.setFilter({ ...defaultFilter, search: 'balcony' }, async () => {
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

  it('forgets everything when it is cleared', () => {
    const journal = new Journal();
    journal.append([ask]);
    journal.clear();
    const [answer] = journal.append([reply]);
    expect(journal.shown).toHaveLength(1);
    expect(journal.pairing(answer?.id ?? 0)).toEqual({ kind: 'orphan' });
  });
});
