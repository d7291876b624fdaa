import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Page } from '../../src/content/index.ts';
import { plan } from '../../src/lab/run/plan.ts';
import { shardOf } from '../../src/lab/run/shard.ts';
import { pageOf } from './sample.ts';

/** Pages, each after the one that is named. */
const site = (after: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, Page> =>
  new Map(
    Object.entries(after).map(([slug, before]) => [
      slug,
      pageOf(slug, before ? `after: ${before}` : '', `\`\`\`sh run\necho ${slug}\n\`\`\`\n`),
    ]),
  );

const all = (
  pages: ReadonlyMap<string, Page>,
  wanted: readonly string[],
  minutes: (slug: string) => number,
  count: number,
) =>
  Array.from({ length: count }, (_, index) =>
    shardOf(plan(pages, wanted), (slug) => minutes(slug) * 60_000, { index: index + 1, count }),
  );

const guides = site({
  machine: undefined,
  dns: 'machine',
  e1: 'dns',
  e2: 'e1',
  o1: 'dns',
  o2: 'o1',
  o3: 'o2',
  p1: 'dns',
  p2: 'p1',
  format: undefined,
});
const times: Readonly<Record<string, number>> = { o1: 5, o2: 4, o3: 3, e1: 2, e2: 2, p1: 1, p2: 1 };

test('branches of a tree go to different computers, each whole, and the trunk to one of them', () => {
  const shards = all(guides, [...guides.keys()], (slug) => times[slug] ?? 0.5, 3);
  expect(shards.map((slugs) => [...slugs].sort())).toEqual([
    ['o1', 'o2', 'o3'],
    ['e1', 'e2'],
    ['dns', 'format', 'machine', 'p1', 'p2'],
  ]);
});

test('with more computers than chains some have nothing to do', () => {
  const shards = all(site({ a: undefined, b: 'a' }), ['a', 'b'], () => 1, 3);
  expect(shards).toEqual([['a', 'b'], [], []]);
});

test('whatever the pages: every wanted page is in exactly one shard, in an order in which pages come after each other', () => {
  const tree = fc
    .array(fc.tuple(fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 25 })
    .map((rows) =>
      rows.map(([before, wanted, minutes], index) => ({
        slug: `p${index}`,
        // Of the pages before this one, or none.
        after: before % (index + 1) === index ? undefined : `p${before % (index + 1)}`,
        wanted,
        minutes,
      })),
    );
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 6 }), (rows, count) => {
      const pages = site(Object.fromEntries(rows.map(({ slug, after }) => [slug, after])));
      const wanted = rows.filter((row) => row.wanted).map(({ slug }) => slug);
      const minutes = new Map(rows.map((row) => [row.slug, row.minutes]));
      const shards = all(pages, wanted, (slug) => minutes.get(slug) ?? 0, count);
      expect(shards.flat().sort()).toEqual([...wanted].sort());
      for (const slugs of shards)
        for (const [place, slug] of slugs.entries())
          expect(slugs.slice(place)).not.toContain(pages.get(slug)?.lesson.after);
    }),
    { numRuns: 60 },
  );
});

test('no computer has more than its share and one chain', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      (minutes, count) => {
        const pages = site(Object.fromEntries(minutes.map((_, index) => [`p${index}`, undefined])));
        const of = (slug: string): number => minutes[Number(slug.slice(1))] ?? 0;
        const sum = (slugs: readonly string[]): number => slugs.reduce((total, slug) => total + of(slug), 0);
        const longest = Math.max(...all(pages, [...pages.keys()], of, count).map(sum));
        expect(longest).toBeLessThanOrEqual(sum([...pages.keys()]) / count + Math.max(...minutes));
      },
    ),
    { numRuns: 60 },
  );
});
