/** Which pages of the site show a name. The site makes the list when it is built; it is fetched when it is needed first. */
export interface PageLink {
  readonly title: string;
  readonly path: string;
}

export type ShownIn = ReadonlyMap<string, readonly PageLink[]>;

/** As many as a reader looks through. */
const most = 6;

/** The list as the site serves it (`/shown-in.json`), or what is right in it: names to pages. */
export function parseShownIn(data: unknown): ShownIn {
  const { pages, names } = (data ?? {}) as { pages?: unknown; names?: unknown };
  const links = (Array.isArray(pages) ? pages : []).map(linkOf);
  const entries = Object.entries(typeof names === 'object' && names !== null ? names : {});
  return new Map(
    entries.map(([name, on]) => [
      name,
      (Array.isArray(on) ? on : []).flatMap((index: unknown) =>
        typeof index === 'number' ? (links[index] ?? []) : [],
      ),
    ]),
  );
}

function linkOf(page: unknown): PageLink | undefined {
  const [title, path]: unknown[] = Array.isArray(page) ? page : [];
  // Only pages of this site: nothing else is a path.
  return typeof title === 'string' && typeof path === 'string' && /^\/(?!\/)/.test(path) ? { title, path } : undefined;
}

/** An empty list when it cannot be fetched: the explanations do without. */
export async function fetchShownIn(address: URL): Promise<ShownIn> {
  try {
    return parseShownIn(await (await fetch(address)).json());
  } catch {
    return new Map();
  }
}

/** The pages that show any of these names, each once. */
export function pagesFor(shownIn: ShownIn, names: readonly string[]): readonly PageLink[] {
  const found = names.flatMap((name) => shownIn.get(name) ?? []);
  return [...new Map(found.map((page) => [page.path, page])).values()].slice(0, most);
}
