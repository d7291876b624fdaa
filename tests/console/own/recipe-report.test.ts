import { describe, expect, it } from 'vitest';
import { markOf, reportOf } from '../../../playground/console/own/recipe-report.ts';
import type { RecordedRecipes } from '../../../playground/console/own/recorded.ts';

/** As the site hands them out. */
const recorded: RecordedRecipes = {
  marks: {
    passed: { sign: '✓', word: 'passed' },
    but: { sign: '◐', word: 'passed, but' },
    allowed: { sign: '≠', word: 'differs' },
    skipped: { sign: '·', word: 'not run' },
  },
  recipes: [
    {
      page: 'recipes/ping',
      title: 'Ping',
      address: '/recipes/ping/',
      steps: [],
      recorded: { sandbox: { mark: 'passed', version: '13.0.1' }, openfire: { mark: 'but', version: '5.1.1' } },
    },
  ],
};

describe('what recipes came to', () => {
  it('is said in the words of the matrix, for what was recorded and for the own server alike', () => {
    expect(markOf({ mark: 'but', version: '5.1.1' }, recorded.marks)).toEqual({
      name: 'but',
      sign: '◐',
      word: 'passed, but',
    });
    expect(markOf({ page: 'a', status: 'differs' }, recorded.marks).word).toBe('differs');
    expect(markOf({ page: 'a', status: 'skipped' }, recorded.marks).word).toBe('not run');
    expect(markOf(undefined, recorded.marks).word).toBe('not run');
  });

  it('is a table with the reasons below it', () => {
    const outcomes = new Map([
      ['recipes/ping', { page: 'recipes/ping', status: 'differs', reason: 'no answer' } as const],
    ]);
    expect(reportOf(recorded, outcomes)).toBe(
      '| Recipe | This server | sandbox | prosody | ejabberd | openfire |\n| --- | --- | --- | --- | --- | --- |\n' +
        '| Ping | differs | passed | not run | not run | passed, but |\n\n- Ping: no answer\n',
    );
  });
});
