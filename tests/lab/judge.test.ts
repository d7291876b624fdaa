import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedText } from '../../src/lab/machine/bounded-text.ts';
import { newReader } from '../../src/lab/machine/prompt.ts';
import type { TerminalResult } from '../../src/lab/machine/terminal.ts';
import { attemptLimit, judge } from '../../src/lab/steps/shell.ts';
import type { ShellStep } from '../../src/lesson/index.ts';
import { lessonOf } from './sample.ts';

const stepOf = (meta: string, output?: string): ShellStep => {
  const block = output === undefined ? '' : `\n\`\`\`text output\n${output}\n\`\`\`\n`;
  const [step] = lessonOf('page', '', `\`\`\`sh run ${meta}\ntrue\n\`\`\`\n${block}`).steps;
  if (step?.kind !== 'shell') throw new Error('not a shell step');
  return step;
};

const ended = (change: Partial<TerminalResult>): TerminalResult => ({
  end: 'exit',
  status: 0,
  output: '',
  dropped: 0,
  milliseconds: 1,
  unasked: [],
  waitsForInput: false,
  ...change,
});

test('the exit status must be the expected one', () => {
  expect(judge(stepOf(''), ended({}), true)).toBeUndefined();
  expect(judge(stepOf(''), ended({ status: 3 }), true)?.what).toBe('Exit status 3, expected 0.');
  expect(judge(stepOf('exit=3'), ended({ status: 3 }), true)).toBeUndefined();
  expect(judge(stepOf('exit=3'), ended({ status: 0 }), true)?.what).toBe('Exit status 0, expected 3.');
});

test('the output must be the expected one, wildcards apart; not while the page is updated', () => {
  const step = stepOf('', 'one\n...\nlast [..]');
  expect(judge(step, ended({ output: 'one\r\ntwo\r\nlast 7\r\n' }), true)).toBeUndefined();
  const wrong = judge(step, ended({ output: 'uno\r\ntwo\r\nlast 7\r\n' }), true);
  expect(wrong?.diff?.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'missing: one',
    'unexpected: uno',
    'any: two',
    'same: last 7',
  ]);
  expect(judge(step, ended({ output: 'uno\r\n' }), false)).toBeUndefined();
});

test('a step that never ends says so, and what it waits for', () => {
  expect(judge(stepOf('timeout=2s'), ended({ end: 'timeout', status: 137 }), true)?.what).toBe(
    'It did not end within 2 s and was stopped.',
  );
  const waiting = ended({ end: 'timeout', output: 'Setting up\r\nPassword: ', waitsForInput: true });
  expect(judge(stepOf(''), waiting, true)?.what).toContain(
    'It waits for input at "Password:": write answers="..." in the fence.',
  );
});

test('an attempt that hangs leaves time for another', () => {
  expect(attemptLimit(stepOf('timeout=2m'), 0, 1)).toBe(120_000);
  expect(attemptLimit(stepOf('within=60s timeout=2m'), 60_000, 1)).toBe(40_000);
  expect(attemptLimit(stepOf('within=60s timeout=2m'), 120_000, 2)).toBe(80_000);
  expect(attemptLimit(stepOf('within=60s timeout=2m'), 15_000, 1)).toBe(15_000);
  expect(attemptLimit(stepOf('within=60s timeout=20s'), 60_000, 1)).toBe(20_000);
  // The last one is not cut short before it began.
  expect(attemptLimit(stepOf('within=60s timeout=2m'), -5, 1)).toBe(1000);
});

test('answers that nobody asked for, and a machine that is gone, are failures; a reboot is none', () => {
  const unasked = [{ prompt: 'Again', text: 'x', typed: 'x\r' }];
  expect(judge(stepOf(''), ended({ unasked }), true)?.what).toBe('It ended without asking for "Again".');
  expect(judge(stepOf(''), ended({ end: 'machine-lost' }), true)?.what).toContain('The machine server went down');
  expect(judge(stepOf(''), ended({ end: 'rebooted' }), true)).toBeUndefined();
});

test('of endless output the beginning and the end are kept', () => {
  const text = new BoundedText(10);
  for (let index = 0; index < 1000; index += 1) text.add(`${index} `);
  const kept = text.toString();
  expect(kept.startsWith('0 1 2 3 4 ')).toBe(true);
  expect(kept.endsWith('998 999 ')).toBe(true);
  expect(kept).toContain('characters left out');
  expect(text.end(4)).toBe('999 ');
});

test('output that fits is kept whole, however it comes in pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 9 }), { maxLength: 10 }), (pieces) => {
      const text = new BoundedText(100);
      for (const piece of pieces) text.add(piece);
      expect(text.toString()).toBe(pieces.join(''));
      expect(text.dropped).toBe(0);
    }),
  );
});

test('nothing is counted twice or lost when output is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 50 }), { maxLength: 30 }), (pieces) => {
      const text = new BoundedText(20);
      for (const piece of pieces) text.add(piece);
      const whole = pieces.join('');
      expect(text.length).toBe(whole.length);
      expect(text.dropped).toBe(Math.max(0, whole.length - 40));
    }),
  );
});

test('one wait for input is told from the next by the thread having slept again', () => {
  expect(newReader([], [{ thread: 5, slept: 1 }])).toBe(true);
  expect(newReader([{ thread: 5, slept: 1 }], [{ thread: 5, slept: 1 }])).toBe(false);
  expect(newReader([{ thread: 5, slept: 1 }], [{ thread: 5, slept: 2 }])).toBe(true);
  expect(newReader([{ thread: 5, slept: 1 }], [])).toBe(false);
});
