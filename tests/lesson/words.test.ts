import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, duration, longDate, sentence, wait } from '../../src/lesson/index.ts';

describe('a duration', () => {
  it.each([
    [0, '0.0 s'],
    [340, '0.3 s'],
    [9949, '9.9 s'],
    [9960, '10 s'],
    [41_000, '41 s'],
    [59_600, '1 min'],
    [119_700, '2 min'],
    [125_000, '2 min 5 s'],
    [3_723_000, '62 min 3 s'],
  ])('of %i ms is %s', (milliseconds, words) => expect(duration(milliseconds)).toBe(words));

  it('never has 60 seconds, and is right to half of what it shows', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e8, noNaN: true }), (milliseconds) => {
        const told = /^(?:(\d+) min)? ?(?:(\d+(?:\.\d)?) s)?$/.exec(duration(milliseconds));
        const [minutes, seconds] = [Number(told?.[1] ?? 0), Number(told?.[2] ?? 0)];
        expect(told, duration(milliseconds)).not.toBeNull();
        expect(seconds).toBeLessThan(60);
        const step = told?.[2]?.includes('.') ? 100 : 1000;
        expect(Math.abs(minutes * 60_000 + seconds * 1000 - milliseconds)).toBeLessThanOrEqual(step / 2 + 1e-6);
      }),
    );
  });
});

it.each([
  [500, '500 ms'],
  [1500, '1500 ms'],
  [5000, '5 s'],
  [30_000, '30 s'],
  [120_000, '2 min'],
])('a page that waits %i ms waits %s', (milliseconds, words) => expect(wait(milliseconds)).toBe(words));

it.each([
  [0, '0.0 MB'],
  [2_540_000, '2.5 MB'],
  [9_960_000, '10 MB'],
  [256_400_000, '256 MB'],
])('%i bytes are %s', (count, words) => expect(bytes(count)).toBe(words));

it('a date is that of UTC', () => {
  expect(longDate('2026-11-22T23:59:59Z')).toBe('22 November 2026');
  expect(longDate('2026-11-22T23:59:59-01:00')).toBe('23 November 2026');
});

it('a reason is a sentence', () => {
  expect(sentence('it stopped')).toBe('it stopped.');
  expect(sentence('It stopped.')).toBe('It stopped.');
  expect(sentence()).toBe('no reason was written down.');
});
