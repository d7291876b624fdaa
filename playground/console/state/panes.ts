/** The sizes that the reader gave to the parts of the console. */

export type Divider = 'accounts' | 'editor' | 'tools';

/** Percentages: the accounts of the console's width, the editor of what editor and transcript share, the tools of the height. */
export type PaneSizes = Readonly<Partial<Record<Divider, number>>>;

export const dividerLimits: Readonly<Record<Divider, { readonly min: number; readonly max: number }>> = Object.freeze({
  accounts: { min: 8, max: 30 },
  editor: { min: 20, max: 75 },
  tools: { min: 15, max: 75 },
});

export const dividers = Object.freeze(Object.keys(dividerLimits) as Divider[]);

/** Within the limits, with one decimal. */
export function clampPane(divider: Divider, percent: number): number {
  const { min, max } = dividerLimits[divider];
  return Math.round(Math.min(max, Math.max(min, percent)) * 10) / 10;
}

/** What storage holds is anybody's text: only numbers of known dividers count. */
export function readPanes(kept: string | null): PaneSizes {
  try {
    const read: unknown = JSON.parse(kept ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    const entries = new Map<string, unknown>(Object.entries(read));
    return Object.fromEntries(
      dividers.flatMap((divider) => {
        const value = entries.get(divider);
        return typeof value === 'number' && Number.isFinite(value) ? [[divider, clampPane(divider, value)]] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** The sizes as CSS: a divider that was never moved has none, and the style sheet decides. */
export function stylesOf({ accounts, editor, tools }: PaneSizes): string {
  return [
    accounts === undefined ? '' : `--accounts:${accounts}%`,
    editor === undefined ? '' : `--editor:${editor}fr;--transcript:${100 - editor}fr`,
    tools === undefined ? '' : `--tools:${tools}%`,
  ]
    .filter(Boolean)
    .join(';');
}
