/** Which modules of the site belong to one part of it alone. */

/** What the bundler tells of a module: those that import it, and those that will by and by. */
export interface Importers {
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

type Graph = (id: string) => Importers | null;

/**
 * Whether a module comes with a part of the site at once, and with nothing else of the site.
 * @param part the id of the module that is the part
 * @param graph null for what is not in it
 */
export function comesWith(part: RegExp, id: string, graph: Graph): boolean {
  if (part.test(id)) return false;
  const isAtOnce = above(id, (each) => graph(each)?.importers ?? []).some((each) => part.test(each));
  return isAtOnce && isOnlyFor(part, id, graph);
}

/** Whether every way to it leads through the part. */
function isOnlyFor(part: RegExp, id: string, graph: Graph): boolean {
  const importers = (each: string): readonly string[] => {
    const info = part.test(each) ? null : graph(each);
    return info === null ? [] : [...info.importers, ...info.dynamicImporters];
  };
  return above(id, importers).every((each) => part.test(each) || importers(each).length > 0);
}

function above(id: string, next: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set([id]);
  for (const each of seen) for (const one of next(each)) seen.add(one);
  return [...seen];
}
