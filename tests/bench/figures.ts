/** How figures are boiled down and printed. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of the middle half: finer than the clock's own steps, and not moved by a few that took long. */
export function midmean(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return mean(sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4)));
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const kibibytes = (value: number): string => `${(value / 1024).toFixed(1)} KiB`;

/** One line of the report: what, the figure, and its budget where there is one. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly budget?: string;
  readonly kept?: boolean;
}

export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { what, figure, budget, kept } of figures) {
    const judged =
      budget === undefined ? '' : `   budget ${budget}${kept === undefined ? '' : kept ? ', kept' : ', NOT KEPT'}`;
    console.log(`  ${what.padEnd(width)}   ${figure}${judged}`);
  }
}
