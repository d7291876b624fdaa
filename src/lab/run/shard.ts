/** Divides pages among computers. Pure: each computer works out its own part, from the same pages and evidence. */
import { every, type PageNode } from './plan.ts';

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Wanted pages that go to one computer together, and those before them that it has to run first. */
interface Chain {
  readonly pages: readonly PageNode[];
  readonly before: readonly PageNode[];
}

/** A branch, from where it leaves the tree to its end. The trunk, on which several branches stand, is a chain of its own. */
function chainsOf(node: PageNode, before: readonly PageNode[] = []): Chain[] {
  const trunk = [node];
  let end = node;
  for (let [only, ...others] = end.children; only && others.length === 0; [only, ...others] = end.children) {
    trunk.push(only);
    end = only;
  }
  return [{ pages: trunk, before }, ...end.children.flatMap((child) => chainsOf(child, [...before, ...trunk]))];
}

const slugOf = ({ page }: PageNode): string => page.lesson.slug;

/**
 * The pages that a shard reports on. Each wanted page of the trees is in exactly one shard, a chain whole; what several
 * chains come after is run by each shard that needs it and reported by one. The longest chain goes first, each to the shard
 * that would be done with it soonest.
 * @param duration milliseconds that a page is expected to take
 */
export function shardOf(
  trees: readonly PageNode[],
  duration: (slug: string) => number,
  { index, count }: Shard,
): readonly string[] {
  const cost = (slugs: Iterable<string>): number => [...slugs].reduce((sum, slug) => sum + duration(slug), 0);
  const chains = trees
    .flatMap((tree) => chainsOf(tree))
    .map(({ pages, before }) => ({
      wanted: pages.filter(({ wanted }) => wanted).map(slugOf),
      runs: [...before, ...pages].map(slugOf),
    }))
    .filter(({ wanted }) => wanted.length > 0)
    .sort((a, b) => cost(b.runs) - cost(a.runs) || ((a.wanted[0] ?? '') < (b.wanted[0] ?? '') ? -1 : 1));
  const shards = Array.from({ length: count }, () => ({ wanted: [] as string[], runs: new Set<string>() }));
  for (const { wanted, runs } of chains) {
    const after = shards.map((shard) => cost(new Set([...shard.runs, ...runs])));
    const shard = shards[after.indexOf(Math.min(...after))];
    shard?.wanted.push(...wanted);
    for (const slug of runs) shard?.runs.add(slug);
  }
  return trees
    .flatMap((tree) => every([tree]))
    .map(slugOf)
    .filter((slug) => shards[index - 1]?.wanted.includes(slug));
}
