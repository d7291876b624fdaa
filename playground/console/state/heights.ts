/**
 * The heights of a list's rows, in pixels, and their sums. With a hundred thousand rows a changed height, a row's place and
 * the row at a place each take some seventeen steps: the sums are kept in a Fenwick tree.
 */
export class Heights {
  readonly #heights: number[] = [];
  /** Entry i holds the sum of the heights of the rows from i - (lowest set bit of i) to i - 1. */
  readonly #sums: number[] = [0];

  /** All at once: each sum is handed on to the one that holds it too, so this is linear. */
  static of(heights: readonly number[]): Heights {
    const made = new Heights();
    for (const height of heights) {
      made.#heights.push(height);
      made.#sums.push(height);
    }
    for (let index = 1; index <= heights.length; index += 1) {
      const holder = index + lowestBit(index);
      if (holder <= heights.length) made.#sums[holder] = (made.#sums[holder] ?? 0) + (made.#sums[index] ?? 0);
    }
    return made;
  }

  get count(): number {
    return this.#heights.length;
  }

  get total(): number {
    return this.startOf(this.count);
  }

  append(height: number): void {
    this.#heights.push(height);
    const index = this.count;
    let sum = height;
    for (let step = 1; step < lowestBit(index); step *= 2) sum += this.#sums[index - step] ?? 0;
    this.#sums.push(sum);
  }

  /** Returns by how much the row grew. Throws RangeError for a row that is not there. */
  set(index: number, height: number): number {
    const before = this.#heights[index];
    if (before === undefined) throw new RangeError(`There is no row ${index} among ${this.count}.`);
    const growth = height - before;
    if (growth === 0) return 0;
    this.#heights[index] = height;
    for (let at = index + 1; at <= this.count; at += lowestBit(at)) this.#sums[at] = (this.#sums[at] ?? 0) + growth;
    return growth;
  }

  heightOf(index: number): number {
    return this.#heights[index] ?? 0;
  }

  /** Where a row begins; for an index after the last row, where the list ends. */
  startOf(index: number): number {
    let sum = 0;
    for (let at = Math.min(index, this.count); at > 0; at -= lowestBit(at)) sum += this.#sums[at] ?? 0;
    return sum;
  }

  /** The row that covers a place; the first or the last one for places outside. -1 when there are no rows. */
  indexAt(place: number): number {
    let index = 0;
    let rest = place;
    for (let step = highestBit(this.count); step > 0; step >>= 1) {
      const sum = this.#sums[index + step];
      if (sum === undefined || sum > rest) continue;
      index += step;
      rest -= sum;
    }
    return Math.min(index, this.count - 1);
  }
}

const lowestBit = (value: number): number => value & -value;
const highestBit = (value: number): number => (value === 0 ? 0 : 2 ** (31 - Math.clz32(value)));
