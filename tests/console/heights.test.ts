import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heights } from '../../playground/console/state/heights.ts';

const heightsOf = (values: readonly number[]): Heights => {
  const heights = new Heights();
  for (const value of values) heights.append(value);
  return heights;
};
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const height = fc.integer({ min: 1, max: 500 });

describe('heights of rows', () => {
  it('are summed up as by hand, after any changes', () => {
    const changes = fc.array(fc.tuple(fc.nat(), height), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(height, { minLength: 1, maxLength: 200 }), changes, (values, edits) => {
        const heights = heightsOf(values);
        const byHand = [...values];
        for (const [at, value] of edits) {
          const index = at % byHand.length;
          expect(heights.set(index, value)).toBe(value - (byHand[index] ?? 0));
          byHand[index] = value;
        }
        expect(heights.total).toBe(sum(byHand));
        for (const index of byHand.keys()) {
          expect(heights.startOf(index)).toBe(sum(byHand.slice(0, index)));
          expect(heights.heightOf(index)).toBe(byHand[index]);
        }
      }),
    );
  });

  it('are the same made all at once as one by one, also when more come and some change', () => {
    const places = (heights: Heights): number[] =>
      Array.from({ length: heights.count + 1 }, (_, at) => heights.startOf(at));
    fc.assert(
      fc.property(
        fc.array(height, { maxLength: 200 }),
        fc.array(height, { maxLength: 20 }),
        fc.nat(),
        (values, more, at) => {
          const heights = Heights.of(values);
          expect(places(heights)).toEqual(places(heightsOf(values)));
          for (const value of more) heights.append(value);
          const all = [...values, ...more];
          if (all.length > 0) {
            heights.set(at % all.length, 7);
            all[at % all.length] = 7;
          }
          expect(places(heights)).toEqual(places(heightsOf(all)));
        },
      ),
    );
  });

  it('find the row at any place: the first and the last pixel of a row lead to it', () => {
    fc.assert(
      fc.property(fc.array(height, { minLength: 1, maxLength: 200 }), (values) => {
        const heights = heightsOf(values);
        for (const [index, value] of values.entries()) {
          const start = heights.startOf(index);
          expect(heights.indexAt(start)).toBe(index);
          expect(heights.indexAt(start + value - 1)).toBe(index);
        }
        expect(heights.indexAt(-10)).toBe(0);
        expect(heights.indexAt(heights.total + 10)).toBe(values.length - 1);
      }),
    );
  });

  it('of no rows have no place, and a row that is not there has no height to set', () => {
    expect(new Heights().indexAt(0)).toBe(-1);
    expect(new Heights().total).toBe(0);
    expect(() => heightsOf([1]).set(1, 2)).toThrow('There is no row 1 among 1.');
  });
});
