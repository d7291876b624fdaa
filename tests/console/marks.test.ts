import { expect, it } from 'vitest';
import { marksIn } from '../../playground/console/editor/marks.ts';

const problem = (line: number, column: number, length: number, severity?: 'error' | 'warning' | 'hint') => ({
  line,
  column,
  length,
  text: 'What is wrong',
  ...(severity && { severity }),
});

it('cuts a text where its problems are, whatever their order', () => {
  const text = '<a>\n  <b/>\n</c>';
  expect(marksIn(text, [problem(3, 1, 4), problem(2, 3, 2, 'hint')])).toEqual([
    { text: '<a>\n  ' },
    { text: '<b', severity: 'hint' },
    { text: '/>\n' },
    { text: '</c>', severity: 'error' },
  ]);
});

it('shows what is missing after the end of a line at the last character of that line', () => {
  expect(marksIn('<a\n<b/>', [problem(1, 3, 0)])).toEqual([
    { text: '<' },
    { text: 'a', severity: 'error' },
    { text: '\n<b/>' },
  ]);
  expect(marksIn('<a', [problem(1, 3, 5)])).toEqual([{ text: '<' }, { text: 'a', severity: 'error' }]);
});

it('marks no character twice, and gives back the whole text', () => {
  const text = 'abcdef';
  const pieces = marksIn(text, [problem(1, 1, 4, 'warning'), problem(1, 3, 3), problem(1, 2, 1), problem(9, 1, 1)]);
  expect(pieces).toEqual([
    { text: 'abcd', severity: 'warning' },
    { text: 'e', severity: 'error' },
    { text: 'f', severity: 'error' },
  ]);
  expect(marksIn(text, [])).toEqual([{ text }]);
  expect(marksIn('', [problem(1, 1, 1)])).toEqual([]);
});
