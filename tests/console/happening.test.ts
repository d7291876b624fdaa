import { describe, expect, it } from 'vitest';
import { defaultFilter } from '../../playground/console/state/filter.ts';
import { happeningWords } from '../../playground/console/state/happening.ts';
import { Journal } from '../../playground/console/state/journal.ts';
import { readSearch } from '../../playground/console/state/search.ts';
import { text, wordOf } from './entries.ts';

const noPause = async (): Promise<void> => {};

describe('happenings', () => {
  it('say what happened, in words', () => {
    expect(happeningWords({ kind: 'clock', seconds: 600 })).toBe('Clock moved forward by 10 min');
    expect(
      happeningWords({ kind: 'restarted', server: 'montague.example', milliseconds: 278.4, changedLines: 3 }),
    ).toBe('montague.example restarted with 3 changed lines in 278 ms');
    expect(happeningWords({ kind: 'stream-ended', account: 'romeo', plain: '' })).toBe('romeo: the stream ended');
  });

  it('stand between the texts, in their order, and are filtered with them', async () => {
    const journal = new Journal();
    const kinds = (): string[] => journal.shown.map(wordOf);
    journal.append([text({ text: '<message/>' })]);
    journal.happened({ kind: 'clock', seconds: 60 }, 1001);
    journal.happened({ kind: 'signed-in', account: 'juliet', jid: 'juliet@montague.example/balcony' }, 1002);
    journal.append([text({ text: '<message id="2"/>' })]);
    expect(kinds()).toEqual(['<message/>', 'clock', 'signed-in', '<message id="2"/>']);
    await journal.setFilter({ ...defaultFilter, account: 'romeo' }, noPause);
    expect(kinds()).toEqual(['<message/>', 'clock', '<message id="2"/>']);
    await journal.setFilter({ ...defaultFilter, foundOnly: true }, noPause);
    await journal.setSearch(readSearch('balcony'), noPause);
    expect(kinds()).toEqual(['signed-in']);
  });
});
