/** What a guide keeps in the reader's browser, and nowhere else. */
const keys = Object.freeze({ names: 'stanzabox.names', ticks: 'stanzabox.ticks' });

type Kept = Readonly<Record<string, unknown>>;

/** What is stored is not trusted until it is checked: anything but a record of the right shape counts as nothing. */
function load(key: string): Kept {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Kept) : {};
  } catch {
    return {};
  }
}

/** A browser that stores nothing (private window, full) loses what is kept at the end of the visit, and nothing else. */
function save(key: string, value: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to do: the page goes on with what it has in memory.
  }
}

/** The names as the reader typed them, unchecked: what is half written is kept as well. */
export function loadNames(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(load(keys.names)).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

export function saveNames(names: Readonly<Record<string, string>>): void {
  save(keys.names, names);
}

/** Ids of the steps that the reader ticked on a page. */
export function loadTicks(slug: string): Set<string> {
  const ids = load(keys.ticks)[slug];
  return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
}

export function saveTicks(slug: string, ids: ReadonlySet<string>): void {
  save(keys.ticks, { ...load(keys.ticks), [slug]: [...ids] });
}
