/** How long runs took, in a few bars. */
export interface Histogram {
  readonly bars: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** @param times in milliseconds; undefined when there are none */
export function histogramOf(times: readonly number[], most = 12): Histogram | undefined {
  const sorted = [...times].sort((one, other) => one - other);
  const [least, median, longest] = [sorted[0], sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  if (least === undefined || median === undefined || longest === undefined) return undefined;
  const count = longest === least ? 1 : Math.min(most, Math.max(1, Math.ceil(Math.sqrt(sorted.length))));
  const width = (longest - least) / count;
  const bars = Array.from({ length: count }, (_, index) => ({
    from: least + index * width,
    to: index === count - 1 ? longest : least + (index + 1) * width,
    count: 0,
  }));
  for (const time of sorted) {
    const bar = bars[Math.min(count - 1, width === 0 ? 0 : Math.floor((time - least) / width))];
    if (bar) bar.count += 1;
  }
  return { bars, least, median, most: longest };
}
