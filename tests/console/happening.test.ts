import { describe, expect, it } from 'vitest';
import { defaultFilter } from '../../playground/console/state/filter.ts';
import { happeningWords } from '../../playground/console/state/happening.ts';
import { Journal } from '../../playground/console/state/journal.ts';
import { text } from './entries.ts';

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
    const kinds = (): string[] =>
      journal.shown.map((entry) => (entry.kind === 'text' ? entry.text : entry.happening.kind));
    journal.append([text({ text: '<message/>' })]);
    journal.happened({ kind: 'clock', seconds: 60 }, 1001);
    journal.happened({ kind: 'signed-in', account: 'juliet', jid: 'juliet@montague.example/balcony' }, 1002);
    journal.append([text({ text: '<presence/>' })]);
    expect(kinds()).toEqual(['<message/>', 'clock', 'signed-in', '<presence/>']);
    await journal.setFilter({ ...defaultFilter, account: 'romeo' }, noPause);
    expect(kinds()).toEqual(['<message/>', 'clock', '<presence/>']);
    await journal.setFilter({ ...defaultFilter, search: 'balcony' }, noPause);
    expect(kinds()).toEqual(['signed-in']);
  });
});
