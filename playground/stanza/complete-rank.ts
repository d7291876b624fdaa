/** How well a suggestion goes with what is written: 0 is best, undefined is not at all. Capitals do not count. */
export function rank(written: string, label: string, detail: string): number | undefined {
  const sought = written.toLowerCase();
  const name = label.toLowerCase();
  if (name.startsWith(sought)) return 0;
  const at = name.indexOf(sought);
  if (at > 0) return /[^a-z0-9]/.test(name[at - 1] ?? '') ? 1 : 2;
  const details = detail.toLowerCase();
  const from = details.indexOf(sought);
  return from < 0 ? undefined : from === 0 || /[^a-z0-9]/.test(details[from - 1] ?? '') ? 3 : 4;
}

interface Named {
  readonly label: string;
  readonly detail: string;
}

/** Those that go with what is written, the best first; the given order among equals. */
export function ranked<T extends Named>(written: string, all: readonly T[]): readonly T[] {
  if (written === '') return all;
  const found: { readonly one: T; readonly at: number }[] = [];
  for (const one of all) {
    const at = rank(written, one.label, one.detail);
    if (at !== undefined) found.push({ one, at });
  }
  return found.sort((one, other) => one.at - other.at).map(({ one }) => one);
}
